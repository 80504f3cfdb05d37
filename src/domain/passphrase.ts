/** The rules for a new passphrase. The background checks them, and the form before it sends one. */

export const PASSPHRASE_MIN_LENGTH = 12;

/** Counts code points, not UTF-16 units. */
export function isLongEnough(passphrase: string): boolean {
  return [...passphrase.normalize('NFC')].length >= PASSPHRASE_MIN_LENGTH;
}

/** One letter, typed again and again: the length says nothing then. */
export function isOneLetter(passphrase: string): boolean {
  return new Set(passphrase.normalize('NFC')).size <= 1;
}

/** @returns the reason why a passphrase is not accepted as a new one. */
export function passphraseProblem(
  passphrase: string,
): 'passphrase-weak' | 'passphrase-guessable' | undefined {
  if (!isLongEnough(passphrase)) return 'passphrase-weak';
  return isOneLetter(passphrase) ? 'passphrase-guessable' : undefined;
}
