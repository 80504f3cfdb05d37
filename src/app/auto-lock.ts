/**
 * Locks after some minutes without anybody at the computer.
 *
 * The browser reports idleness, but not while the computer sleeps. So there is a deadline as well,
 * in the session: it moves on while somebody is seen, and whatever wakes the background looks at it
 * before anything else.
 */
import type { Ports, Session } from './ports';

const MINUTE_MS = 60_000;

export function isOverdue({ dataKey, lockAt }: Session, now: number): boolean {
  return dataKey !== undefined && lockAt !== undefined && lockAt <= now;
}

/**
 * Moves the deadline on if somebody is there.
 *
 * @returns when to look again, milliseconds since the Unix epoch: often enough that a deadline is
 * never further behind the last input than half its length.
 */
export async function watchForAbsence(
  { idle, session, now }: Ports,
  minutes: number,
): Promise<number> {
  idle.watch(minutes);
  const { lockAt = Number.POSITIVE_INFINITY } = await session.read();
  const whole = minutes * MINUTE_MS;
  // Beyond a whole period it was set before the clock was set back.
  if (lockAt > now() + whole || (await idle.isActive(minutes))) {
    await session.write({ lockAt: now() + whole });
    return now() + whole / 2;
  }
  return Math.min(lockAt, now() + whole / 2);
}
