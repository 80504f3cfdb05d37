/**
 * ECDSA over secp256k1 in the wallets' form: deterministic (RFC 6979), s in the lower half of the curve
 * order, with the recovery id by which a verifier finds the public key.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { getPublicKey, hashes, sign, utils } from '@noble/secp256k1';

export interface RecoverableSignature {
  /** 0 to 3. */
  readonly recoveryId: number;
  /** r (32 bytes) || s (32 bytes), big-endian. */
  readonly compact: Uint8Array;
}

/** Whether 32 bytes are a scalar between 1 and the curve order less one. */
export function isPrivateKey(bytes: Uint8Array): boolean {
  return utils.isValidSecretKey(bytes);
}

/** @returns 33 bytes compressed, 65 uncompressed (SEC 1 §2.3.3). */
export function publicKeyOf(
  privateKey: Uint8Array,
  { compressed }: { readonly compressed: boolean },
): Uint8Array {
  return getPublicKey(privateKey, compressed);
}

/**
 * @param digest - 32 bytes, the hash to sign; it is not hashed again.
 * @param privateKey - 32-byte big-endian scalar.
 */
export function signDigest(digest: Uint8Array, privateKey: Uint8Array): RecoverableSignature {
  // The library takes its synchronous hashes from the caller.
  hashes.sha256 ??= sha256;
  hashes.hmacSha256 ??= (key, message) => hmac(sha256, key, message);
  const signature = sign(digest, privateKey, { prehash: false, format: 'recovered' });
  const [recoveryId = 0] = signature;
  return { recoveryId, compact: signature.subarray(1) };
}
