/** Makes a backup: asks who is there, then for the file's passphrase, and saves the file. */
import { useRef, useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import type { Ask, Reply } from '../../protocol/messages';
import { useSubmit } from '../../ui/use-submit';
import { saveFile } from '../save-file';
import { Switch } from '../switch';
import { FormDialog } from '../views/form-dialog';
import { NewPassphrase, newPassphraseProblem } from '../views/new-passphrase';
import { NO_PROOF, ProofFields, proofOf } from './proof-fields';

interface MakeBackupDialogProps {
  readonly state: Pick<OpenState, 'passkeyRequests'>;
  readonly ask: Ask;
  /** Called with the name of the file, once the browser saves it. */
  readonly onMade: (name: string) => void;
  readonly onClose: () => void;
}

export function MakeBackupDialog({ state, ask, onMade, onClose }: MakeBackupDialogProps) {
  const [proof, setProof] = useState(NO_PROOF);
  const [isVaults, setVaults] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const canShare = proof.passkey === undefined;
  const isShared = isVaults && canShare;
  const isCancelled = useRef(false);
  const submission = useSubmit(async () => {
    const [first, second] = isShared ? [proof.passphrase, proof.passphrase] : [passphrase, repeat];
    const problem = await newPassphraseProblem(first, second);
    if (problem) {
      // The vault's may be from before these rules.
      if (isShared && proof.passphrase !== '') setVaults(false);
      return proof.passphrase === '' && isShared ? EMPTY : problem;
    }
    if (isCancelled.current) return undefined;
    const made = await ask({ type: 'backup/make', proof: proofOf(proof), filePassphrase: first });
    if (isCancelled.current) return undefined;
    if (!made?.ok) return { ok: false, failure: made?.failure ?? { code: 'unexpected' } };
    saveFile(made.name, made.file);
    // A tab that is closed before saves no file, and the reminder stays.
    void ask({ type: 'backup/saved', madeAt: made.madeAt });
    onMade(made.name);
    return { ok: true };
  }, onClose);
  const { busy, failure } = submission;

  function close() {
    isCancelled.current = true;
    if (busy) void ask({ type: 'backup/cancel' });
    onClose();
  }

  return (
    <FormDialog
      title={text('backupMakeTitle')}
      submission={submission}
      confirm={text(busy ? 'backupMaking' : 'backupMakeNow')}
      tone="primary"
      onClose={close}
    >
      <ProofFields
        hint={text('backupProofHint')}
        requests={state.passkeyRequests}
        typed={proof}
        onChange={setProof}
        failure={failure}
        focused
      />
      {canShare && (
        <Switch
          label="backupSamePassphrase"
          hint="backupSamePassphraseHint"
          checked={isVaults}
          onChange={setVaults}
        />
      )}
      {!isShared && (
        <NewPassphrase
          label={text('backupFilePassphrase')}
          passphrase={passphrase}
          onPassphrase={setPassphrase}
          repeat={repeat}
          onRepeat={setRepeat}
          failure={ofFile(failure)}
        />
      )}
      <p class="hint">{text('backupPassphraseWarning')}</p>
      {/* The text of a button is not announced when it changes. */}
      <output class="unseen">{busy && text('backupMaking')}</output>
    </FormDialog>
  );
}

/** No passphrase was typed, and none is what a vault's could be. */
const EMPTY: Reply = { ok: false, failure: { code: 'passphrase-wrong' } };

/** The background names the field of its message. */
function ofFile(failure: Failure | undefined): Failure | undefined {
  return failure?.field === 'filePassphrase' ? { ...failure, field: 'newPassphrase' } : failure;
}
