/** Every change to an open vault goes this way: open, change, judge, bin, commit, sync the rules. */

import { deletedBy } from '../../domain/deleted-by';
import { type PickTimes, pickTimesAfter } from '../../domain/pick-times';
import { identitiesOf } from '../../domain/picks';
import type { ProfileId } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import type { VaultContent } from '../../vault/content';
import type { Ports } from '../ports';
import type { Undo } from '../session';
import { commit, type OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { judged } from './judge-widening';
import { syncRules } from './sync-rules';

/**
 * @param change - Throws if the content does not allow the change; then no change is stored. What it
 * leaves out goes to the bin.
 * @param onStored - Runs once the new content is stored, before its rules are in force.
 * @throws AppError as `openVault`, `judged`, `commit` and `syncRules` do.
 */
export async function changeVault(
  ports: Ports,
  change: (content: VaultContent) => VaultContent | Promise<VaultContent>,
  onStored?: () => Promise<unknown>,
): Promise<OpenVault> {
  const vault = await openVault(ports);
  const changed = await judged(ports, vault.content, await change(vault.content));
  const deleted = deletedBy(vault.content.profiles, changed.profiles, ports.now());
  const bin = deleted.length > 0 ? [...changed.bin, ...deleted] : changed.bin;
  const pickTimes = pickTimesIn(vault.content, changed, ports.now());
  const next = await commit(ports, vault, { ...changed, bin, pickTimes });
  if (deleted.length > 0) {
    const ids = deleted.map(({ id }) => id);
    const picks = endedPicks(vault.content, changed);
    await ports.session.write({ undo: { ids, picks, at: ports.now() } });
  }
  await onStored?.();
  return syncRules(ports, next);
}

/** The picks of profiles that are not there any more. */
function endedPicks(before: VaultContent, after: VaultContent): Undo['picks'] {
  const left = new Set(after.profiles.map(({ id }) => id));
  const picks = Object.entries(identitiesOf(before.sitePicks));
  return picks.flatMap(([origin, id]) =>
    // Cast: the keys of picks are origins, and `entries` loses their type.
    id && !left.has(id) ? [[origin as Origin, id as ProfileId] as const] : [],
  );
}

function pickTimesIn(before: VaultContent, after: VaultContent, now: number): PickTimes {
  const known = new Set(after.profiles.map(({ id }) => id));
  const [was, is] = [identitiesOf(before.sitePicks), identitiesOf(after.sitePicks)];
  return pickTimesAfter(after.pickTimes, was, is, known, now);
}
