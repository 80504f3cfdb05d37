/** The least a vault's passphrase must have. Both the form and the use case ask here. */

export const PASSPHRASE_MIN_LENGTH = 12;

/** Counted in characters as a reader sees code points, not in UTF-16 units. */
export function isLongEnough(passphrase: string): boolean {
  return [...passphrase.normalize('NFC')].length >= PASSPHRASE_MIN_LENGTH;
}
