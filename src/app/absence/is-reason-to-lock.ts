/** Decides from the settings whether the user's absence locks the vault; in doubt it does. */
import type { Ports } from '../ports';

/** Reads only the session, so that a slow disk cannot delay a lock. */
export async function isReasonToLock(
  { session }: Pick<Ports, 'session'>,
  reason: 'idle' | 'computer-locked',
): Promise<boolean> {
  const { dataKey, lockWithComputer } = await session.read();
  if (!dataKey) return false;
  return reason === 'idle' || lockWithComputer !== false;
}
