/** The backup in the settings: the last one, the reminder, and the ways to make and to restore one. */
import { useId, useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import { BACKUP_REMINDER_DAYS } from '../../domain/backup';
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { MakeBackupDialog } from './make-backup-dialog';

interface BackupSectionProps {
  readonly state: Pick<OpenState, 'backup' | 'settings' | 'passkeyRequests'>;
  readonly send: Send;
  readonly ask: Ask;
}

export function BackupSection({ state, send, ask }: BackupSectionProps) {
  const id = useId();
  const [isMaking, setMaking] = useState(false);
  const [savedAs, setSavedAs] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const { backup, settings } = state;

  async function remind(backupReminderDays: number) {
    const reply = await send({ type: 'settings/change', settings: { backupReminderDays } });
    setFailure(reply.ok ? undefined : reply.failure);
  }

  return (
    <section class="stack">
      <h2>{text('backupTitle')}</h2>
      <p>{text('backupAbout')}</p>
      <p class={backup.isDue ? 'notice' : 'hint'}>{lastText(backup.madeAt)}</p>
      <div class="row">
        <button type="button" onClick={() => setMaking(true)}>
          {text('backupMake')}
        </button>
        <button type="button" onClick={() => (location.hash = '#/restore')}>
          {text('backupRestore')}
        </button>
      </div>
      <output class="positive">{savedAs && text('backupSaved', savedAs)}</output>
      <div class="field">
        <label for={id}>{text('backupRemind')}</label>
        <select
          id={id}
          autocomplete="off"
          aria-describedby={`${id}-hint`}
          value={String(settings.backupReminderDays)}
          onChange={({ currentTarget }) => void remind(Number(currentTarget.value))}
        >
          {BACKUP_REMINDER_DAYS.map((days) => (
            <option key={days} value={String(days)}>
              {days === 0 ? text('backupRemindNever') : text('backupRemindDays', String(days))}
            </option>
          ))}
        </select>
        <p class="hint" id={`${id}-hint`}>
          {text('backupRemindHint')}
        </p>
      </div>
      {failure && <Problem>{failureText(failure)}</Problem>}
      {isMaking && (
        <MakeBackupDialog
          state={state}
          ask={ask}
          onMade={setSavedAs}
          onClose={() => setMaking(false)}
        />
      )}
    </section>
  );
}

/** @param time - Milliseconds since the Unix epoch. */
function lastText(time: number | undefined): string {
  if (time === undefined) return text('backupNone');
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return text('backupLast', format.format(time));
}
