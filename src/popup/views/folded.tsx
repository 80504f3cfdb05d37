/** Folds up what few need, and loads it when it is opened: it must not make the popup open later. */
import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { text } from '../../platform/texts';
import type { MoreProps } from './more';

export function Folded(props: MoreProps) {
  const [view, setView] = useState<{ readonly More: FunctionComponent<MoreProps> }>();
  return (
    <details class="more" onToggle={() => void import('./more').then(setView)}>
      <summary>{text('formMore')}</summary>
      {view && <view.More {...props} />}
    </details>
  );
}
