/**
 * One-time codes from a seed and the time. The HMAC is over the counter alone, eight bytes of the time:
 * nothing of a server enters it but what its clock moves, within the bounds of `domain/server-clock.ts`.
 *
 * Source: RFC 6238 (TOTP), RFC 4226 §5.3 (truncation).
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { fieldError } from '../field-error';

const HASHES = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-512': sha512 } as const;
export type CodeAlgorithm = keyof typeof HASHES;
export const CODE_ALGORITHMS = ['SHA-1', 'SHA-256', 'SHA-512'] as const satisfies CodeAlgorithm[];

export const CODE_DIGITS = ['6', '7', '8'] as const;
export type CodeDigits = (typeof CODE_DIGITS)[number];

/** Seconds. */
export const CODE_PERIODS = ['30', '60'] as const;
export type CodePeriod = (typeof CODE_PERIODS)[number];

/**
 * @param now - Milliseconds since the Unix epoch.
 * @returns the number of the period (T in RFC 6238 §4.2).
 * @throws AppError `credential-invalid`, field `period`, if the clock is unusable.
 */
export function stepAt(now: number, period: CodePeriod): number {
  const seconds = Math.floor(now / 1000);
  // A wrong clock must not make a code for a day that is far off.
  if (!/^[1-9]\d{9}$/.test(String(seconds))) throw fieldError('period', 'clock-out-of-range');
  return Math.floor(seconds / Number(period));
}

/** @param counter - A whole number from 0. */
export function codeOf(
  seed: Uint8Array,
  counter: number,
  algorithm: CodeAlgorithm,
  digits: CodeDigits,
): string {
  const message = new DataView(new ArrayBuffer(8));
  message.setBigUint64(0, BigInt(counter));
  const mac = hmac(HASHES[algorithm], seed, new Uint8Array(message.buffer));
  const view = new DataView(mac.buffer, mac.byteOffset, mac.length);
  // Dynamic truncation: the last four bits say where the four bytes begin.
  const offset = view.getUint8(mac.length - 1) & 0xf;
  const number = view.getUint32(offset) & 0x7fff_ffff;
  return String(number % 10 ** Number(digits)).padStart(Number(digits), '0');
}
