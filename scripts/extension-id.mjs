/**
 * The id of the extension in Chromium. It follows from the public key in the manifest, so it is the
 * same in every folder and on every computer; without a key it would be a digest of the folder's
 * path. The vault, the passkeys and the OAuth redirect address belong to it (docs/release.md).
 */
import { createHash } from 'node:crypto';

export const CHROME_ID = 'dhdehjhakgolppmoiihiahbplnjfhpjb';

/**
 * @param {string} key The manifest's key: base64 of a public key (DER, SubjectPublicKeyInfo).
 * @returns {string} the first 16 bytes of its SHA-256, each hexadecimal digit as a letter from a to p.
 */
export function idOfKey(key) {
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
  return digest
    .slice(0, 32)
    .replace(/./g, (digit) => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16)));
}
