/**
 * The PRF answer of a passkey → key-encryption key, by HKDF-SHA-256.
 *
 * Source: WebAuthn Level 3 §10.1.4 (the PRF extension; an answer is 32 uniformly random bytes), RFC
 * 5869. No salt: each slot has a random PRF input of its own.
 */
import { base64 } from '@scure/base';

const INFO = new TextEncoder().encode('keybearer passkey key-encryption key');

/**
 * @param secret - 32 bytes, base64.
 * @returns a non-extractable AES-256-GCM key that only wraps and unwraps a data key.
 */
export async function importPasskeyKek(secret: string): Promise<CryptoKey> {
  const raw = new Uint8Array(base64.decode(secret));
  const material = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: INFO },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
