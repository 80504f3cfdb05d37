/** The browsers in which the end to end tests run, with and without `--both`. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quickPartOf, threatModel } from '../../scripts/threat-model-check.mjs';
import { BROWSERS, leftOut, NOT_QUICK, ONLY_IN, QUICK_IN } from '../e2e/browsers.mjs';

const FILES = readdirSync('tests/e2e')
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => file.replace('.test.ts', ''));

const LISTED = [...BROWSERS.flatMap((each) => [...ONLY_IN[each], ...QUICK_IN[each]]), ...NOT_QUICK];

describe('the lists', () => {
  it('name files that are there', () => {
    expect(LISTED.filter((name) => !FILES.includes(name))).toEqual([]);
  });

  it('give none to both browsers', () => {
    const placed = LISTED.filter((name) => !NOT_QUICK.includes(name));

    expect(placed).toEqual([...new Set(placed)]);
  });
});

describe.each([
  ['with --both', false, []],
  ['without', true, NOT_QUICK],
] as const)('%s', (_, isQuick, notAsked) => {
  it('every file runs somewhere, but for what is too long for a quick run', () => {
    const nowhere = FILES.filter((name) =>
      BROWSERS.every((browser) => leftOut(browser, { isQuick }).includes(name)),
    );

    expect(nowhere).toEqual(notAsked);
  });
});

describe('what is held against a quick run', () => {
  it('is every row that any browser proves', () => {
    for (const row of threatModel()) {
      const asked = quickPartOf(row);

      expect(asked.evidence.some(({ where }) => where.length > 0)).toBe(row.evidence.length > 0);
    }
  });

  it('is not what it leaves to the other browser, or to --both', () => {
    const [left = ''] = QUICK_IN.firefox;
    const [tour = ''] = NOT_QUICK;
    const evidence = [left, tour].map((name) => ({
      file: `tests/e2e/${name}.test.ts`,
      where: BROWSERS,
    }));

    expect(quickPartOf({ id: 'T1', evidence }).evidence.map(({ where }) => where)).toEqual([
      ['firefox'],
      [],
    ]);
  });
});
