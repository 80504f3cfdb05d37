/** Restores a backup in one commit. Replaced profiles go to the bin. */
import type { Restoring } from '../../domain/backup';
import { clearActivity } from '../activity/clear-activity';
import { changeVault } from '../headers/change-vault';
import { turnTabsOff } from '../headers/tab-picks-now';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { type OpenedBackup, refuseIfLocked } from './open-backup';
import { proven } from './prove';
import { merged, replaced } from './restored-content';

/**
 * @throws AppError `locked-meanwhile`; `passphrase-wrong` or `passkey-wrong` for `replace`; and as
 * `changeVault` does.
 */
export async function restoreBackup(
  ports: Ports,
  { backup, locks }: OpenedBackup,
  how: Restoring,
): Promise<OpenVault> {
  await refuseIfLocked(ports, locks);
  if (how.mode === 'replace') await proven(ports, how.proof);
  const { tokens, signIns } = await ports.session.readNow();
  const used = [...Object.keys(tokens), ...Object.keys(signIns)];
  let observes = true;
  return changeVault(
    ports,
    (content) => {
      const restore = { backup, used, now: ports.now() };
      const next = how.mode === 'replace' ? replaced(content, restore) : merged(content, restore);
      observes = next.settings.observes;
      return next;
    },
    async () => {
      // A profile of the file may stand in the place of one that is armed.
      await ports.session.write({ armed: [] });
      await turnTabsOff(ports);
      if (!observes) await clearActivity(ports);
    },
  );
}
