import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/errors';
import {
  decodeEnvelope,
  ENVELOPE_FORMAT,
  type Envelope,
  encodeEnvelope,
  isReadOnly,
} from '../../src/vault/envelope';
import { KDF_CEILING, KDF_FLOOR } from '../../src/vault/kdf';
import { createEnvelope } from '../../src/vault/vault';
import { passphraseSlotOf } from '../support/envelopes';
import { refusal } from '../support/matchers';
import { proves } from '../support/proves';

const LATER = ENVELOPE_FORMAT + 1;

let envelope: Envelope;
let text: string;

beforeAll(async () => {
  ({ envelope } = await createEnvelope('correct horse battery staple', 'content'));
  text = encodeEnvelope(envelope);
});

/** The stored form with other content and a digest that fits it. */
function rewritten(change: (parsed: Record<string, unknown>) => unknown): string {
  const json = JSON.stringify(change(JSON.parse(text.split('\n')[1] ?? '')));
  return `keybearer-vault sha256:${createHash('sha256').update(json).digest('hex')}\n${json}`;
}

/** Each of its entries once more. */
function twice(key: 'slots') {
  return (parsed: object) => {
    const { [key]: all } = parsed as Record<typeof key, unknown[]>;
    return { ...parsed, [key]: [...all, ...all] };
  };
}

describe('decodeEnvelope', () => {
  it('reads back what was encoded', () => {
    expect(decodeEnvelope(text)).toEqual(envelope);
  });

  proves('T13', 'every flipped bit of every byte is damage, and nothing else', (tried) => {
    const bytes = new TextEncoder().encode(text);
    const codes = new Set<string>();
    for (let index = 0; index < bytes.length; index++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = bytes.slice();
        flipped[index] = (flipped[index] ?? 0) ^ (1 << bit);
        codes.add(codeOf(() => decodeEnvelope(new TextDecoder().decode(flipped))));
        tried();
      }
    }

    expect([...codes]).toEqual(['vault-damaged']);
  });

  proves('T13', 'every truncation is damage', (tried) => {
    for (let length = 0; length < text.length; length++) {
      expect(codeOf(() => decodeEnvelope(text.slice(0, length)))).toBe('vault-damaged');
      tried();
    }
  });

  proves('T13', 'base64 that does not decode, or to another length, is damage', (tried) => {
    const wrong: readonly ((value: string) => string)[] = [
      (value) => value.slice(0, -1),
      (value) => `${value}=`,
      (value) => `${value.slice(0, -2)}=A`,
      // Stray bits: a strict decoder refuses them.
      (value) => value.replace(/[AQgw]==$/, 'B==').replace(/[AEIMQUYcgkosw048]=$/, 'B='),
      (value) => value.slice(4),
      (value) => `AAAA${value}`,
    ];
    const bytes = { salt: /"salt":"([^"]*)"/, iv: /"iv":"([^"]*)"/, key: /"ciphertext":"([^"]*)"/ };
    for (const [name, pattern] of Object.entries(bytes)) {
      for (const change of wrong) {
        const json = text.split('\n')[1] ?? '';
        const [, value = ''] = pattern.exec(json) ?? [];
        const changed = change(value);
        if (changed === value) continue;
        const damaged = rewritten((parsed) =>
          JSON.parse(JSON.stringify(parsed).replace(value, () => changed)),
        );
        expect(
          codeOf(() => decodeEnvelope(damaged)),
          `${name}: ${changed}`,
        ).toBe('vault-damaged');
        tried();
      }
    }
  });

  it('tells an intact newer format from damage', () => {
    const newer = rewritten(() => ({ format: LATER, later: true }));

    expect(() => decodeEnvelope(newer)).toThrow(refusal('vault-newer'));
  });

  it.each([
    ['does not say from which one on it can be read', {}],
    ['asks for more than this build has', { readableFrom: LATER }],
    ['can be read by what it says, and not by what it is', { readableFrom: 2, slots: 'none' }],
    ['has more slots than anybody needs', { readableFrom: 2, slots: Array(18).fill({}) }],
  ])('leaves a later format alone that %s', (_, change) => {
    const later = rewritten((parsed) => {
      const { readableFrom, ...rest } = parsed;
      return { ...rest, format: LATER, ...change };
    });

    expect(() => decodeEnvelope(later)).toThrow(refusal('vault-newer'));
  });

  it('reads a later format that says it may, passes over slots it does not know, and keeps the rest bound', () => {
    const later = rewritten(({ slots, ...parsed }) => ({
      ...parsed,
      format: LATER,
      readableFrom: 2,
      slots: [...(slots as unknown[]), { kind: 'smart-card' }],
      more: true,
    }));

    const read = decodeEnvelope(later);

    expect(isReadOnly(read)).toBe(true);
    expect(read.slots).toEqual(envelope.slots);
    expect(read.bound).toContain('"kind":"smart-card"');
    expect(read.bound).toContain('"more":true');
  });

  it.each([
    ['no object', () => 'text'],
    ['an older format than there ever was', (parsed: object) => ({ ...parsed, format: 0 })],
    ['no slot', (parsed: object) => ({ ...parsed, slots: [] })],
    ['a generation of zero', (parsed: object) => ({ ...parsed, generation: 0 })],
    ['a key too many', (parsed: object) => ({ ...parsed, extra: 1 })],
    ['two passphrases', twice('slots')],
    [
      'a claim to be readable from another format on',
      (parsed: object) => ({ ...parsed, readableFrom: 1 }),
    ],
    [
      'a box that is not base64',
      (parsed: object) => ({ ...parsed, sealed: { iv: '%', ciphertext: '' } }),
    ],
  ])('refuses an intact envelope with %s', (_, change) => {
    expect(() => decodeEnvelope(rewritten(change))).toThrow(refusal('vault-damaged'));
  });

  it('refuses an intact envelope that is no JSON', () => {
    const body = 'not json';
    const digest = createHash('sha256').update(body).digest('hex');

    expect(() => decodeEnvelope(`keybearer-vault sha256:${digest}\n${body}`)).toThrow(
      refusal('vault-damaged'),
    );
  });

  it.each(['memoryKiB', 'passes', 'lanes'] as const)(
    'holds %s between floor and ceiling',
    (parameter) => {
      const withValue = (value: number) =>
        rewritten((parsed) => {
          const slot = passphraseSlotOf(parsed as unknown as Envelope);
          return { ...parsed, slots: [{ ...slot, kdf: { ...slot.kdf, [parameter]: value } }] };
        });

      for (const value of [KDF_FLOOR[parameter], KDF_CEILING[parameter]]) {
        expect(passphraseSlotOf(decodeEnvelope(withValue(value))).kdf[parameter]).toBe(value);
      }
      for (const value of [KDF_FLOOR[parameter] - 1, KDF_CEILING[parameter] + 1, 1.5, 2 ** 40]) {
        expect(() => decodeEnvelope(withValue(value))).toThrow(refusal('vault-damaged'));
      }
    },
  );
});

function codeOf(act: () => unknown): string {
  try {
    act();
    return 'nothing thrown';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}
