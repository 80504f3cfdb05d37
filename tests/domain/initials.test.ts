import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphemesOf, initialsOf } from '../../src/domain/initials';

describe('initialsOf', () => {
  it.each([
    ['Sandbox admin', 'SA'],
    ['ada', 'AD'],
    ['ada at api.test', 'AA'],
    ['QA-robot 2', 'QR'],
    ['x', 'X'],
    ['  two   spaces ', 'TS'],
    ['Élan vital', 'ÉV'],
    ['e\u0301lan', 'E\u0301L'],
    ['straße', 'ST'],
    ['ß ß', 'ßß'],
    ['🦊 fox', '🦊F'],
    ['👨‍👩‍👧‍👦👍🏽', '👨‍👩‍👧‍👦👍🏽'],
    ['שלום עולם', 'שע'],
    ['\u202Egnp', 'GN'],
    ['管理者', '管理'],
    ['$5 + tax', '$+'],
    ['(…)', '(…'],
    ['', ''],
  ])('of %j is %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('is never more than two characters as a reader counts them, and never empty for a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const count = graphemesOf(initialsOf(name)).length;
        expect(count).toBeLessThanOrEqual(2);
        if (name.trim() !== '') expect(count).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });
});
