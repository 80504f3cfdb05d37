/**
 * Signs a payload in JWS Compact Serialization.
 *
 * Source: RFC 7515 §3.1, §5.1; vectors in tests/vectors/jws.json.
 */
import { CompactSign, importJWK, importPKCS8 } from 'jose';
import { fieldError } from '../field-error';
import type { Algorithm } from './algorithms';
import type { SigningKey } from './key-reading';

export interface JwsHeader {
  readonly alg: Algorithm;
  readonly typ?: 'JWT';
  readonly kid?: string;
}

/** @throws AppError `credential-invalid`, field `key`, if the browser cannot use the key. */
export async function sign(
  key: SigningKey,
  header: JwsHeader,
  payload: Uint8Array,
): Promise<string> {
  try {
    const imported =
      'jwk' in key
        ? await importJWK(key.jwk, header.alg)
        : await importPKCS8(key.pkcs8, header.alg);
    return await new CompactSign(payload).setProtectedHeader({ ...header }).sign(imported);
  } catch {
    // The key's form and size are right, so its numbers are wrong. Without cause: it could quote them.
    throw fieldError('key', 'key-damaged');
  }
}
