/**
 * Confirms by passphrase or passkey that the person at the unlocked computer may widen a stored key.
 * It holds for five minutes, and never beyond a lock.
 */
import { CONFIRMED_FOR_MS } from '../../domain/confirmation';
import { AppError } from '../../domain/errors';
import type { PasskeyAnswer } from '../../domain/passkey';
import { unwrapByPasskey, unwrapByPassphrase } from '../../vault/slots';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';

/** @throws AppError `passphrase-wrong`; `vault-locked`, also if a lock came meanwhile. */
export async function confirm(ports: Ports, passphrase: string): Promise<OpenVault> {
  const vault = await openVault(ports);
  await unwrapByPassphrase(vault.envelope.slots, passphrase);
  return noteConfirmed(ports, vault);
}

/** @throws AppError `passkey-wrong`, and as `confirm` does. */
export async function confirmByPasskey(ports: Ports, answer: PasskeyAnswer): Promise<OpenVault> {
  const vault = await openVault(ports);
  await unwrapByPasskey(vault.envelope.slots, answer);
  return noteConfirmed(ports, vault);
}

async function noteConfirmed({ session, now }: Ports, vault: OpenVault): Promise<OpenVault> {
  // Read again: a key derivation takes a second, and a lock meanwhile counts.
  const { dataKey } = await session.readNow();
  if (dataKey !== vault.dataKey) throw new AppError('vault-locked', 'locked meanwhile');
  await session.write({ confirmedUntil: now() + CONFIRMED_FOR_MS });
  return vault;
}
