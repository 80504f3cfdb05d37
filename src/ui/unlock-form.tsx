/** Asks for the passphrase. Holds it only while the form is on screen. */
import { useState } from 'preact/hooks';
import type { Failure } from '../domain/errors';
import { text } from '../platform/texts';
import type { Send } from '../protocol/messages';
import { failureText } from './failure-text';
import { Field } from './field';

interface UnlockFormProps {
  readonly send: Send;
}

export function UnlockForm({ send }: UnlockFormProps) {
  const [passphrase, setPassphrase] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);

  async function unlock(event: SubmitEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const reply = await send({ type: 'vault/unlock', passphrase });
    setBusy(false);
    if (!reply.ok) setFailure(reply.failure);
  }

  return (
    <form class="stack" onSubmit={unlock}>
      <h1>{text('unlockTitle')}</h1>
      <p class="hint">{text('unlockMeaning')}</p>
      <Field
        label={text('unlockPassphrase')}
        kind="secret"
        value={passphrase}
        onInput={setPassphrase}
        problem={failure && failureText(failure)}
        focused
      />
      <button class="primary" type="submit" aria-disabled={busy}>
        {text(busy ? 'unlocking' : 'unlock')}
      </button>
    </form>
  );
}
