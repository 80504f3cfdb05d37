import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataKey } from '../../src/vault/data-key';
import { decodeEnvelope, type Envelope, encodeEnvelope } from '../../src/vault/envelope';
import { type Slot, unwrapByPassphrase } from '../../src/vault/slots';
import { createEnvelope, openContent } from '../../src/vault/vault';
import { passphraseSlotOf, resealed } from '../support/envelopes';
import { refusal } from '../support/matchers';

const PASSPHRASE = 'correct horse battery staple';

let envelope: Envelope;
let dataKey: DataKey;

beforeAll(async () => {
  ({ envelope, dataKey } = await createEnvelope(PASSPHRASE, 'content'));
});

/** The envelope as it comes back from the disk. */
function stored(written: Envelope): Envelope {
  return decodeEnvelope(encodeEnvelope(written));
}

describe('seal and open', () => {
  it('gives back any sealed content', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 2000 }), async (content) => {
        const next = await resealed(envelope, dataKey, content);

        const read = decodeEnvelope(encodeEnvelope(next));

        expect(await openContent(read, dataKey)).toBe(content);
      }),
      { numRuns: 200 },
    );
  });

  it('counts generations and never seals twice under one nonce', async () => {
    const second = await resealed(envelope, dataKey, 'content');
    const third = await resealed(second, dataKey, 'content');

    expect([envelope, second, third].map(({ generation }) => generation)).toEqual([1, 2, 3]);
    expect(new Set([envelope, second, third].map(({ sealed }) => sealed.iv)).size).toBe(3);
  });

  it('refuses the content of another generation', async () => {
    const second = await resealed(envelope, dataKey, 'second');
    const mixed = { ...second, sealed: envelope.sealed };

    await expect(openContent(stored(mixed), dataKey)).rejects.toThrow(refusal('vault-damaged'));
  });

  it('refuses a generation that was set back', async () => {
    const second = await resealed(envelope, dataKey, 'second');

    await expect(openContent(stored({ ...second, generation: 1 }), dataKey)).rejects.toThrow(
      refusal('vault-damaged'),
    );
  });

  it('refuses slots that were exchanged for those of another vault', async () => {
    const other = await createEnvelope('another long passphrase', '');
    const mixed = { ...envelope, slots: other.envelope.slots };

    await expect(openContent(stored(mixed), dataKey)).rejects.toThrow(refusal('vault-damaged'));
  });
});

describe('unwrapByPassphrase', () => {
  it('yields to the passphrase', async () => {
    expect(await unwrapByPassphrase(envelope.slots, PASSPHRASE)).toBe(dataKey);
  });

  it('yields to the passphrase typed with combining marks', async () => {
    const composed = await createEnvelope('p\u00e4ssphrase of old', '');

    const key = await unwrapByPassphrase(composed.envelope.slots, 'pa\u0308ssphrase of old');

    expect(key).toBe(composed.dataKey);
  });

  it.each(['', 'correct horse battery stapl', 'Correct horse battery staple'])(
    'refuses %j as a wrong passphrase',
    async (wrong) => {
      await expect(unwrapByPassphrase(envelope.slots, wrong)).rejects.toThrow(
        refusal('passphrase-wrong'),
      );
    },
  );

  it('does not yield when the KDF parameters were weakened: they are authenticated', async () => {
    const slot = passphraseSlotOf(envelope);
    const weakened: Slot[] = [{ ...slot, kdf: { ...slot.kdf, passes: 2 } }];

    await expect(unwrapByPassphrase(weakened, PASSPHRASE)).rejects.toThrow(
      refusal('passphrase-wrong'),
    );
  });

  it('draws a new salt and a new data key for each vault', async () => {
    const other = await createEnvelope(PASSPHRASE, 'content');

    expect(passphraseSlotOf(other.envelope).kdf.salt).not.toBe(passphraseSlotOf(envelope).kdf.salt);
    expect(other.dataKey).not.toBe(dataKey);
  });
});
