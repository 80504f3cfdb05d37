/** The last deletion, as long as the user can undo it: ten seconds, and never past a lock. */
import { type BinnedId, UNDO_MS, type UndoOffer } from '../domain/bin';
import type { Origin } from '../domain/site';
import type { VaultContent } from '../vault/content';
import type { Ports } from './ports';
import type { Session, Undo } from './session';

/** A later deletion takes the place of an earlier one. A lock clears this part of the session. */
export async function offerUndo(
  { session, now }: Pick<Ports, 'session' | 'now'>,
  ids: readonly BinnedId[],
  ended: Pick<Undo, 'picks' | 'ends' | 'turnedOff'> = { picks: [], turnedOff: [] },
): Promise<void> {
  if (ids.length > 0) await session.write({ undo: { ids, ...ended, at: now() } });
}

/** The user has chosen on a site since the deletion, Off perhaps: its undo no longer turns the site on. */
export async function noteChosen(
  { session }: Pick<Ports, 'session'>,
  isChosen: (origin: Origin) => boolean,
): Promise<void> {
  const { undo } = await session.read();
  if (!undo?.turnedOff.some(isChosen)) return;
  const turnedOff = undo.turnedOff.filter((origin) => !isChosen(origin));
  await session.write({ undo: { ...undo, turnedOff } });
}

/** Drops it from the session once it has ended: a clock that is set right again must not bring it back. */
export async function dropEndedUndo(
  { session, now }: Pick<Ports, 'session' | 'now'>,
  { undo }: Pick<Session, 'undo'>,
): Promise<void> {
  if (undo && !isLive(undo, now())) await session.write({ undo: undefined });
}

/** @returns the deletion that can be undone now. */
export function undoOffer(
  { bin }: Pick<VaultContent, 'bin'>,
  last: Undo | undefined,
  now: number,
): UndoOffer | undefined {
  if (!last || !isLive(last, now)) return undefined;
  const entries = bin.filter(({ id }) => last.ids.includes(id));
  const [first] = entries;
  if (!first || entries.length < last.ids.length) return undefined;
  const { name } = first.kind === 'draft' ? first.draft : first.profile;
  return { kind: first.kind, name, ids: last.ids, endsAt: last.at + UNDO_MS };
}

/** A clock that was set back ends it too. */
function isLive({ at }: Undo, now: number): boolean {
  return now >= at && now - at < UNDO_MS;
}
