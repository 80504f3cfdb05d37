/** Restores a backup: opens it, shows what it holds, then merges or replaces. */
import { useState } from 'preact/hooks';
import type { MissingState, OpenState } from '../../domain/app-state';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { Heading } from '../../ui/heading';
import type { SavedProfile } from '../editor/use-profile-edit';
import './backup.css';
import type { BackupFile } from './backup-file';
import { OpenBackup, type OpenedBackup } from './open-backup';
import { RestorePreview } from './restore-preview';

interface RestoreViewProps {
  /** Missing on first run: the vault is made on the way. */
  readonly state: OpenState | MissingState;
  readonly send: Send;
  readonly ask: Ask;
  /** The file, if the user has chosen it already. */
  readonly file?: BackupFile;
  readonly onDone: (saved: SavedProfile) => void;
  /** Absent: a link leads back to where the user came from. */
  readonly onCancel?: () => void;
}

export function RestoreView({ state, send, ask, file, onDone, onCancel }: RestoreViewProps) {
  const [opened, setOpened] = useState<OpenedBackup>();
  return (
    <section class="stack narrow restore">
      {/* A heading of its own for each step takes the focus, which the step before has lost. */}
      <Heading key={opened ? 'preview' : 'file'}>{text('restoreBackupTitle')}</Heading>
      {opened && state.vault === 'unlocked' ? (
        <RestorePreview {...{ state, send, opened, onDone }} onBack={() => setOpened(undefined)} />
      ) : (
        <OpenBackup
          given={file}
          isFirstRun={state.vault === 'missing'}
          send={send}
          ask={ask}
          onOpened={setOpened}
          onCancel={onCancel}
        />
      )}
    </section>
  );
}
