/** Asks for a new passphrase twice, and suggests one. */
import { useState } from 'preact/hooks';
import type { Failure } from '../../domain/errors';
import { PASSPHRASE_MIN_LENGTH, passphraseProblem } from '../../domain/passphrase';
import { text } from '../../platform/texts';
import type { Reply } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { SecretField } from '../../ui/secret-field';
import { suggestPassphrase } from '../suggest-passphrase';

interface NewPassphraseProps {
  readonly label: string;
  readonly passphrase: string;
  readonly onPassphrase: (passphrase: string) => void;
  readonly repeat: string;
  readonly onRepeat: (repeat: string) => void;
  readonly failure: Failure | undefined;
}

export function NewPassphrase(props: NewPassphraseProps) {
  const { label, passphrase, onPassphrase, repeat, onRepeat, failure } = props;
  const [suggestion, setSuggestion] = useState<string>();
  const problemOf = (field: string) =>
    failure?.field === field ? failureText(failure) : undefined;

  return (
    <>
      <div class="row">
        <span class="hint">{text('setupPassphraseHint', String(PASSPHRASE_MIN_LENGTH))}</span>
        <button type="button" onClick={() => setSuggestion(suggestPassphrase())}>
          {text('setupSuggest')}
        </button>
      </div>
      {/* Always present: a screen reader announces only changes of an existing output. */}
      <output class="stack">
        {suggestion && (
          <>
            <span class="hint">{text('setupSuggested')}</span>
            <span class="suggestion">{suggestion}</span>
          </>
        )}
      </output>
      <SecretField
        label={label}
        kind="secret"
        value={passphrase}
        onInput={onPassphrase}
        problem={problemOf('newPassphrase')}
      />
      <SecretField
        label={text('setupRepeat')}
        kind="secret"
        value={repeat}
        onInput={onRepeat}
        problem={problemOf('repeat')}
      />
    </>
  );
}

/** Checks both fields before a message is sent. */
export async function newPassphraseProblem(
  passphrase: string,
  repeat: string,
): Promise<Reply | undefined> {
  const code = passphraseProblem(passphrase) ?? (await guessableProblem(passphrase));
  if (code) return { ok: false, failure: { code, field: 'newPassphrase' } };
  if (passphrase === repeat) return undefined;
  return { ok: false, failure: { code: 'passphrase-mismatch', field: 'repeat' } };
}

async function guessableProblem(passphrase: string) {
  const { isGuessedSoon } = await import('../guessed-soon');
  return isGuessedSoon(passphrase) ? 'passphrase-guessable' : undefined;
}
