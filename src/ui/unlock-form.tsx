/** Asks for the passphrase, or for a passkey. Holds it only while the form is on screen. */
import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import type { LockedState } from '../domain/app-state';
import type { LockReason } from '../domain/lock-reason';
import { canUsePasskeys } from '../platform/passkey-support';
import { type TextKey, text } from '../platform/texts';
import type { Send } from '../protocol/messages';
import { failureText } from './failure-text';
import { Field, type Toggle } from './field';
import type { PasskeyButtonProps } from './passkey-button';
import { useSubmit } from './use-submit';

const REASONS: Readonly<Record<LockReason, TextKey>> = {
  idle: 'lockedIdle',
  'computer-locked': 'lockedWithComputer',
  'browser-update': 'lockedBrowserUpdate',
  update: 'lockedUpdate',
};

interface UnlockFormProps {
  readonly state: Pick<LockedState, 'lockedBy' | 'passkeyRequests' | 'locks'>;
  readonly send: Send;
  /** The popup loads it on demand. */
  readonly byPasskey: FunctionComponent<PasskeyButtonProps>;
  /** The popup has none: its first paint has no room for one. */
  readonly toggle?: Toggle;
}

export function UnlockForm({ state, send, byPasskey: ByPasskey, toggle }: UnlockFormProps) {
  const { lockedBy, passkeyRequests, locks } = state;
  const [passphrase, setPassphrase] = useState('');
  const { form, onSubmit, busy, failure } = useSubmit(() =>
    send({ type: 'vault/unlock', passphrase }),
  );

  return (
    <form class="stack" ref={form} onSubmit={onSubmit}>
      <h1>{text('unlockTitle')}</h1>
      {lockedBy && <p>{text(REASONS[lockedBy])}</p>}
      <p class="hint">{text('unlockMeaning')}</p>
      <Field
        label={text('unlockPassphrase')}
        kind="secret"
        value={passphrase}
        onInput={setPassphrase}
        toggle={toggle}
        problem={failure && failureText(failure)}
        focused
      />
      <button class="primary" type="submit" aria-disabled={busy}>
        {text(busy ? 'unlocking' : 'unlock')}
      </button>
      {passkeyRequests.length > 0 && canUsePasskeys() && (
        <ByPasskey
          requests={passkeyRequests}
          command={(answer) => ({ type: 'vault/unlock-by-passkey', answer, locks })}
          send={send}
        />
      )}
    </form>
  );
}
