/** The count at the end of `npm test`: nothing that did not run may look like a pass. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { add, NOTHING, summary, verdictOf, withNotRun } from '../../scripts/tally.mjs';

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

describe('tests that cannot run on this computer', () => {
  const notRun = ['not run: a', 'not run: b'];

  it('are failures of a run that has to be whole, as CI’s', () => {
    expect(withNotRun(tally(3, 1, 2), notRun, { isQuick: false })).toEqual(tally(3, 3, 2));
    expect(readFileSync('.ci/run', 'utf8')).toContain('test -- --both ');
  });

  it('are none of a quick run', () => {
    expect(withNotRun(tally(3, 0, 2), notRun, { isQuick: true })).toEqual(tally(3, 0, 2));
  });
});

describe('summary', () => {
  it('tells of skipped tests only if there are any', () => {
    expect(summary(tally(1, 2))).toBe('1 passed, 2 failed');
    expect(summary(tally(1, 2, 3))).toBe('1 passed, 2 failed, 3 skipped');
  });
});
