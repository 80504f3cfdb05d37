/** The count at the end of `npm test`: nothing that did not run may look like a pass. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { add, NOTHING, readReport, summary, verdictOf } from '../../scripts/tally.mjs';
import { inTemporaryFolder, plant } from '../support/tool';

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

describe('readReport', () => {
  const report = (numPassedTests: number, numFailedTests: number, numPendingTests = 0) =>
    JSON.stringify({ numPassedTests, numFailedTests, numPendingTests });

  it.each([
    ['a good run', report(5, 0), true, tally(5, 0)],
    ['failed tests', report(5, 2, 1), false, tally(5, 2, 1)],
    ['a file that could not be loaded', report(5, 0), false, tally(5, 1)],
    ['a run without a test', report(0, 0), true, tally(0, 1)],
    ['a run of skipped tests', report(0, 0, 4), true, tally(0, 1, 4)],
    ['a report cut off', '{"numPassed', true, tally(0, 1)],
  ])('counts %s', (_, text, exitedWell, expected) =>
    inTemporaryFolder((folder) => {
      plant(folder, { 'report.json': text });

      expect(readReport(join(folder, 'report.json'), exitedWell)).toEqual(expected);
    }),
  );

  it('counts a run that has not reported as failed', () => {
    expect(readReport('no/such/report.json', false)).toEqual(tally(0, 1));
  });
});
