/** The minimum length of a passphrase, for the form and for the use case. */

export const PASSPHRASE_MIN_LENGTH = 12;

/** Counts code points, not UTF-16 units. */
export function isLongEnough(passphrase: string): boolean {
  return [...passphrase.normalize('NFC')].length >= PASSPHRASE_MIN_LENGTH;
}
