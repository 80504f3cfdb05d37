/** The time and the nonce of one signature, as they are written into the text and the headers. */
import { bytesToHex, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64 } from '@scure/base';
import { fieldError } from '../field-error';
import type { NonceKind, TimeFormat } from './choices';

export interface Nonce {
  /** As a header shows it. */
  readonly written: string;
  /** As it is signed. */
  readonly signed: Uint8Array;
}

/**
 * @param now - Milliseconds since the Unix epoch.
 * @throws AppError `credential-invalid`, field `time`, if the clock is unusable.
 */
export function timeText(format: TimeFormat, now: number): string {
  const seconds = String(Math.floor(now / 1000));
  // A wrong clock must not sign for a day that is far off.
  if (!/^[1-9]\d{9}$/.test(seconds)) throw fieldError('time', 'clock-out-of-range');
  const date = new Date(Number(seconds) * 1000);
  switch (format) {
    case 'seconds':
      return seconds;
    case 'milliseconds':
      return String(Math.floor(now));
    case 'iso':
      return date.toISOString().replace('.000Z', 'Z');
    case 'http':
      return date.toUTCString();
  }
}

export function newNonce(kind: NonceKind, length: number): Nonce {
  const bytes = kind === 'none' ? new Uint8Array() : randomBytes(length);
  const written = kind === 'hex' ? bytesToHex(bytes) : base64.encode(bytes);
  return { written, signed: kind === 'base64-bytes' ? bytes : utf8ToBytes(written) };
}
