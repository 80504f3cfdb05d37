/** One host in a list of hosts, with what is said of it and its one action. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { text } from '../../platform/texts';
import { LeavingButton } from './leaving-button';
import { hostText, protocolsText } from './pattern-text';

interface HostRowProps {
  readonly host: string;
  readonly patterns?: readonly string[];
  readonly children?: ComponentChildren;
  readonly action: 'accessGiveBack' | 'accessAllow';
  readonly onAct: () => void;
}

export function HostRow({ host, patterns, children, action, onAct }: HostRowProps) {
  const id = useId();
  return (
    <li>
      <div>
        <p id={id}>
          <strong>{hostText(host)}</strong>{' '}
          {patterns && <span class="hint">{protocolsText(patterns)}</span>}
        </p>
        {children}
      </div>
      <LeavingButton describedBy={id} onClick={onAct}>
        {text(action)}
      </LeavingButton>
    </li>
  );
}
