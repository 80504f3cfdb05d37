/**
 * Digests and HMACs, and the encodings of their result.
 *
 * Source: FIPS 180-4 (SHA), RFC 2104 (HMAC), RFC 4648 §4, §5, §8 (encodings).
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64, base64nopad, base64urlnopad } from '@scure/base';
import { fieldError } from '../field-error';
import { type Algorithm, isDigest, type SecretEncoding, type SignatureEncoding } from './choices';

const HASHES = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-512': sha512 } as const;

const DECODERS: Readonly<Record<SecretEncoding, (typed: string) => Uint8Array>> = {
  utf8: utf8ToBytes,
  hex: hexToBytes,
  // Padding is optional.
  base64: (typed) => base64nopad.decode(typed.replace(/={1,2}$/, '')),
};

const ENCODERS: Readonly<Record<SignatureEncoding, (bytes: Uint8Array) => string>> = {
  hex: bytesToHex,
  base64: base64.encode,
  base64url: base64urlnopad.encode,
  'hex-base64': (bytes) => base64.encode(utf8ToBytes(bytesToHex(bytes))),
};

/** @throws AppError `credential-invalid`, field `secret`. */
export function secretBytes(typed: string, encoding: SecretEncoding): Uint8Array {
  if (typed === '') throw fieldError('secret', 'required');
  // A space may be part of a text secret. No other encoding has spaces.
  if (encoding !== 'utf8' && typed !== typed.trim()) throw fieldError('secret', 'space-around');
  try {
    return DECODERS[encoding](typed);
  } catch {
    // Without cause: the decoder's message may quote the typed text.
    throw fieldError('secret', 'secret-not-in-encoding');
  }
}

/** @param secret - The key of an HMAC. A digest has it in the text, if at all. */
export function signature(
  algorithm: Algorithm,
  encoding: SignatureEncoding,
  text: Uint8Array,
  secret: Uint8Array,
): string {
  // Cast: the names of the HMACs are those of the hashes after `HMAC-`.
  const hash = HASHES[algorithm.replace(/^HMAC-/, '') as keyof typeof HASHES];
  return ENCODERS[encoding](isDigest(algorithm) ? hash(text) : hmac(hash, secret, text));
}
