/** Checks that the person at the unlocked computer knows the passphrase or has a passkey, each time. */
import type { Proof } from '../../domain/backup';
import { AppError } from '../../domain/errors';
import { unwrapByPasskey, unwrapByPassphrase } from '../../vault/slots';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';

/**
 * A confirmation of the last minutes does not count: it is for a change at this computer, and a backup
 * takes every secret away.
 *
 * @throws AppError `passphrase-wrong`, `passkey-wrong`; `vault-locked`, also if a lock came meanwhile.
 */
export async function proven(ports: Ports, proof: Proof): Promise<OpenVault> {
  const vault = await openVault(ports);
  const { slots } = vault.envelope;
  if ('passphrase' in proof) await unwrapByPassphrase(slots, proof.passphrase);
  else await unwrapByPasskey(slots, proof.passkey);
  // Read again: a key derivation takes a second, and a lock meanwhile counts.
  const { dataKey } = await ports.session.readNow();
  if (dataKey !== vault.dataKey) throw new AppError('vault-locked', 'locked meanwhile');
  return vault;
}
