/** Asks for the passphrase. Holds it only while the form is on screen. */
import { useState } from 'preact/hooks';
import { text } from '../platform/texts';
import type { Send } from '../protocol/messages';
import { failureText } from './failure-text';
import { Field } from './field';
import { useSubmit } from './use-submit';

interface UnlockFormProps {
  readonly send: Send;
}

export function UnlockForm({ send }: UnlockFormProps) {
  const [passphrase, setPassphrase] = useState('');
  const { form, onSubmit, busy, failure } = useSubmit(() =>
    send({ type: 'vault/unlock', passphrase }),
  );

  return (
    <form class="stack" ref={form} onSubmit={onSubmit}>
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
