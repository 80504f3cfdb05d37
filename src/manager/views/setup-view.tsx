/** First run: chooses the passphrase, having said first that it cannot be recovered. */
import { useState } from 'preact/hooks';
import { isLongEnough, PASSPHRASE_MIN_LENGTH } from '../../domain/passphrase';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Field, Problem } from '../../ui/field';
import { suggestPassphrase } from '../suggest-passphrase';

interface SetupViewProps {
  readonly send: Send;
}

interface Problems {
  readonly passphrase?: string;
  readonly repeat?: string;
  readonly form?: string;
}

export function SetupView({ send }: SetupViewProps) {
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [suggestion, setSuggestion] = useState<string>();
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);

  async function create(event: SubmitEvent) {
    event.preventDefault();
    if (busy) return;
    const found = check(passphrase, repeat);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const reply = await send({ type: 'vault/create', passphrase });
    setBusy(false);
    if (!reply.ok) setProblems({ form: failureText(reply.failure) });
  }

  return (
    <form class="stack narrow" onSubmit={create}>
      <h1>{text('setupTitle')}</h1>
      <p>{text('setupPromise')}</p>
      <p class="warning">{text('setupWarning')}</p>
      <Field
        label={text('setupPassphrase')}
        kind="secret"
        value={passphrase}
        onInput={setPassphrase}
        hint={text('setupPassphraseHint', String(PASSPHRASE_MIN_LENGTH))}
        problem={problems.passphrase}
        focused
      />
      <Field
        label={text('setupRepeat')}
        kind="secret"
        value={repeat}
        onInput={setRepeat}
        problem={problems.repeat}
      />
      {suggestion && (
        <div class="stack">
          <p class="hint">{text('setupSuggested')}</p>
          <output class="suggestion">{suggestion}</output>
        </div>
      )}
      {problems.form && <Problem>{problems.form}</Problem>}
      <div class="row">
        <button class="primary" type="submit" aria-disabled={busy}>
          {text(busy ? 'setupCreating' : 'setupCreate')}
        </button>
        <button type="button" onClick={() => setSuggestion(suggestPassphrase())}>
          {text('setupSuggest')}
        </button>
      </div>
    </form>
  );
}

function check(passphrase: string, repeat: string): Problems {
  if (!isLongEnough(passphrase)) return { passphrase: failureText({ code: 'passphrase-weak' }) };
  return passphrase === repeat ? {} : { repeat: text('setupMismatch') };
}
