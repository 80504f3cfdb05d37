/** Every change to an open vault goes this way: open, change, bin, judge, commit, sync the rules. */

import { backupTimesAfter } from '../../domain/backup-times';
import { type Deletion, deletedBy } from '../../domain/deleted-by';
import { endsOf } from '../../domain/pick-end';
import { type PickTimes, pickTimesAfter } from '../../domain/pick-times';
import { type SitePicks, sentPicks } from '../../domain/picks';
import type { Origin } from '../../domain/site';
import type { VaultContent } from '../../vault/content';
import type { Ports } from '../ports';
import type { Undo } from '../session';
import { withUnstored } from '../tokens/refresh-tokens';
import { noteChosen, offerUndo } from '../undo-offer';
import { commit, type OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { forgetEnded } from './ended-picks';
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
  onStored?: () => Promise<void>,
): Promise<OpenVault> {
  const vault = await openVault(ports);
  const { tokens } = await ports.session.readNow();
  // A replaced or deleted credential takes the refresh token along that could not be stored.
  const profiles = withUnstored(vault.content.profiles, tokens);
  const content = { ...vault.content, profiles };
  const changed = await change(content);
  const deleted = deletions(content, changed, ports.now());
  const bin = [...changed.bin, ...deleted.map(({ entry }) => entry)];
  const pickTimes = pickTimesIn(content, changed, ports.now());
  const backup = backupTimesAfter(content, changed, ports.now());
  const all = { ...changed, bin, pickTimes, backup };
  const allowed = await judged(ports, content, all);
  // Before the commit: a site that the vault has off must not go on by an undo.
  const isChosen = (origin: Origin) => !isSamePick(content, changed, origin);
  await noteChosen(ports, isChosen);
  await forgetEnded(ports, isChosen);
  const next = await commit(ports, vault, allowed);
  const asked = deleted.filter(({ isAsked }) => isAsked).map(({ entry }) => entry.id);
  await offerUndo(ports, asked, endedBy(content, changed));
  await onStored?.();
  return syncRules(ports, next);
}

function deletions(before: VaultContent, after: VaultContent, now: number): readonly Deletion[] {
  return after.profiles === before.profiles ? [] : deletedBy(before.profiles, after.profiles, now);
}

/** The picks of profiles that are not there any more, and the sites where nothing else is sent. */
function endedBy(
  before: VaultContent,
  after: VaultContent,
): Pick<Undo, 'picks' | 'ends' | 'turnedOff'> | undefined {
  if (after.profiles === before.profiles) return undefined;
  const left = new Set(after.profiles.map(({ id }) => id));
  const gone = new Set(before.profiles.map(({ id }) => id).filter((id) => !left.has(id)));
  const picks = sentPicks(before.sitePicks).filter(([, id]) => gone.has(id));
  const on = new Set(sentPicks(after.sitePicks).map(([origin]) => origin));
  const turnedOff = new Set(picks.map(([origin]) => origin).filter((origin) => !on.has(origin)));
  return { picks, ends: endsOf(before.sitePicks), turnedOff: [...turnedOff] };
}

function isSamePick(before: VaultContent, after: VaultContent, origin: Origin): boolean {
  const [was, is] = [before, after].map(({ sitePicks }) => {
    const { identity, extras, extrasAlone } = sitePicks[origin] ?? { extras: [] };
    return JSON.stringify([identity, extras, extrasAlone]);
  });
  return was === is;
}

/** A change that sets the times itself, such as a restore, picks no profile now. */
function pickTimesIn(before: VaultContent, after: VaultContent, now: number): PickTimes {
  const known = new Set(after.profiles.map(({ id }) => id));
  const is = usesOf(after.sitePicks);
  const was = after.pickTimes === before.pickTimes ? usesOf(before.sitePicks) : is;
  return pickTimesAfter(after.pickTimes, was, is, known, now);
}

function usesOf(picks: SitePicks): Parameters<typeof pickTimesAfter>[1] {
  return Object.fromEntries(sentPicks(picks).map(([origin, id]) => [`${origin} ${id}`, id]));
}
