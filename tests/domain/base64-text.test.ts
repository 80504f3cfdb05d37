import { base64 } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBase64, isBase64Of } from '../../src/domain/base64-text';

/** The judgement of a strict decoder. */
function decodes(text: string): boolean {
  try {
    return base64.encode(base64.decode(text)) === text;
  } catch {
    return false;
  }
}

const letters = fc.string({ unit: fc.constantFrom(...'AQgwEIB8+/=- '), maxLength: 12 });

describe('isBase64', () => {
  it('takes all that an encoder writes, with its length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const text = base64.encode(bytes);
        expect(isBase64(text)).toBe(true);
        expect(isBase64Of(bytes.length)(text)).toBe(true);
        expect(isBase64Of(bytes.length + 1)(text)).toBe(false);
      }),
    );
  });

  it('takes no text that a strict decoder refuses', () => {
    fc.assert(
      fc.property(letters, (text) => {
        expect(isBase64(text), text).toBe(decodes(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('is done with a text of 30 MB', () => {
    expect(isBase64('A'.repeat(30_000_000))).toBe(true);
    expect(isBase64(`${'A'.repeat(30_000_000)}=A==`)).toBe(false);
  });
});
