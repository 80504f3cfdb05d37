/** Passkey slots; those of a passphrase are in vault.test.ts, with the envelope around them. */
import { createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewPasskey } from '../../src/domain/passkey';
import { type DataKey, newDataKey } from '../../src/vault/data-key';
import { type PasskeySlot, passkeySlot, unwrapByPasskey } from '../../src/vault/slots';
import { refusal } from '../support/matchers';

const base64 = () => randomBytes(32).toString('base64');

let dataKey: DataKey;
let laptop: NewPasskey;
let slot: PasskeySlot;

beforeEach(async () => {
  dataKey = newDataKey();
  laptop = {
    slotId: crypto.randomUUID(),
    credentialId: randomBytes(32).toString('base64url'),
    prfInput: base64(),
    secret: base64(),
  };
  slot = await passkeySlot(dataKey, laptop);
});

describe('a passkey slot', () => {
  it('yields to what the passkey answers', async () => {
    expect(await unwrapByPasskey([slot], laptop)).toBe(dataKey);
  });

  it('keeps what a page needs to ask for it, and nothing of the answer', () => {
    const { slotId: id, credentialId, prfInput } = laptop;

    expect(slot).toEqual({ id, kind: 'passkey', credentialId, prfInput, wrapped: slot.wrapped });
    expect(JSON.stringify(slot)).not.toContain(laptop.secret);
    expect(JSON.stringify(slot)).not.toContain(dataKey);
  });

  it('is wrapped under HKDF-SHA-256 of the answer, AES-256-GCM, bound to the slot', () => {
    // RFC 5869 §2 by Node: no salt; the info is a constant of the format.
    const info = 'keybearer passkey key-encryption key';
    const kek = hkdfSync('sha256', Buffer.from(laptop.secret, 'base64'), '', info, 32);
    const sealed = Buffer.from(slot.wrapped.ciphertext, 'base64');
    const bound = ['keybearer slot', 1, slot.id, 'passkey', [slot.credentialId, slot.prfInput]];

    const decipher = createDecipheriv(
      'aes-256-gcm',
      Buffer.from(kek),
      Buffer.from(slot.wrapped.iv, 'base64'),
    );
    decipher.setAAD(Buffer.from(JSON.stringify(bound)));
    decipher.setAuthTag(sealed.subarray(-16));
    const opened = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);

    expect(opened.toString('base64')).toBe(dataKey);
  });

  it('never seals twice under one nonce', async () => {
    const again = await passkeySlot(dataKey, laptop);

    expect(again.wrapped.iv).not.toBe(slot.wrapped.iv);
  });

  it.each([
    ['another answer', () => ({ ...laptop, secret: base64() })],
    [
      'an answer with one bit changed',
      () => ({ ...laptop, secret: withBitFlipped(laptop.secret) }),
    ],
    ['an answer to another slot', () => ({ ...laptop, slotId: crypto.randomUUID() })],
    ['an answer to no slot', () => ({ ...laptop, slotId: '' })],
  ])('does not yield to %s', async (_, answer) => {
    await expect(unwrapByPasskey([slot], answer())).rejects.toThrow(refusal('passkey-wrong'));
  });

  it.each([
    ['id', () => ({ id: 'another' })],
    ['credentialId', () => ({ credentialId: randomBytes(32).toString('base64url') })],
    ['prfInput', () => ({ prfInput: base64() })],
  ])('does not yield once its %s was changed: it is authenticated', async (_, change) => {
    const changed = { ...slot, ...change() };

    await expect(unwrapByPasskey([changed], { ...laptop, slotId: changed.id })).rejects.toThrow(
      refusal('passkey-wrong'),
    );
  });

  it('does not yield once what is wrapped was exchanged for that of another', async () => {
    const phone = { ...laptop, slotId: crypto.randomUUID(), prfInput: base64() };
    const other = await passkeySlot(newDataKey(), phone);

    await expect(unwrapByPasskey([{ ...slot, wrapped: other.wrapped }], laptop)).rejects.toThrow(
      refusal('passkey-wrong'),
    );
  });
});

function withBitFlipped(secret: string): string {
  const bytes = Buffer.from(secret, 'base64');
  bytes[31] = (bytes[31] ?? 0) ^ 1;
  return bytes.toString('base64');
}
