/** Reads a key from any format that a user may paste, and refuses one that does not fit the algorithm. */
import { fieldError } from '../field-error';
import { type Algorithm, keyKindOf } from './algorithms';
import { isJwk, readJwk } from './jwk';
import type { KeyReading } from './key-reading';
import { jsonOf } from './pasted-json';
import { isPem, readPem } from './pem';
import { readSecret, type SecretEncoding } from './secret';
import { isServiceAccount, readServiceAccount } from './service-account';

/** RFC 7518 §3.3, §3.5: a key of this size or larger must be used. */
const RSA_MIN_BITS = 2048;

/** Another name of the same algorithm (RFC 9864 §2.2). */
const ALSO_CALLED: Partial<Record<Algorithm, string>> = { EdDSA: 'Ed25519' };

export interface PastedKey {
  readonly algorithm: Algorithm;
  readonly key: string;
  readonly encoding: SecretEncoding;
}

/** @throws AppError `credential-invalid`, field `key`. */
export function readKey(pasted: PastedKey): KeyReading {
  const { algorithm, key } = pasted;
  if (key.trim() === '') throw fieldError('key', 'required');
  // Windows writes a byte order mark in front of a file.
  const reading = readAny({ ...pasted, key: key.replace(/^\uFEFF/, '') });
  const { kind, bits, alg = algorithm } = reading;
  if (kind !== keyKindOf(algorithm)) throw fieldError('key', 'key-not-for-algorithm');
  if (alg !== algorithm && alg !== ALSO_CALLED[algorithm]) {
    throw fieldError('key', 'key-not-for-algorithm');
  }
  if (kind === 'RSA' && bits < RSA_MIN_BITS) throw fieldError('key', 'rsa-key-short');
  return reading;
}

function readAny({ algorithm, key, encoding }: PastedKey): KeyReading {
  const json = jsonOf(key);
  if (json && isServiceAccount(json)) return readServiceAccount(json);
  if (json && isJwk(json)) return readJwk(json);
  const isJson = /^\s*\{/.test(key) || /"(private_key|client_email)"\s*:/.test(key);
  const isBrokenJwk = !json && /"kty"/.test(key);
  // A key out of the middle of a file would be without what the file says about it.
  if (isJson && (isPem(key) || isBrokenJwk)) throw fieldError('key', 'key-json-damaged');
  // First: a public key taken for a text secret would be a secret that everyone knows.
  if (isPem(key)) return readPem(key);
  if (algorithm === 'HS256') return readSecret(key, encoding);
  throw fieldError('key', 'key-missing');
}
