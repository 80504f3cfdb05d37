/** Whether the user wants no reminder of a backup before the browser is closed. In memory only. */
import { handOver, readHanded } from './page-storage';

const KEY = 'backupPostponed';

export async function readPostponedBackup(): Promise<boolean> {
  return (await readHanded(KEY)) === true;
}

export function postponeBackup(): Promise<void> {
  return handOver(KEY, true);
}
