/**
 * Wallet import format: how wallets write a Bitcoin private key.
 *
 * `base58check(version || key (32) [|| 0x01])`; version 0x80 is the main network, 0xEF the test
 * network; a trailing 0x01 says that the address belongs to the compressed public key.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';
import { fieldError } from '../field-error';
import { isPrivateKey } from '../secp256k1/secp256k1';

export interface WifKey {
  /** 32-byte big-endian scalar. */
  readonly privateKey: Uint8Array;
  readonly compressed: boolean;
}

const NETWORKS: readonly number[] = [0x80, 0xef];

/** @throws AppError `credential-invalid`, field `wif`. */
export function parseWif(wif: string): WifKey {
  if (wif === '') throw fieldError('wif', 'required');
  const payload = decode(wif);
  const compressed = payload.length === 34 && payload[33] === 0x01;
  if (payload.length !== 33 && !compressed) throw fieldError('wif', 'wif-checksum');
  if (!NETWORKS.includes(payload[0] ?? 0)) throw fieldError('wif', 'wif-network');
  const privateKey = payload.subarray(1, 33);
  if (!isPrivateKey(privateKey)) throw fieldError('wif', 'key-out-of-range');
  return { privateKey, compressed };
}

function decode(wif: string): Uint8Array {
  try {
    return createBase58check(sha256).decode(wif);
  } catch {
    // Without cause: the library's message may quote what was typed.
    throw fieldError('wif', 'wif-checksum');
  }
}
