/**
 * Gluwa's `X-REQUEST-SIGNATURE` by an Ethereum key: EIP-191 over the timestamp.
 *
 * Source: Gluwa API documentation, "Authorization", tab "Gluwacoin"; EIP-191 version 0x45.
 */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { AuthScheme } from '../auth-scheme';
import { fieldError } from '../field-error';
import { HEADER_NAME, issueRequestSignature } from '../gluwa/request-signature';
import { isPrivateKey, publicKeyOf, signDigest } from '../secp256k1/secp256k1';

interface GluwaEthereumCredential {
  /** 64 lower-case hexadecimal digits. */
  readonly privateKey: string;
}

export const gluwaEthereum: AuthScheme<GluwaEthereumCredential> = {
  id: 'gluwa-ethereum',
  keepsMoreThanItSends: true,
  fields: [{ name: 'privateKey', kind: 'secret' }],

  headerNames: () => [HEADER_NAME],
  signsTime: true,

  parse({ privateKey = '' }) {
    if (privateKey === '') throw fieldError('privateKey', 'required');
    if (privateKey !== privateKey.trim()) throw fieldError('privateKey', 'space-around');
    const digits = privateKey.replace(/^0x/, '').toLowerCase();
    if (!/^[0-9a-f]{64}$/.test(digits)) throw fieldError('privateKey', 'key-not-64-hex');
    if (!isPrivateKey(hexToBytes(digits))) throw fieldError('privateKey', 'key-out-of-range');
    return { privateKey: digits };
  },

  fieldsOf: (credential) => ({ ...credential }),

  inspect({ privateKey }) {
    return { facts: [{ kind: 'ethereum-address', value: addressOf(hexToBytes(privateKey)) }] };
  },

  async issue({ privateKey }, { now }) {
    return issueRequestSignature(
      'privateKey',
      now,
      (timestamp) => `0x${bytesToHex(signPersonalMessage(timestamp, hexToBytes(privateKey)))}`,
    );
  },
};

/** The address of a key. The case of its letters is a checksum (EIP-55). */
function addressOf(privateKey: Uint8Array): string {
  const publicKey = publicKeyOf(privateKey, { compressed: false });
  // The first byte says only that the key is uncompressed.
  const digits = bytesToHex(keccak_256(publicKey.subarray(1)).subarray(-20));
  const check = bytesToHex(keccak_256(utf8ToBytes(digits)));
  const cased = [...digits].map((digit, index) =>
    Number.parseInt(check.charAt(index), 16) >= 8 ? digit.toUpperCase() : digit,
  );
  return `0x${cased.join('')}`;
}

/**
 * Signs a message the way Ethereum wallets do ("personal_sign").
 *
 * @param message - Signed as its UTF-8 bytes.
 * @param privateKey - 32-byte big-endian scalar.
 * @returns 65 bytes: r (32) || s (32) || v (1), v = 27 or 28.
 */
function signPersonalMessage(message: string, privateKey: Uint8Array): Uint8Array {
  const bytes = utf8ToBytes(message);
  const prefix = utf8ToBytes(`\x19Ethereum Signed Message:\n${bytes.length}`);
  const digest = keccak_256(concatBytes(prefix, bytes));
  const { recoveryId, compact } = signDigest(digest, privateKey);
  return concatBytes(compact, Uint8Array.of(27 + recoveryId));
}
