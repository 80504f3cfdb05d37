/** Decides from the settings whether the user's absence locks the vault; in doubt it does. */
import type { Ports } from '../ports';
import { LONGEST_IDLE_MINUTES } from './deadline';

/**
 * Reads only the session, so that a slow disk cannot delay a lock. Without a key the settings are not
 * known, and the vault may be opening at this moment: then it locks too.
 *
 * The browser reports idleness too early for a longer time: then only the deadline locks.
 */
export async function isReasonToLock(
  { session }: Pick<Ports, 'session'>,
  reason: 'idle' | 'computer-locked',
): Promise<boolean> {
  const { autoLockMinutes = 0, lockWithComputer } = await session.read();
  if (reason === 'idle') return autoLockMinutes <= LONGEST_IDLE_MINUTES;
  return lockWithComputer !== false;
}
