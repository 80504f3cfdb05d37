/** Opens the vault with the session's key. */
import { AppError } from '../../domain/errors';
import type { Ports } from '../ports';
import { type OpenVault, unseal } from './commit';
import { readEnvelope } from './stored-vault';

/** @throws AppError `vault-missing`, `vault-locked`, `vault-damaged` or `vault-newer`. */
export async function openVault(
  ports: Pick<Ports, 'session' | 'copies' | 'now'>,
): Promise<OpenVault> {
  const { dataKey } = await ports.session.read();
  const stored = await readEnvelope(ports);
  if (!dataKey) throw new AppError('vault-locked', 'no data key in this session');
  return await unseal(ports, stored, dataKey).catch(() => {
    // The envelope is intact, so the key is an old one: the background died between a change of keys
    // and the write of the session. If the content is damaged, the next unlock reports it.
    throw new AppError('vault-locked', 'the key of this session does not open the vault');
  });
}
