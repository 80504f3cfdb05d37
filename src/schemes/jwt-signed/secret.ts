/**
 * Reads a shared secret for HS256 in the encoding that its issuer used.
 *
 * The user names the encoding, since the same letters are another secret in another encoding.
 */
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64nopad, base64urlnopad } from '@scure/base';
import type { JWK } from 'jose';
import { fieldError } from '../field-error';
import type { KeyReading } from './key-reading';

const DECODERS = {
  utf8: utf8ToBytes,
  base64: (typed: string) => base64nopad.decode(unpadded(typed)),
  base64url: (typed: string) => base64urlnopad.decode(unpadded(typed)),
  hex: hexToBytes,
} as const;

export type SecretEncoding = keyof typeof DECODERS;

// Cast: `keys` forgets the type of the keys.
export const SECRET_ENCODINGS = Object.keys(DECODERS) as readonly SecretEncoding[];

/** @throws AppError `credential-invalid`, field `secretEncoding`. */
export function parseSecretEncoding(typed: string): SecretEncoding {
  const encoding = SECRET_ENCODINGS.find((each) => each === typed);
  if (!encoding) throw fieldError('secretEncoding', 'encoding-unknown');
  return encoding;
}

/** @throws AppError `credential-invalid`, field `key`. */
export function readSecret(typed: string, encoding: SecretEncoding): KeyReading {
  // A space may be part of a text secret. No other encoding has spaces.
  if (encoding !== 'utf8' && typed !== typed.trim()) throw fieldError('key', 'space-around');
  const bytes = decode(typed, encoding);
  const jwk = { kty: 'oct', k: base64urlnopad.encode(bytes) };
  const isVerbatim = encoding === 'utf8';
  return { key: { jwk }, kind: 'secret', bits: bytes.length * 8, isVerbatim };
}

/** @returns a text secret as the user typed it. */
export function secretText({ k = '' }: JWK): string {
  return new TextDecoder().decode(base64urlnopad.decode(k));
}

function decode(typed: string, encoding: SecretEncoding): Uint8Array {
  try {
    return DECODERS[encoding](typed);
  } catch {
    // Without cause: the decoder's message may quote the typed text.
    throw fieldError('key', 'secret-not-in-encoding');
  }
}

/** Takes base64 with and without padding, which adds nothing to the length. */
function unpadded(typed: string): string {
  return typed.replace(/={1,2}$/, '');
}
