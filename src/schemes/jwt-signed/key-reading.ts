/** A key after it was read, with its facts. The form is the same for every pasted format. */
import type { JWK } from 'jose';
import type { KeyKind } from './algorithms';

/** A private key or a secret in the vault: plain JSON, ready for import into Web Crypto. */
export type SigningKey =
  /** PEM. */
  { readonly pkcs8: string } | { readonly jwk: JWK };

export interface KeyReading {
  readonly key: SigningKey;
  readonly kind: KeyKind;
  /** The size of an RSA key's modulus, of a curve or of a secret. */
  readonly bits: number;
  /** Whether the key is the typed text itself, so that a space at its end is part of it. */
  readonly isVerbatim?: boolean;
  /** The algorithm that the key names. */
  readonly alg?: string;
  readonly kid?: string;
  /** The key's service account. */
  readonly account?: string;
}

/** @param bytes - A number, big-endian, with or without zeros in front. */
export function bitLength(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  if (first === -1) return 0;
  return (bytes.length - first) * 8 - (Math.clz32(bytes[first] ?? 0) - 24);
}
