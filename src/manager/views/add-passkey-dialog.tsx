/** Creates a passkey that unlocks the vault. */
import { useRef, useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import { toFailure } from '../../domain/errors';
import { type NewPasskey, passkeyNameProblem } from '../../domain/passkey';
import { createPasskey } from '../../platform/new-passkey';
import { text } from '../../platform/texts';
import type { Reply, Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { SecretField } from '../../ui/secret-field';
import { useSubmit } from '../../ui/use-submit';
import { FormDialog } from './form-dialog';

interface AddPasskeyDialogProps {
  readonly state: Pick<OpenState, 'passkeys' | 'passkeyRequests'>;
  readonly send: Send;
  readonly onAdded: (name: string) => void;
  readonly onClose: () => void;
}

export function AddPasskeyDialog({ state, send, onAdded, onClose }: AddPasskeyDialogProps) {
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  // Reused after a wrong passphrase: each new passkey stays in the authenticator.
  const made = useRef<NewPasskey | undefined>(undefined);
  const submission = useSubmit(
    async () => {
      const problem = problemOf(name, passphrase, state);
      if (problem) return problem;
      try {
        made.current ??= await createPasskey({ name, existing: state.passkeyRequests });
      } catch (error) {
        return { ok: false, failure: toFailure(error) };
      }
      const passkey = made.current;
      return passkey && send({ type: 'passkey/add', passphrase, name, passkey });
    },
    () => onAdded(name.trim()),
  );
  const { busy, failure } = submission;
  const problemAt = (field: string) =>
    failure?.field === field ? failureText(failure) : undefined;

  return (
    <FormDialog
      title={text('passkeyAdd')}
      submission={submission}
      confirm={text(busy ? 'passkeyAsking' : 'passkeyCreate')}
      tone="primary"
      onClose={onClose}
    >
      <Field
        label={text('passkeyName')}
        value={name}
        onInput={setName}
        hint={text('passkeyNameHint')}
        problem={problemAt('name')}
      />
      <SecretField
        label={text('passkeyPassphrase')}
        kind="secret"
        value={passphrase}
        onInput={setPassphrase}
        hint={text('passkeyPassphraseHint')}
        problem={problemAt('passphrase')}
      />
    </FormDialog>
  );
}

/** Finds problems before a passkey is created in vain. */
function problemOf(
  name: string,
  passphrase: string,
  { passkeys }: Pick<OpenState, 'passkeys'>,
): Reply | undefined {
  const problem = passkeyNameProblem(name, passkeys);
  if (problem) return { ok: false, failure: { code: 'profile-invalid', field: 'name', problem } };
  if (passphrase !== '') return undefined;
  return { ok: false, failure: { code: 'passphrase-wrong', field: 'passphrase' } };
}
