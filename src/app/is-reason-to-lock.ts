/** Whether the user's absence locks the vault, as the settings have it. */
import { unseal } from './commit';
import type { Ports } from './ports';
import { readEnvelope } from './stored-vault';

/** Changes nothing. When in doubt, it is one. */
export async function isReasonToLock(
  ports: Pick<Ports, 'copies' | 'session'>,
  reason: 'idle' | 'computer-locked',
): Promise<boolean> {
  const { dataKey } = await ports.session.read();
  if (!dataKey) return false;
  if (reason === 'idle') return true;
  try {
    const { content } = await unseal(await readEnvelope(ports), dataKey);
    return content.lockWithComputer;
  } catch {
    return true;
  }
}
