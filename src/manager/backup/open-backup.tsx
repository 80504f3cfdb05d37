/** Opens a backup: the file, its passphrase, and on first run the passphrase of the new vault. */
import { useRef, useState } from 'preact/hooks';
import type { BackupPreview } from '../../domain/backup';
import { text } from '../../platform/texts';
import type { Ask, Reply, Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { SecretField } from '../../ui/secret-field';
import { useSubmit } from '../../ui/use-submit';
import { Switch } from '../switch';
import { FileField } from '../views/file-field';
import { NewPassphrase, newPassphraseProblem } from '../views/new-passphrase';
import { type BackupFile, backupFileOf } from './backup-file';

export interface OpenedBackup {
  readonly file: string;
  readonly filePassphrase: string;
  readonly preview: BackupPreview;
  /** The passphrase of the vault that was made for it. */
  readonly vaultPassphrase?: string;
}

interface OpenBackupProps {
  /** The file, if the user has chosen it already. */
  readonly given: BackupFile | undefined;
  /** There is no vault yet: one is made. */
  readonly isFirstRun: boolean;
  readonly send: Send;
  readonly ask: Ask;
  readonly onOpened: (opened: OpenedBackup) => void;
  readonly onCancel: (() => void) | undefined;
}

export function OpenBackup({ given, isFirstRun, send, ask, onOpened, onCancel }: OpenBackupProps) {
  const input = useRef<HTMLInputElement>(null);
  const [filePassphrase, setFilePassphrase] = useState('');
  const [isSame, setSame] = useState(true);
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  // It outlives the creation of the vault, after which this is no first run any more.
  const made = useRef<string>(undefined);
  const opened = useRef<OpenedBackup>(undefined);

  async function create(): Promise<Reply | undefined> {
    const [first, second] = isSame ? [filePassphrase, filePassphrase] : [passphrase, repeat];
    const problem = await newPassphraseProblem(first, second);
    // The file's passphrase may be from before these rules.
    if (problem && isSame) setSame(false);
    if (problem) return problem;
    const reply = await send({ type: 'vault/create', passphrase: first });
    if (reply.ok) made.current = first;
    return reply.ok ? undefined : reply;
  }

  const { form, onSubmit, busy, failure, unplaced } = useSubmit(
    async () => {
      const chosen = input.current?.files?.[0];
      if (!given && !chosen) return NO_FILE;
      const file = given ?? (chosen && (await backupFileOf(chosen.name, chosen)));
      if (!file) return FOREIGN;
      const asked = { file: file.text, filePassphrase };
      const previewed = await ask({ type: 'backup/preview', ...asked });
      if (!previewed?.ok)
        return { ok: false, failure: previewed?.failure ?? { code: 'unexpected' } };
      const refused = isFirstRun ? await create() : undefined;
      if (refused) return refused;
      const vaultPassphrase = made.current;
      opened.current = {
        ...asked,
        preview: previewed.preview,
        ...(vaultPassphrase !== undefined && { vaultPassphrase }),
      };
      return { ok: true };
    },
    () => opened.current && onOpened(opened.current),
  );
  const isOfFile = failure?.field === 'file' || OF_FILE.some((code) => code === failure?.code);
  const isOfPassphrase = failure?.code === 'backup-wrong-passphrase';

  return (
    <form class="stack" ref={form} onSubmit={onSubmit}>
      <p>{text(isFirstRun ? 'restoreBackupFirstAbout' : 'restoreBackupAbout')}</p>
      {given ? (
        <>
          <p class="place">{given.name || text('restoreBackupPasted')}</p>
          {failure && isOfFile && <Problem>{failureText(failure)}</Problem>}
        </>
      ) : (
        <FileField
          label={text('restoreBackupFile')}
          accept=".age"
          input={input}
          problem={failure && isOfFile ? fileProblem(failure) : undefined}
        />
      )}
      <SecretField
        label={text('restoreBackupPassphrase')}
        kind="secret"
        value={filePassphrase}
        onInput={setFilePassphrase}
        problem={isOfPassphrase ? failureText(failure) : undefined}
      />
      {isFirstRun && (
        <>
          <Switch
            label="restoreBackupSame"
            hint="restoreBackupSameHint"
            checked={isSame}
            onChange={setSame}
          />
          {!isSame && (
            <NewPassphrase
              label={text('setupPassphrase')}
              passphrase={passphrase}
              onPassphrase={setPassphrase}
              repeat={repeat}
              onRepeat={setRepeat}
              failure={failure}
            />
          )}
          <p class="notice">{text('setupWarning')}</p>
        </>
      )}
      <output class="unseen">{busy && text('restoreBackupOpening')}</output>
      {unplaced && failure && !(given && isOfFile) && <Problem>{failureText(failure)}</Problem>}
      <div class="row">
        <button class="primary" type="submit" aria-disabled={busy}>
          {text(
            busy
              ? 'restoreBackupOpening'
              : isFirstRun
                ? 'restoreBackupFirstOpen'
                : 'restoreBackupOpen',
          )}
        </button>
        <button type="button" onClick={onCancel ?? (() => leave(isFirstRun))}>
          {text('cancel')}
        </button>
      </div>
    </form>
  );
}

const OF_FILE = ['backup-damaged', 'backup-foreign', 'backup-newer'] as const;
const FOREIGN: Reply = { ok: false, failure: { code: 'backup-foreign' } };
const NO_FILE: Reply = {
  ok: false,
  failure: { code: 'backup-foreign', field: 'file', problem: 'required' },
};

function fileProblem(failure: Parameters<typeof failureText>[0]): string {
  return failure.problem === 'required' ? text('restoreNoFile') : failureText(failure);
}

function leave(isFirstRun: boolean): void {
  location.hash = isFirstRun ? '#/' : '#/settings';
}
