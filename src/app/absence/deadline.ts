/**
 * The auto-lock deadline, in the session: user input moves it on, and each turn checks it first. The
 * browser's own report of idleness is not enough, since it stops while the computer sleeps.
 */
import type { VaultContent } from '../../vault/content';
import type { Ports } from '../ports';
import type { Session } from '../session';

const MINUTE_MS = 60_000;

export function isOverdue(
  { dataKey, lockAt }: Pick<Session, 'dataKey' | 'lockAt'>,
  now: number,
): boolean {
  return dataKey !== undefined && lockAt !== undefined && lockAt <= now;
}

/**
 * Moves the deadline on if the user was active in the last half of the auto-lock time. The vault
 * therefore locks at most one and a half times that time after the last input.
 *
 * @returns when to check again, milliseconds since the Unix epoch: sooner than that half, so that a
 * late alarm misses no input.
 */
export async function watchForAbsence(
  { idle, session, now }: Ports,
  { settings: { autoLockMinutes, lockWithComputer } }: VaultContent,
): Promise<number> {
  idle.watch(autoLockMinutes);
  const before = await session.readNow();
  const { lockAt = Number.POSITIVE_INFINITY } = before;
  const whole = autoLockMinutes * MINUTE_MS;
  // A deadline beyond a whole period was set before the clock was set back.
  const isMoved = lockAt > now() + whole || (await idle.isActive(autoLockMinutes / 2));
  const changes = {
    ...(isMoved && { lockAt: now() + whole }),
    ...(before.lockWithComputer !== lockWithComputer && { lockWithComputer }),
  };
  if (Object.keys(changes).length > 0) await session.write(changes);
  return Math.min(isMoved ? now() + whole : lockAt, now() + whole / 3);
}
