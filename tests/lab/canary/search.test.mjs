import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSearch } from './search.mjs';

const texts = (/** @type {readonly string[]} */ all) => all.map((text) => Buffer.from(text));

describe('createSearch', () => {
  it('finds each needle wherever it lies, and those that share bytes', () => {
    const search = createSearch(texts(['canary', 'nary-bird', 'ry-b', 'absent']));

    expect([...search(Buffer.from('a canary-bird'))].sort()).toEqual([0, 1, 2]);
    expect([...search(Buffer.from('canary'))]).toEqual([0]);
    expect([...search(Buffer.from('canar'))]).toEqual([]);
    expect([...search(Buffer.alloc(0))]).toEqual([]);
  });

  it('finds needles that are longer than the greatest distance of a move', () => {
    const needle = Buffer.from('all work and no play '.repeat(20));

    expect([...createSearch([needle])(Buffer.concat([Buffer.alloc(999), needle]))]).toEqual([0]);
  });

  it('agrees with Buffer.includes', () => {
    // Few different bytes, so that needles overlap and are met.
    const bytes = (/** @type {{ minLength: number, maxLength: number }} */ size) =>
      fc.array(fc.integer({ min: 0, max: 2 }), size).map((all) => Buffer.from(all));
    const needles = fc.array(bytes({ minLength: 3, maxLength: 7 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(needles, bytes({ minLength: 0, maxLength: 60 }), (wanted, haystack) => {
        const found = createSearch(wanted)(haystack);
        for (const [number, needle] of wanted.entries()) {
          expect(found.has(number)).toBe(haystack.includes(needle));
        }
      }),
      { numRuns: 300 },
    );
  });
});
