/** The count at the end of `npm test`: nothing that did not run may look like a pass. */
import { describe, expect, it } from 'vitest';
import { add, NOTHING, summary, verdictOf } from '../../scripts/tally.mjs';

const tally = (passed: number, failed: number, skipped = 0) => ({ passed, failed, skipped });

describe('verdictOf', () => {
  it.each([
    [tally(3, 0), true],
    [tally(3, 0, 2), true],
    [tally(3, 1), false],
    [tally(0, 0), false],
    [tally(0, 0, 5), false],
  ])('of %j is a pass: %s', (total, ok) => {
    expect(verdictOf(total)).toEqual({
      line: `${total.passed} passed, ${total.failed} failed`,
      ok,
    });
  });
});

describe('add', () => {
  it('adds each count, and nothing to nothing', () => {
    expect(add(tally(1, 2, 3), tally(10, 20, 30))).toEqual(tally(11, 22, 33));
    expect(add(NOTHING, NOTHING)).toEqual(NOTHING);
  });
});

describe('summary', () => {
  it('tells of skipped tests only if there are any', () => {
    expect(summary(tally(1, 2))).toBe('1 passed, 2 failed');
    expect(summary(tally(1, 2, 3))).toBe('1 passed, 2 failed, 3 skipped');
  });
});
