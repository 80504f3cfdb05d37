/** Whether the user's absence locks the vault, as the settings have it. */
import type { Ports } from '../ports';

/** Asks the session alone: nothing that the disk does may delay a lock. When in doubt, it is one. */
export async function isReasonToLock(
  { session }: Pick<Ports, 'session'>,
  reason: 'idle' | 'computer-locked',
): Promise<boolean> {
  const { dataKey, lockWithComputer } = await session.read();
  if (!dataKey) return false;
  return reason === 'idle' || lockWithComputer !== false;
}
