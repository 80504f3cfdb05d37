/** Deletes the vault for good, after the user has typed a phrase. */
import { useState } from 'preact/hooks';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { Problem } from '../../ui/problem';
import { useSubmit } from '../../ui/use-submit';

interface StartOverProps {
  readonly send: Send;
  /** True for a locked vault; false for one that cannot be read. */
  readonly locked: boolean;
}

export function StartOver({ send, locked }: StartOverProps) {
  const [typed, setTyped] = useState('');
  const { form, onSubmit, busy, failure } = useSubmit(() =>
    send({ type: 'vault/start-over', locked }),
  );
  const phrase = text('startOverPhrase');
  const confirmed = typed === phrase;

  return (
    <form
      class="stack"
      ref={form}
      onSubmit={(event) => {
        if (confirmed) onSubmit(event);
        else event.preventDefault();
      }}
    >
      <p>{text('startOverMeaning')}</p>
      <Field label={text('startOverConfirm', phrase)} value={typed} onInput={setTyped} />
      {failure && <Problem>{failureText(failure)}</Problem>}
      <div class="row">
        <button class="danger" type="submit" aria-disabled={busy || !confirmed}>
          {text('startOver')}
        </button>
      </div>
    </form>
  );
}
