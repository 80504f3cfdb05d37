/**
 * A turn stores that picks have ended. `unseal` has taken them out of the content, and their rules
 * are gone: now the stored vault loses them for good, also if the clock is set back later.
 */
import { type EndedPicks, endsIn } from '../../domain/pick-end';
import type { Origin } from '../../domain/site';
import { isReadOnly } from '../../vault/envelope';
import type { Ports } from '../ports';
import { commitIfRoom, type OpenVault } from '../vault/commit';

/** Notes the clock while a pick has an end, and once more when it is over. */
export async function noteClock(
  { session, now }: Pick<Ports, 'session' | 'now'>,
  { content, endedPicks }: OpenVault,
): Promise<void> {
  if (!endedPicks && endsIn(content.sitePicks).length === 0) return;
  const { latestNow = 0 } = await session.read();
  if (now() > latestNow) await session.write({ latestNow: now() });
}

/** @returns the vault as it is now. If it cannot be written, the next turn finds the same picks over. */
export async function storeEnded(ports: Ports, vault: OpenVault): Promise<OpenVault> {
  const { endedPicks, ...open } = vault;
  if (!endedPicks) return vault;
  const before = (await ports.session.read()).endedPicks;
  await ports.session.write({ endedPicks: { ...before, ...endedPicks } });
  if (isReadOnly(open.envelope)) return open;
  return commitIfRoom(ports, open, open.content).catch(() => open);
}

/** The user has seen it, or has chosen on the site since. */
export async function forgetEnded(
  { session }: Pick<Ports, 'session'>,
  isOver: (origin: Origin) => boolean,
): Promise<undefined> {
  const { endedPicks } = await session.read();
  // Casts: the keys are origins, and `entries` loses their type.
  const all = Object.entries(endedPicks ?? {}) as [Origin, EndedPicks[Origin]][];
  const left = all.filter(([origin]) => !isOver(origin));
  if (left.length < all.length) {
    await session.write({ endedPicks: left.length > 0 ? Object.fromEntries(left) : undefined });
  }
  return undefined;
}
