/** Reminds of a backup that is due, on pages without a form. *Later* lasts until the browser closes. */
import { useEffect, useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import { postponeBackup, readPostponedBackup } from '../../platform/postponed-backup';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { LeavingButton } from '../access/leaving-button';
import type { Route } from '../route';
import { MakeBackupDialog } from './make-backup-dialog';

interface BackupReminderProps {
  readonly state: Pick<OpenState, 'backup' | 'passkeyRequests'>;
  readonly page: Route['page'];
  readonly ask: Ask;
}

/** Nothing is typed here that a notice could push away. */
const SHOWN_ON: readonly Route['page'][] = ['profiles', 'bin', 'access', 'about'];

export function BackupReminder({ state, page, ask }: BackupReminderProps) {
  const [isPostponed, setPostponed] = useState(true);
  const [isMaking, setMaking] = useState(false);
  const [savedAs, setSavedAs] = useState<string>();
  useEffect(() => {
    void readPostponedBackup().then(setPostponed);
  }, []);
  const isHere = SHOWN_ON.includes(page);
  const isAsked = isHere && state.backup.isDue && !isPostponed;
  const said = isAsked ? dueText(state.backup.madeAt) : isHere && savedAs;
  return (
    <>
      <div class={said ? 'row line notice quietly' : 'nothing-said'}>
        {/* Always present: a screen reader announces only changes of an existing output. */}
        <output>{said && (isAsked ? said : text('backupSaved', said))}</output>
        {isAsked && (
          <>
            <LeavingButton onClick={() => setMaking(true)}>{text('backupMake')}</LeavingButton>
            <LeavingButton
              onClick={() => {
                setPostponed(true);
                void postponeBackup();
              }}
            >
              {text('backupLater')}
            </LeavingButton>
          </>
        )}
      </div>
      {isMaking && (
        <MakeBackupDialog
          state={state}
          ask={ask}
          onMade={setSavedAs}
          onClose={() => setMaking(false)}
        />
      )}
    </>
  );
}

/** @param madeAt - Milliseconds since the Unix epoch. */
function dueText(madeAt: number | undefined): string {
  if (madeAt === undefined) return text('backupDueFirst');
  return text('backupDue', new Date(madeAt).toLocaleDateString(undefined, { dateStyle: 'medium' }));
}
