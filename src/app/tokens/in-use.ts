/**
 * The sites that somebody works on. Only their tokens are renewed: a server must not be asked all night
 * for what nobody uses.
 */
import type { Origin } from '../../domain/site';
import type { Ports } from '../ports';

/** A tab that was closed may be opened again; milliseconds. */
const LINGERS_MS = 30 * 60_000;

/** @returns the origins that a tab shows, or has shown within half an hour. */
export async function originsInUse({
  session,
  tabs,
  now,
}: Pick<Ports, 'session' | 'tabs' | 'now'>): Promise<ReadonlySet<Origin>> {
  const { shown } = await session.read();
  const time = now();
  const lingering = Object.entries(shown).filter(([, at]) => at > time - LINGERS_MS);
  const open = await tabs.shown();
  const noted = open.flatMap(({ origin, isPrivate }) => (isPrivate ? [] : [[origin, time]]));
  const inUse = Object.fromEntries([...lingering, ...noted]);
  await session.write({ shown: inUse });
  // Of private windows nothing is written down, not even in memory.
  // Cast: the keys are origins; `keys` forgets it.
  return new Set([...(Object.keys(inUse) as Origin[]), ...open.map(({ origin }) => origin)]);
}
