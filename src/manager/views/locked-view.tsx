/** Unlocks the vault; offers a copy and a new start to users who cannot unlock it. */
import type { LockedState } from '../../domain/app-state';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { ShowSecret } from '../../ui/show-secret';
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
      <UnlockForm state={state} send={send} toggle={ShowSecret} />
      {/* The popup's *Forgot the passphrase?* leads here. */}
      <details open={location.hash === '#/forgotten'}>
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
