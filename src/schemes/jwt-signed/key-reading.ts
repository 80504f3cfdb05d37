/** What is known of a key once it has been read, in whichever format it was pasted. */
import type { JWK } from 'jose';
import type { KeyKind } from './algorithms';

/** A private key or a secret as the vault keeps it: plain JSON, ready to be imported. */
export type SigningKey =
  /** PEM. */
  { readonly pkcs8: string } | { readonly jwk: JWK };

export interface KeyReading {
  readonly key: SigningKey;
  readonly kind: KeyKind;
  /** Of an RSA key's modulus, a curve or a secret. */
  readonly bits: number;
  /** Whether it is the very text that was typed, so that a space at its end belongs to it. */
  readonly isVerbatim?: boolean;
  /** The algorithm it says it is for. */
  readonly alg?: string;
  readonly kid?: string;
  /** The service account that it belongs to. */
  readonly account?: string;
}

/** @param bytes - A number, big-endian, with or without zeros in front. */
export function bitLength(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  if (first === -1) return 0;
  return (bytes.length - first) * 8 - (Math.clz32(bytes[first] ?? 0) - 24);
}
