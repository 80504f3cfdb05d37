/**
 * The signature algorithms that a user can choose, each with its kind of key.
 *
 * Source: RFC 7518 §3.1 (HS256, RS256, PS256, ES256, ES384), RFC 8037 §3.1 (EdDSA).
 */
import { fieldError } from '../field-error';

export type KeyKind = 'RSA' | 'P-256' | 'P-384' | 'Ed25519' | 'secret';

const TAKES = {
  RS256: 'RSA',
  PS256: 'RSA',
  ES256: 'P-256',
  ES384: 'P-384',
  EdDSA: 'Ed25519',
  HS256: 'secret',
} as const satisfies Readonly<Record<string, KeyKind>>;

export type Algorithm = keyof typeof TAKES;

// Cast: `keys` forgets the type of the keys.
export const ALGORITHMS = Object.keys(TAKES) as readonly Algorithm[];

/** @throws AppError `credential-invalid`, field `algorithm`. */
export function parseAlgorithm(typed: string): Algorithm {
  const algorithm = ALGORITHMS.find((each) => each === typed);
  if (!algorithm) throw fieldError('algorithm', 'algorithm-unknown');
  return algorithm;
}

export function keyKindOf(algorithm: Algorithm): KeyKind {
  return TAKES[algorithm];
}
