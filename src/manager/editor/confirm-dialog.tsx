/**
 * Asks for the passphrase or a passkey before a stored key goes further than it did. Holds the
 * passphrase only while the dialog is on screen.
 */
import { useState } from 'preact/hooks';
import type { PasskeyRequest } from '../../domain/passkey';
import { canUsePasskeys } from '../../platform/passkey-support';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { PasskeyButton } from '../../ui/passkey-button';
import { SecretField } from '../../ui/secret-field';
import { useSubmit } from '../../ui/use-submit';
import { FormDialog } from '../views/form-dialog';

interface ConfirmDialogProps {
  readonly passkeyRequests: readonly PasskeyRequest[];
  readonly send: Send;
  readonly onConfirmed: () => void;
  readonly onClose: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { passkeyRequests, send, onConfirmed, onClose } = props;
  const [passphrase, setPassphrase] = useState('');
  const submission = useSubmit(() => send({ type: 'vault/confirm', passphrase }), onConfirmed);
  const { busy, failure } = submission;

  return (
    <FormDialog
      title={text('confirmTitle')}
      submission={submission}
      confirm={text(busy ? 'confirming' : 'confirmSave')}
      tone="primary"
      onClose={onClose}
    >
      <p>{text('confirmMeaning')}</p>
      <SecretField
        label={text('unlockPassphrase')}
        kind="secret"
        value={passphrase}
        onInput={setPassphrase}
        problem={failure && failureText(failure)}
        focused
      />
      {passkeyRequests.length > 0 && canUsePasskeys() && (
        <PasskeyButton
          requests={passkeyRequests}
          command={(answer) => ({ type: 'vault/confirm-by-passkey', answer })}
          send={send}
          onDone={onConfirmed}
        />
      )}
    </FormDialog>
  );
}
