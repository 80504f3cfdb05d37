/**
 * Locks after some minutes without anybody at the computer.
 *
 * The browser reports idleness, but not while the computer sleeps. So there is a deadline as well,
 * in the session: it moves on while somebody is seen, and whatever wakes the background looks at it
 * before anything else.
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
 * Moves the deadline on if there was input in the last half of its length: so it is never further
 * behind the last input than one and a half.
 *
 * @returns when to look again, milliseconds since the Unix epoch: sooner than that half, so that no
 * input goes unseen if the alarm is a little late.
 */
export async function watchForAbsence(
  { idle, session, now }: Ports,
  { settings: { autoLockMinutes, lockWithComputer } }: VaultContent,
): Promise<number> {
  idle.watch(autoLockMinutes);
  const before = await session.readNow();
  const { lockAt = Number.POSITIVE_INFINITY } = before;
  const whole = autoLockMinutes * MINUTE_MS;
  // Beyond a whole period it was set before the clock was set back.
  const isMoved = lockAt > now() + whole || (await idle.isActive(autoLockMinutes / 2));
  const changes = {
    ...(isMoved && { lockAt: now() + whole }),
    ...(before.lockWithComputer !== lockWithComputer && { lockWithComputer }),
  };
  if (Object.keys(changes).length > 0) await session.write(changes);
  return Math.min(isMoved ? now() + whole : lockAt, now() + whole / 3);
}
