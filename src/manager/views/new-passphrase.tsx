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
  /** True if the page opens with the focus in the first field. */
  readonly focused?: boolean;
}

export function NewPassphrase(props: NewPassphraseProps) {
  const { label, passphrase, onPassphrase, repeat, onRepeat, failure, focused = false } = props;
  const [suggestion] = useState(suggestPassphrase);
  const isUsed = passphrase === suggestion && repeat === suggestion;
  const problemOf = (field: string) =>
    failure?.field === field ? failureText(failure) : undefined;

  return (
    <>
      <SecretField
        label={label}
        kind="secret"
        value={passphrase}
        onInput={onPassphrase}
        hint={text('setupPassphraseHint', String(PASSPHRASE_MIN_LENGTH))}
        problem={problemOf('newPassphrase')}
        focused={focused}
      />
      <SecretField
        label={text('setupRepeat')}
        kind="secret"
        value={repeat}
        onInput={onRepeat}
        problem={problemOf('repeat')}
      />
      <div class="stack suggested">
        {/* Always present: a screen reader announces only changes of an existing output. */}
        <output class={isUsed ? 'strong' : 'hint'}>
          {text(isUsed ? 'setupSuggestionUsed' : 'setupSuggested')}
        </output>
        <div class="row">
          <span class="suggestion">{suggestion}</span>
          <button
            type="button"
            onClick={() => {
              onPassphrase(suggestion);
              onRepeat(suggestion);
            }}
          >
            {text('setupUseSuggestion')}
          </button>
        </div>
      </div>
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
