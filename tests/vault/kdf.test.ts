import { argon2id } from '@noble/hashes/argon2.js';
import { base64 } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { decrypt } from '../../src/vault/box';
import { deriveKek, KDF_DEFAULT, newKdfParameters } from '../../src/vault/kdf';

describe('deriveKek', () => {
  it('is Argon2id as another implementation computes it', async () => {
    const kdf = { ...newKdfParameters(), memoryKiB: 1024, passes: 1 };
    const raw = argon2id('passphrase', base64.decode(kdf.salt), { t: 1, m: 1024, p: 1, dkLen: 32 });
    const theirs = await crypto.subtle.importKey('raw', new Uint8Array(raw), 'AES-GCM', false, [
      'encrypt',
    ]);
    const iv = new Uint8Array(12);
    const ciphertext = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode('context') },
      theirs,
      new TextEncoder().encode('plain'),
    );

    const ours = await deriveKek('passphrase', kdf);

    const box = { iv: base64.encode(iv), ciphertext: base64.encode(new Uint8Array(ciphertext)) };
    expect(new TextDecoder().decode(await decrypt(ours, box, 'context'))).toBe('plain');
  });

  it('asks for 64 MiB and three passes', () => {
    expect(newKdfParameters()).toMatchObject({
      name: 'argon2id',
      memoryKiB: 65_536,
      passes: 3,
      lanes: 1,
    });
    expect(KDF_DEFAULT.memoryKiB).toBe(64 * 1024);
  });

  it('gives a key that cannot be exported', async () => {
    const kek = await deriveKek('passphrase', {
      ...newKdfParameters(),
      memoryKiB: 1024,
      passes: 1,
    });

    expect(kek.extractable).toBe(false);
  });
});
