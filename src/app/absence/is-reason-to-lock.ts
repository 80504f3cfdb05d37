/** Decides from the settings whether the user's absence locks the vault; in doubt it does. */
import type { Ports } from '../ports';

/**
 * Reads only the session, so that a slow disk cannot delay a lock. Without a key the setting is not
 * known, and the vault may be opening at this moment: then it locks too.
 */
export async function isReasonToLock(
  { session }: Pick<Ports, 'session'>,
  reason: 'idle' | 'computer-locked',
): Promise<boolean> {
  const { lockWithComputer } = await session.read();
  return reason === 'idle' || lockWithComputer !== false;
}
