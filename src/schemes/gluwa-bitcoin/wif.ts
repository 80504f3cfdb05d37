/**
 * Wallet import format, in which wallets export a Bitcoin private key.
 *
 * `base58check(version || key (32) [|| 0x01])`; version 0x80 is the main network, 0xEF the test
 * network; a trailing 0x01 says that the address belongs to the compressed public key.
 */
import { ripemd160 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { createBase58check } from '@scure/base';
import { fieldError } from '../field-error';
import { isPrivateKey, publicKeyOf } from '../secp256k1/secp256k1';

export interface WifKey {
  /** 32-byte big-endian scalar. */
  readonly privateKey: Uint8Array;
  readonly compressed: boolean;
  readonly network: Network;
}

interface Network {
  /** First byte of a key, and of a pay-to-public-key-hash address. */
  readonly keyVersion: number;
  readonly addressVersion: number;
}

const NETWORKS: readonly Network[] = [
  { keyVersion: 0x80, addressVersion: 0x00 },
  { keyVersion: 0xef, addressVersion: 0x6f },
];

/** Electrum writes the kind of address in front: `p2wpkh:`. */
const PREFIX = /^p2[a-z0-9-]+:/;

/** BIP 38, "Proposed specification": 58 characters that begin with `6P`. */
const ENCRYPTED = /^6P[1-9A-HJ-NP-Za-km-z]{56}$/;

/** @throws AppError `credential-invalid`, field `wif`. */
export function parseWif(wif: string): WifKey {
  if (wif === '') throw fieldError('wif', 'required');
  if (wif !== wif.trim()) throw fieldError('wif', 'space-around');
  if (PREFIX.test(wif)) throw fieldError('wif', 'wif-with-prefix');
  if (ENCRYPTED.test(wif)) throw fieldError('wif', 'wif-encrypted');
  const payload = decode(wif);
  const compressed = payload.length === 34 && payload[33] === 0x01;
  if (payload.length !== 33 && !compressed) throw fieldError('wif', 'wif-checksum');
  const network = NETWORKS.find(({ keyVersion }) => keyVersion === payload[0]);
  if (!network) throw fieldError('wif', 'wif-network');
  const privateKey = payload.subarray(1, 33);
  if (!isPrivateKey(privateKey)) throw fieldError('wif', 'key-out-of-range');
  return { privateKey, compressed, network };
}

/** The pay-to-public-key-hash address of a key. Gluwa asks for a proof of control over it. */
export function addressOf({ privateKey, compressed, network }: WifKey): string {
  const hash = ripemd160(sha256(publicKeyOf(privateKey, { compressed })));
  const payload = concatBytes(Uint8Array.of(network.addressVersion), hash);
  return createBase58check(sha256).encode(payload);
}

function decode(wif: string): Uint8Array {
  try {
    return createBase58check(sha256).decode(wif);
  } catch {
    // Without cause: the library's message may quote what was typed.
    throw fieldError('wif', 'wif-checksum');
  }
}
