/** Changes the passphrase, which creates a new key. */
import { useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import type { PasskeyAnswer } from '../../domain/passkey';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { SecretField } from '../../ui/secret-field';
import { useSubmit } from '../../ui/use-submit';
import { KeptPasskeys, namesOfLost } from './kept-passkeys';
import { NewPassphrase, newPassphraseProblem } from './new-passphrase';

interface ChangePassphraseProps {
  readonly state: Pick<OpenState, 'passkeys' | 'passkeyRequests'>;
  readonly send: Send;
}

export function ChangePassphrase({ state, send }: ChangePassphraseProps) {
  const { passkeys, passkeyRequests } = state;
  const [passphrase, setPassphrase] = useState('');
  const [newPassphrase, setNewPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [kept, setKept] = useState<readonly PasskeyAnswer[]>([]);
  const [changed, setChanged] = useState(false);
  const [times, setTimes] = useState(0);
  const { form, onSubmit, busy, failure, unplaced } = useSubmit(
    async () => {
      setChanged(false);
      const problem = await newPassphraseProblem(newPassphrase, repeat);
      const change = { passphrase, newPassphrase, passkeys: kept };
      return problem ?? send({ type: 'vault/change-passphrase', ...change });
    },
    () => {
      setChanged(true);
      setKept([]);
      setTimes((before) => before + 1);
      for (const clear of [setPassphrase, setNewPassphrase, setRepeat]) clear('');
    },
  );
  const wrong = failure?.code === 'passphrase-wrong' ? failureText(failure) : undefined;
  const lost = namesOfLost(passkeys, kept);

  return (
    <form class="stack" ref={form} onSubmit={onSubmit}>
      <h2>{text('settingsPassphrase')}</h2>
      <p class="hint">{text('settingsPassphraseHint')}</p>
      <SecretField
        label={text('settingsOldPassphrase')}
        kind="secret"
        value={passphrase}
        onInput={setPassphrase}
        problem={wrong}
      />
      <NewPassphrase
        // The suggestion may be the passphrase by now.
        key={times}
        label={text('settingsNewPassphrase')}
        passphrase={newPassphrase}
        onPassphrase={setNewPassphrase}
        repeat={repeat}
        onRepeat={setRepeat}
        failure={failure}
      />
      <KeptPasskeys passkeys={passkeys} requests={passkeyRequests} kept={kept} onKept={setKept} />
      {unplaced && failure && <Problem>{failureText(failure)}</Problem>}
      <output class="positive">{changed && text('settingsPassphraseChanged')}</output>
      <button type="submit" aria-disabled={busy}>
        {busy ? text('formSaving') : submitText(lost)}
      </button>
    </form>
  );
}

/** The button names the passkeys that it removes, so that no user overlooks them. */
function submitText(lost: string): string {
  return lost === ''
    ? text('settingsPassphraseChange')
    : text('settingsPassphraseChangeRemoving', lost);
}
