/**
 * Seeds in base32, as servers show them for an authenticator app.
 *
 * Source: RFC 4648 §6 (base32), RFC 4226 §4 R6 (length).
 */
import { fieldError } from '../field-error';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BITS_A_CHARACTER = 5;

/** RFC 4226 requires it. Many servers have seeds of 80 bits all the same. */
export const REQUIRED_BITS = 128;
/** No server is known with fewer; a shorter text is a part of a seed, or a code. */
const LEAST_BITS = 80;
/** The longest HMAC block: a longer seed gains nothing. */
const MOST_BITS = 1024;

/** @returns the seed in upper case, without spaces, dashes and padding. @throws AppError `credential-invalid`. */
export function parseSeed(field: string, typed: string): string {
  const seed = typed.replace(/[\s-]/g, '').replace(/=+$/, '').toUpperCase();
  if (seed === '') throw fieldError(field, 'required');
  if ([...seed].some((each) => !ALPHABET.includes(each)))
    throw fieldError(field, 'seed-not-base32');
  if (bitsOf(seed) < LEAST_BITS) throw fieldError(field, 'seed-too-short');
  if (bitsOf(seed) > MOST_BITS) throw fieldError(field, 'too-long');
  return seed;
}

/** @param seed - Of `parseSeed`. */
export function bitsOf(seed: string): number {
  return 8 * Math.floor((seed.length * BITS_A_CHARACTER) / 8);
}

/**
 * The bits after the last whole byte are dropped, even if they are not 0: so do authenticator apps.
 *
 * @param seed - Of `parseSeed`.
 */
export function seedBytes(seed: string): Uint8Array {
  const bits = [...seed]
    .map((each) => ALPHABET.indexOf(each).toString(2).padStart(BITS_A_CHARACTER, '0'))
    .join('');
  return Uint8Array.from({ length: bitsOf(seed) / 8 }, (_, at) =>
    Number.parseInt(bits.slice(8 * at, 8 * at + 8), 2),
  );
}
