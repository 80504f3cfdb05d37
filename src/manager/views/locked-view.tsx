/** A locked vault: what opens it, and what is left to whoever has nothing that does. */
import type { LockedState } from '../../domain/app-state';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { UnlockForm } from '../../ui/unlock-form';
import { SaveCopy } from './save-copy';
import { StartOver } from './start-over';

interface LockedViewProps {
  readonly state: LockedState;
  readonly send: Send;
  readonly ask: Ask;
}

export function LockedView({ state, send, ask }: LockedViewProps) {
  return (
    <div class="stack narrow">
      <UnlockForm state={state} send={send} />
      <details>
        <summary>{text('lockedOutTitle')}</summary>
        <div class="stack">
          <p>{text('lockedOutMeaning')}</p>
          <div class="row">
            <SaveCopy ask={ask} />
          </div>
          <StartOver locked send={send} />
        </div>
      </details>
    </div>
  );
}
