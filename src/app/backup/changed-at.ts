/** Notes the first change of a profile that no backup has. Pure. */
import type { BackupTimes, VaultContent } from '../../vault/content';
import { contentKey } from './same-content';

type Changing = Pick<VaultContent, 'profiles' | 'backup'>;

/** @param now - Milliseconds since the Unix epoch. */
export function backupTimesAfter(before: Changing, after: Changing, now: number): BackupTimes {
  const { backup } = after;
  const isNoted = backup.changedAt !== undefined;
  return isNoted || !isChanged(before, after) ? backup : { ...backup, changedAt: now };
}

function isChanged({ profiles: before }: Changing, { profiles: after }: Changing): boolean {
  if (before.length !== after.length) return true;
  return after.some((profile, index) => {
    const old = before[index];
    return old !== profile && (!old || contentKey(old) !== contentKey(profile));
  });
}
