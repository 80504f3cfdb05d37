/**
 * Passphrase → key-encryption key, by Argon2id.
 *
 * Source: RFC 9106 §4, second recommended option: 64 MiB, three passes. One lane, since the
 * browser runs this on one thread.
 */
import { base64 } from '@scure/base';
import { argon2id } from 'hash-wasm';
import * as v from 'valibot';
import { isBase64Of } from '../domain/base64-text';

export const KDF_DEFAULT = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 } as const;

/** Bounds for stored parameters: lower ones are too weak, higher ones would hang the browser. */
export const KDF_FLOOR = { memoryKiB: 32 * 1024, passes: 2, lanes: 1 } as const;
export const KDF_CEILING = { memoryKiB: 256 * 1024, passes: 6, lanes: 4 } as const;

const SALT_BYTES = 16;

/** The stored form, the salt in base64. */
export const kdfSchema = v.strictObject({
  name: v.literal('argon2id'),
  memoryKiB: boundedBy('memoryKiB'),
  passes: boundedBy('passes'),
  lanes: boundedBy('lanes'),
  salt: v.pipe(v.string(), v.check(isBase64Of(SALT_BYTES))),
});
export type KdfParameters = v.InferOutput<typeof kdfSchema>;

const KEK_BYTES = 32;

export function newKdfParameters(): KdfParameters {
  const salt = base64.encode(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));
  return { name: 'argon2id', ...KDF_DEFAULT, salt };
}

/**
 * @param passphrase - Is normalised to NFC, since keyboards compose letters differently.
 * @returns a non-extractable AES-256-GCM key that only wraps and unwraps a data key.
 */
export async function deriveKek(passphrase: string, kdf: KdfParameters): Promise<CryptoKey> {
  const bytes = await argon2id({
    password: passphrase.normalize('NFC'),
    salt: base64.decode(kdf.salt),
    memorySize: kdf.memoryKiB,
    iterations: kdf.passes,
    parallelism: kdf.lanes,
    hashLength: KEK_BYTES,
    outputType: 'binary',
  });
  // Copied: the library types its result over any kind of buffer.
  return crypto.subtle.importKey('raw', new Uint8Array(bytes), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
}

function boundedBy(parameter: keyof typeof KDF_FLOOR) {
  return v.pipe(
    v.number(),
    v.integer(),
    v.minValue(KDF_FLOOR[parameter]),
    v.maxValue(KDF_CEILING[parameter]),
  );
}
