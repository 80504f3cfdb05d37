/** The unlocked vault, for a use case to work on. */
import { AppError } from '../../domain/errors';
import { isOverdue } from '../lock/deadline';
import { lock } from '../lock/lock';
import type { Ports } from '../ports';
import { type OpenVault, unseal } from './commit';
import { readEnvelope } from './stored-vault';

/**
 * A vault that can no longer be read, or whose time is up, is locked first: nothing may be sent that
 * it does not say.
 *
 * @throws AppError `vault-missing`, `vault-locked`, `vault-damaged` or `vault-newer`.
 */
export async function openVault(ports: Ports): Promise<OpenVault> {
  const session = await ports.session.read();
  if (isOverdue(session, ports.now())) {
    await lock(ports, 'idle');
    throw new AppError('vault-locked', 'nobody was at the computer for too long');
  }
  const { dataKey } = session;
  try {
    const stored = await readEnvelope(ports);
    if (!dataKey) throw new AppError('vault-locked', 'no data key in this session');
    return await unseal(stored, dataKey).catch(() => {
      // The envelope is intact, so the key is that of an earlier one: the background has died
      // between a change of keys and telling the session. Whoever unlocks hears of real damage.
      throw new AppError('vault-locked', 'the key of this session opens nothing');
    });
  } catch (error) {
    if (dataKey) await lock(ports);
    throw error;
  }
}
