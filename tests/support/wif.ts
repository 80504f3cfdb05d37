/** Wallet import format as a wallet would write it, by another library than the one under test. */
import { createECDH, createHash } from 'node:crypto';
import bs58check from 'bs58check';

interface WifOptions {
  /** 0x80 main network, 0xEF test network. */
  readonly version?: number;
  readonly compressed?: boolean;
}

/** @param privateKey - 32 bytes. */
export function toWif(
  privateKey: Uint8Array,
  { version = 0x80, compressed = true }: WifOptions = {},
): string {
  const suffix = compressed ? [0x01] : [];
  return bs58check.encode(Buffer.from([version, ...privateKey, ...suffix]));
}

/** Arbitrary bytes, the same in every run. */
export function exampleKey(seed: string): Buffer {
  return createHash('sha256').update(seed).digest();
}

/** Pay-to-public-key-hash address of a key, by Node's own curve. `version` 0x00 main, 0x6F test. */
export function toAddress(
  privateKey: Uint8Array,
  { version = 0x00, compressed = true }: WifOptions = {},
): string {
  const curve = createECDH('secp256k1');
  curve.setPrivateKey(Buffer.from(privateKey));
  const publicKey = curve.getPublicKey(null, compressed ? 'compressed' : 'uncompressed');
  const hash = createHash('ripemd160').update(createHash('sha256').update(publicKey).digest());
  return bs58check.encode(Buffer.from([version, ...hash.digest()]));
}
