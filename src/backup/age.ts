/**
 * Encrypts and decrypts the text of a backup by a passphrase.
 *
 * Source: age-encryption.org/v1 (C2SP/age), with the scrypt recipient, so that `age -d` opens the file.
 * The key derivation takes two seconds and 256 MiB, and blocks its thread.
 */

import { base64 } from '@scure/base';
import { armor, Decrypter, Encrypter, type Identity, type Stanza } from 'age-encryption';
import { AppError } from '../domain/errors';

/** The work factor of a new file, and the highest that is read: 2 to this power rounds. */
const WORK_FACTOR = 18;

const ARMOR = '-----BEGIN AGE ENCRYPTED FILE-----';
const VERSION_LINE = 'age-encryption.org/v1\n';

/** @returns an armored file. @param passphrase - Is normalised to NFC, as that of the vault. */
export async function encryptText(text: string, passphrase: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase.normalize('NFC'));
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  return armor.encode(await encrypter.encrypt(text));
}

/**
 * @param file - Armored text, or the bytes in base64.
 * @throws AppError `backup-foreign` if it is no age file, has no passphrase or asks for too much work;
 * `backup-wrong-passphrase`; `backup-damaged`. Damage to the part that holds the wrapped key cannot be
 * told from a wrong passphrase.
 */
export async function decryptText(file: string, passphrase: string): Promise<string> {
  const bytes = bytesOf(file);
  const decrypter = new Decrypter();
  decrypter.addIdentity(refusing(refuseOtherRecipients));
  // A file of another tool may have the passphrase as it was typed.
  for (const each of new Set([passphrase.normalize('NFC'), passphrase])) {
    decrypter.addPassphrase(each);
  }
  decrypter.addIdentity(
    refusing(() => {
      throw new AppError('backup-wrong-passphrase', 'no passphrase opens it', {
        field: 'filePassphrase',
      });
    }),
  );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await decrypter.decrypt(bytes));
  } catch (error) {
    if (error instanceof AppError) throw error;
    // Without cause: a message of the library may quote the file.
    throw new AppError('backup-damaged', 'the file is not authentic');
  }
}

function bytesOf(file: string): Uint8Array {
  const isArmored = file.trimStart().startsWith(ARMOR);
  let bytes: Uint8Array;
  try {
    bytes = isArmored ? armor.decode(file) : base64.decode(file.trim());
  } catch {
    throw isArmored
      ? new AppError('backup-damaged', 'the armor is damaged')
      : new AppError('backup-foreign', 'not an age file');
  }
  const start = new TextDecoder().decode(bytes.subarray(0, VERSION_LINE.length));
  if (start !== VERSION_LINE) throw new AppError('backup-foreign', 'not an age file of version 1');
  return bytes;
}

/** The library tries the identities one after the other. This one opens nothing. */
function refusing(refuse: (stanzas: readonly Stanza[]) => void): Identity {
  return {
    unwrapFileKey: (stanzas) => {
      refuse(stanzas);
      return null;
    },
  };
}

/** Before any work: a higher work factor would keep the computer busy for minutes. */
function refuseOtherRecipients(stanzas: readonly Stanza[]): void {
  const factors = stanzas.map(({ args: [kind, , factor = ''] }) =>
    kind === 'scrypt' && /^[1-9]\d?$/.test(factor) ? Number(factor) : Number.POSITIVE_INFINITY,
  );
  if (factors.length === 1 && factors.every((factor) => factor <= WORK_FACTOR)) return;
  throw new AppError('backup-foreign', 'no passphrase, or too much work');
}
