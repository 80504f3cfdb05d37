/**
 * Converts a private key from each of the three forms in PEM files to PKCS#8, which Web Crypto reads.
 *
 * The result is what OpenSSL writes for the same key. It has none of the optional parts that some tools
 * add (attributes, the curve a second time), so that a browser sees one form only.
 *
 * Source: RFC 5208 §5 and RFC 5958 §2 (PKCS#8), RFC 8017 §A.1.2 (PKCS#1), RFC 5915 §3 (SEC1),
 * RFC 8410 §7 (Ed25519).
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { fieldError } from '../field-error';
import type { KeyKind } from './algorithms';
import { contentOf, type DerElement, elementsOf, readDer, TAG, writeDer } from './der';
import { bitLength } from './key-reading';

export interface PrivateKeyInfo {
  readonly kind: KeyKind;
  readonly bits: number;
  readonly pkcs8: Uint8Array;
}

/** Contents of object identifiers, in hexadecimal. */
const RSA = '2a864886f70d010101';
const EC = '2a8648ce3d0201';
const ED25519 = '2b6570';

const CURVES: Readonly<Record<string, { readonly kind: KeyKind; readonly bits: number }>> = {
  '2a8648ce3d030107': { kind: 'P-256', bits: 256 },
  '2b81040022': { kind: 'P-384', bits: 384 },
};

/** @throws RangeError if the bytes are no such key; AppError `key-unsupported` for another kind. */
export function fromPkcs8(der: Uint8Array): PrivateKeyInfo {
  const [, algorithm, key] = elementsOf(readDer(der)[0], TAG.sequence);
  const [name, parameters] = elementsOf(algorithm, TAG.sequence);
  const inner = contentOf(key, TAG.octetString);
  switch (identifierOf(name)) {
    case RSA:
      return fromPkcs1(inner);
    case EC:
      return fromSec1(inner, parameters);
    case ED25519:
      return { kind: 'Ed25519', bits: 256, pkcs8: wrap([identifier(ED25519)], inner) };
    default:
      throw fieldError('key', 'key-unsupported');
  }
}

/** @throws RangeError if the bytes are no such key. */
export function fromPkcs1(der: Uint8Array): PrivateKeyInfo {
  const [, modulus] = elementsOf(readDer(der)[0], TAG.sequence);
  const bits = bitLength(contentOf(modulus, TAG.integer));
  return { kind: 'RSA', bits, pkcs8: wrap([identifier(RSA), writeDer(TAG.null)], der) };
}

/**
 * @param named - The curve, if it is outside of the key.
 * @throws RangeError if the bytes are no such key; AppError `key-unsupported` for another curve.
 */
export function fromSec1(der: Uint8Array, named?: DerElement): PrivateKeyInfo {
  const [version, scalar, ...optional] = elementsOf(readDer(der)[0], TAG.sequence);
  const inside = optional.find(({ tag }) => tag === TAG.context0);
  const oid = identifierOf(named ?? elementsOf(inside, TAG.context0)[0]);
  const curve = CURVES[oid];
  if (!curve) throw fieldError('key', 'key-unsupported');
  const key = writeDer(
    TAG.sequence,
    writeDer(TAG.integer, contentOf(version, TAG.integer)),
    writeDer(TAG.octetString, contentOf(scalar, TAG.octetString)),
    // The public key follows. Some tools leave it out, and a browser can compute it.
    ...optional.filter(({ tag }) => tag === TAG.context1).map(({ whole }) => whole),
  );
  return { ...curve, pkcs8: wrap([identifier(EC), identifier(oid)], key) };
}

function wrap(algorithm: readonly Uint8Array[], key: Uint8Array): Uint8Array {
  return writeDer(
    TAG.sequence,
    writeDer(TAG.integer, Uint8Array.of(0)),
    writeDer(TAG.sequence, ...algorithm),
    writeDer(TAG.octetString, key),
  );
}

function identifier(hex: string): Uint8Array {
  return writeDer(TAG.objectIdentifier, hexToBytes(hex));
}

function identifierOf(element: DerElement | undefined): string {
  return bytesToHex(contentOf(element, TAG.objectIdentifier));
}
