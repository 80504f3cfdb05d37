/** Removes a passkey by creating a new key that the passkey does not unlock. */
import { useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import type { PasskeyAnswer, PasskeySummary } from '../../domain/passkey';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { SecretField } from '../../ui/secret-field';
import { useSubmit } from '../../ui/use-submit';
import { FormDialog } from './form-dialog';
import { KeptPasskeys, namesOfLost } from './kept-passkeys';

interface RemovePasskeyDialogProps {
  readonly passkey: PasskeySummary;
  readonly state: Pick<OpenState, 'passkeys' | 'passkeyRequests'>;
  readonly send: Send;
  readonly onRemoved: (names: string) => void;
  readonly onClose: () => void;
}

export function RemovePasskeyDialog(props: RemovePasskeyDialogProps) {
  const { passkey, state, send, onRemoved, onClose } = props;
  const { passkeys, passkeyRequests } = state;
  const [passphrase, setPassphrase] = useState('');
  const [kept, setKept] = useState<readonly PasskeyAnswer[]>([]);
  const lost = namesOfLost(passkeys, kept);
  const submission = useSubmit(
    () => send({ type: 'passkey/remove', passphrase, passkeys: kept }),
    () => onRemoved(lost),
  );
  const { busy, failure } = submission;
  const wrong = failure?.code === 'passphrase-wrong' ? failureText(failure) : undefined;

  return (
    <FormDialog
      title={text('passkeyRemoveTitle', passkey.name)}
      submission={submission}
      confirm={busy ? text('formSaving') : text('passkeyRemove', lost)}
      tone="danger"
      onClose={onClose}
    >
      <p>{text('passkeyRemoveMeaning')}</p>
      <SecretField
        label={text('passkeyPassphrase')}
        kind="secret"
        value={passphrase}
        onInput={setPassphrase}
        problem={wrong}
      />
      <KeptPasskeys
        passkeys={passkeys.filter(({ slotId }) => slotId !== passkey.slotId)}
        requests={passkeyRequests}
        kept={kept}
        onKept={setKept}
      />
    </FormDialog>
  );
}
