/** AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D §8.2.2): the one cipher of the vault. */
import { base64 } from '@scure/base';
import * as v from 'valibot';
import { isBase64, isBase64Of } from '../domain/base64-text';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const nonce = v.pipe(v.string(), v.check(isBase64Of(NONCE_BYTES)));

export const boxSchema = v.strictObject({
  iv: nonce,
  ciphertext: v.pipe(v.string(), v.check(isBase64)),
});
/** Base64: the nonce; the ciphertext with its 16-byte tag. */
export type Box = v.InferOutput<typeof boxSchema>;

/** A box of a content whose length is known, in bytes. */
export function boxOf(bytes: number) {
  const ciphertext = v.pipe(v.string(), v.check(isBase64Of(bytes + TAG_BYTES)));
  return v.strictObject({ iv: nonce, ciphertext });
}

/** @param context - Authenticated and not stored: `decrypt` needs the same context. */
export async function encrypt(key: CryptoKey, plain: Uint8Array, context: string): Promise<Box> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const ciphertext = await crypto.subtle.encrypt(gcm(iv, context), key, new Uint8Array(plain));
  return { iv: base64.encode(iv), ciphertext: base64.encode(new Uint8Array(ciphertext)) };
}

/** @throws DOMException `OperationError` if key, context and content do not belong together. */
export async function decrypt(key: CryptoKey, box: Box, context: string): Promise<Uint8Array> {
  const iv = new Uint8Array(base64.decode(box.iv));
  const ciphertext = new Uint8Array(base64.decode(box.ciphertext));
  return new Uint8Array(await crypto.subtle.decrypt(gcm(iv, context), key, ciphertext));
}

function gcm(iv: Uint8Array<ArrayBuffer>, context: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(context) };
}
