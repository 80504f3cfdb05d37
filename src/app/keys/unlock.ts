/**
 * Unlocks the vault by passphrase or passkey: stores the data key in the session, and syncs the rules.
 *
 * The key derivation takes a second or more, so the session is read again after it.
 */
import { AppError } from '../../domain/errors';
import type { PasskeyAnswer } from '../../domain/passkey';
import type { DataKey } from '../../vault/data-key';
import { ENVELOPE_FORMAT, type Envelope, isReadOnly } from '../../vault/envelope';
import {
  isOutdated,
  passphraseSlot,
  type Slot,
  unwrapByPasskey,
  unwrapByPassphrase,
} from '../../vault/slots';
import { sweep } from '../bin/sweep';
import { syncRules } from '../headers/sync-rules';
import type { Ports } from '../ports';
import { live } from '../profiles/kept-replacements';
import { type OpenVault, sealVault, unseal } from '../vault/commit';
import { readEnvelope, storeEnvelope } from '../vault/stored-vault';

/** @throws AppError `passphrase-wrong`, `vault-missing`, `vault-damaged` or `vault-newer`. */
export async function unlock(ports: Ports, passphrase: string): Promise<OpenVault> {
  const stored = await readEnvelope(ports);
  const dataKey = await unwrapByPassphrase(stored.envelope.slots, passphrase);
  await ports.session.readNow();
  const vault = await unseal(ports, stored, dataKey);
  return enter(ports, await upToDate(ports, vault, passphrase));
}

/**
 * Unlocks by the answer that a page got for the user. The browser asks for as long as it likes: a
 * security key that is touched after the user has left must not unlock.
 *
 * @param asked - `locks` is the count of the session when the page asked.
 * @throws AppError `locked-meanwhile`, and as `unlockByPasskey` does.
 */
export async function unlockByAskedPasskey(
  ports: Ports,
  { answer, locks }: { readonly answer: PasskeyAnswer; readonly locks: number },
): Promise<OpenVault> {
  if ((await ports.session.readNow()).locks !== locks) {
    throw new AppError('locked-meanwhile', 'locked while the passkey was asked');
  }
  return unlockByPasskey(ports, answer);
}

/** @throws AppError `passkey-wrong`, and as `unlock` does. */
export async function unlockByPasskey(ports: Ports, answer: PasskeyAnswer): Promise<OpenVault> {
  const stored = await readEnvelope(ports);
  const dataKey = await unwrapByPasskey(stored.envelope.slots, answer);
  return enter(ports, await unseal(ports, stored, dataKey));
}

/**
 * Stores the key only now that the vault is open, so that a damaged vault stays locked. If it was
 * unlocked already, the session's unsaved texts are newer than the sealed ones.
 */
async function enter(ports: Ports, unswept: OpenVault): Promise<OpenVault> {
  const vault = await sweep(ports, unswept);
  const { dataKey, content } = vault;
  const session = await ports.session.readNow();
  const { drafts, replacements, importReview } = session.dataKey === undefined ? content : session;
  const left = live(replacements, ports.now());
  const unsaved = { drafts, replacements: left, importReview };
  await ports.session.write({ dataKey, ...unsaved, lockedBy: undefined });
  return syncRules(ports, vault);
}

/**
 * Rewrites a vault that has an older format or a weaker key derivation. Like any change, this keeps the
 * generation before. If the vault cannot be written, the old one still opens.
 */
async function upToDate(ports: Ports, vault: OpenVault, passphrase: string): Promise<OpenVault> {
  const { envelope, dataKey, text } = vault;
  if (isReadOnly(envelope) || !isBehind(envelope)) return vault;
  const slots = await Promise.all(envelope.slots.map((slot) => renewed(slot, dataKey, passphrase)));
  const next = await sealVault(vault, { generation: envelope.generation + 1, slots });
  return storeEnvelope(ports, next, text).then(
    () => next,
    () => vault,
  );
}

function isBehind({ format, slots }: Envelope): boolean {
  return format < ENVELOPE_FORMAT || slots.some(isOutdated);
}

function renewed(slot: Slot, dataKey: DataKey, passphrase: string): Slot | Promise<Slot> {
  return isOutdated(slot) ? passphraseSlot(dataKey, passphrase) : slot;
}
