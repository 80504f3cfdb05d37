/**
 * Reads a private key or a secret from a JSON Web Key.
 *
 * Source: RFC 7517 §4, RFC 7518 §6 (RSA, EC, oct), RFC 8037 §2 (OKP).
 */
import { base64urlnopad } from '@scure/base';
import { fieldError } from '../field-error';
import type { KeyKind } from './algorithms';
import { bitLength, type KeyReading } from './key-reading';

type Json = Readonly<Record<string, unknown>>;

/** The members of each type that a browser needs, the private one last. */
const MEMBERS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['RSA', ['n', 'e', 'p', 'q', 'dp', 'dq', 'qi', 'd']],
  ['EC', ['x', 'y', 'd']],
  ['OKP', ['x', 'd']],
  ['oct', ['k']],
]);

const CURVES: ReadonlyMap<unknown, readonly KeyKind[]> = new Map([
  ['EC', ['P-256', 'P-384']],
  ['OKP', ['Ed25519']],
]);

export function isJwk(json: Json): boolean {
  return typeof json.kty === 'string';
}

/** @throws AppError `credential-invalid`, field `key`. */
export function readJwk(json: Json): KeyReading {
  const { kty, crv, alg, kid } = json;
  const members = MEMBERS.get(kty);
  if (!members) throw fieldError('key', 'key-unsupported');
  if (json[members.at(-1) ?? ''] === undefined) throw fieldError('key', 'key-public');
  const curve = CURVES.get(kty)?.find((each) => each === crv);
  if (CURVES.has(kty) && !curve) throw fieldError('key', 'key-unsupported');
  const numbers = new Map(members.map((name) => [name, bytesOf(json[name])]));
  return {
    key: {
      jwk: {
        kty: String(kty),
        ...(curve && { crv: curve }),
        ...Object.fromEntries([...numbers].map(([name, n]) => [name, base64urlnopad.encode(n)])),
      },
    },
    ...kindOf(curve, numbers),
    ...(typeof alg === 'string' && { alg }),
    ...(typeof kid === 'string' && { kid }),
  };
}

function kindOf(curve: KeyKind | undefined, numbers: ReadonlyMap<string, Uint8Array>) {
  const modulus = numbers.get('n');
  if (modulus) return { kind: 'RSA', bits: bitLength(modulus) } as const;
  if (curve) return { kind: curve, bits: curve === 'P-384' ? 384 : 256 };
  return { kind: 'secret', bits: (numbers.get('k')?.length ?? 0) * 8 } as const;
}

function bytesOf(member: unknown): Uint8Array {
  if (typeof member !== 'string' || member === '') throw fieldError('key', 'key-damaged');
  try {
    return base64urlnopad.decode(member);
  } catch {
    // Without cause: the decoder's message may quote the typed text.
    throw fieldError('key', 'key-damaged');
  }
}
