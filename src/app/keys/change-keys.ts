/**
 * Changes the ways to unlock. A removed passphrase or passkey must not open the vault any more, so
 * every change except an addition makes a new data key, and deletes the generation under the old key.
 *
 * A key derivation takes a second or more, so the session is read again after it. A lock meanwhile ends
 * the change before anything is stored; once the new generation is stored, all of it is done.
 */
import { AppError } from '../../domain/errors';
import {
  type NewPasskey,
  PASSKEYS_AT_MOST,
  type PasskeyAnswer,
  passkeyNameProblem,
} from '../../domain/passkey';
import { passphraseProblem } from '../../domain/passphrase';
import type { VaultContent } from '../../vault/content';
import { newDataKey } from '../../vault/data-key';
import {
  type PasskeySlot,
  passkeySlot,
  passphraseSlot,
  unwrapByPasskey,
  unwrapByPassphrase,
} from '../../vault/slots';
import { tabPicksUnder } from '../headers/tab-picks-now';
import type { Ports, StoredVault } from '../ports';
import { type OpenVault, sealVault, UNFINISHED_AFTER_MS } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { readEnvelope, storeEnvelope } from '../vault/stored-vault';

interface KeyChange {
  /** The current passphrase. */
  readonly passphrase: string;
  readonly newPassphrase: string;
  /** The answers of the passkeys that stay. Any other passkey is removed. */
  readonly passkeys: readonly PasskeyAnswer[];
}

/**
 * @throws {@link AppError} `passphrase-wrong` for the current one, `passphrase-weak` or
 * `passphrase-guessable` for the new one,
 * `passkey-wrong` if an answer does not open its slot.
 */
export async function changePassphrase(ports: Ports, change: KeyChange): Promise<OpenVault> {
  const problem = passphraseProblem(change.newPassphrase);
  if (problem) throw new AppError(problem, 'refused', { field: 'newPassphrase' });
  return rekey(ports, change);
}

export function removePasskeys(
  ports: Ports,
  { passphrase, passkeys }: Omit<KeyChange, 'newPassphrase'>,
): Promise<OpenVault> {
  return rekey(ports, { passphrase, newPassphrase: passphrase, passkeys });
}

/**
 * Needs the passphrase although the vault is open: otherwise a passer-by could add a passkey at an
 * unlocked computer and open the vault after the next lock.
 *
 * @throws {@link AppError} `passphrase-wrong`; `profile-invalid` for the name; `message-refused` if
 * there are too many passkeys.
 */
export async function addPasskey(
  ports: Ports,
  { passphrase, name, passkey }: { passphrase: string; name: string; passkey: NewPasskey },
): Promise<OpenVault> {
  const vault = await openVault(ports);
  const { envelope, content, dataKey, text } = vault;
  if (envelope.slots.length > PASSKEYS_AT_MOST) {
    throw new AppError('message-refused', 'too many passkeys');
  }
  const problem = passkeyNameProblem(name, content.passkeys);
  if (problem) throw new AppError('profile-invalid', 'the name', { field: 'name', problem });
  await unwrapByPassphrase(envelope.slots, passphrase);
  await ports.session.readNow();
  const named = { slotId: passkey.slotId, name: name.trim() };
  const slots = [...envelope.slots, await passkeySlot(dataKey, passkey)];
  const next = await sealVault(
    { ...vault, content: { ...content, passkeys: [...content.passkeys, named] } },
    { generation: envelope.generation + 1, slots },
  );
  await unwrapByPasskey(next.envelope.slots, passkey);
  await beginToStore(ports);
  await storeEnvelope(ports, next, text);
  return next;
}

async function rekey(ports: Ports, change: KeyChange): Promise<OpenVault> {
  const { passphrase, newPassphrase, passkeys } = change;
  const vault = await openVault(ports);
  const { slots: oldSlots, generation } = vault.envelope;
  await unwrapByPassphrase(oldSlots, passphrase);
  // Each answer must open the vault now, or it would not open the changed one either.
  for (const answer of passkeys) await unwrapByPasskey(oldSlots, answer);

  const dataKey = newDataKey();
  const kept = oldSlots.flatMap((slot) => {
    const answer = passkeys.find(({ slotId }) => slotId === slot.id);
    return slot.kind === 'passkey' && answer ? [{ slot, answer }] : [];
  });
  const slots = [
    await passphraseSlot(dataKey, newPassphrase),
    ...(await Promise.all(kept.map(({ slot, answer }) => rewrapped(dataKey, slot, answer)))),
  ];
  await ports.session.readNow();
  const content = withoutLost(vault.content, passkeys);
  const next = await sealVault(
    { ...vault, dataKey, content },
    { generation: generation + 1, slots },
  );

  const tabPicks = await tabPicksUnder(dataKey, ports, vault);

  await beginToStore(ports);
  try {
    await storeEnvelope(ports, next, vault.text);
    // In one write: a tab must not take the site's pick because its site has a new id.
    await ports.session.write({ dataKey, ...tabPicks });
  } catch (error) {
    // A lock refuses the session from now on, and not the disk.
    await deleteBefore(ports, next, newPassphrase);
    throw error;
  }
  // The old generation stays until the new one has been read from the disk and opened.
  const stored = await readEnvelope(ports);
  await unwrapByPassphrase(stored.envelope.slots, newPassphrase);
  await storeEnvelope(ports, next);
  return next;
}

/**
 * The alarm first, as with each commit.
 *
 * @throws AppError `vault-locked` if a lock has begun: then nothing is stored.
 */
async function beginToStore({ wakeUp, now }: Ports): Promise<void> {
  await wakeUp.set(now() + UNFINISHED_AFTER_MS);
}

/** Deletes the old generation wherever the new one is stored: it opens with what was removed. */
async function deleteBefore(
  { copies }: Ports,
  { text, envelope }: OpenVault,
  passphrase: string,
): Promise<void> {
  await unwrapByPassphrase(envelope.slots, passphrase);
  for (const copy of copies) {
    const { current } = await copy.read().catch((): StoredVault => ({}));
    if (current === text) await copy.write({ current });
  }
}

function rewrapped(
  dataKey: OpenVault['dataKey'],
  { id, credentialId, prfInput }: PasskeySlot,
  { secret }: PasskeyAnswer,
): Promise<PasskeySlot> {
  return passkeySlot(dataKey, { slotId: id, credentialId, prfInput, secret });
}

function withoutLost(content: VaultContent, kept: readonly PasskeyAnswer[]): VaultContent {
  const passkeys = content.passkeys.filter(({ slotId }) =>
    kept.some((answer) => answer.slotId === slotId),
  );
  return { ...content, passkeys };
}
