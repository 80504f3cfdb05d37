/** The threat model holds only as far as its table tells the truth: which tests, and did they run. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  filesOf,
  holdAgainst,
  type Proof,
  ROW_IDS,
  type Row,
  readThreatModel,
  tableOf,
} from '../../scripts/threat-model.mjs';
import { proves } from '../support/proves';

const DOCUMENT = readFileSync('docs/threat-model.md', 'utf8');

/** A document with every row; only the given rows have a proof. */
function documentWith(cells: Readonly<Record<string, string>>): string {
  return ROW_IDS.map((id) => `| ${id} | threat | what we do | | ${cells[id] ?? 'later'} |`).join(
    '\n',
  );
}

describe('docs/threat-model.md', () => {
  it('has every row, and each names its tests', () => {
    expect(readThreatModel(DOCUMENT).map(({ id }) => id)).toEqual(ROW_IDS);
  });

  it('names files that exist and prove the row', () => {
    for (const { id, evidence } of readThreatModel(DOCUMENT)) {
      for (const { file } of evidence) {
        expect(existsSync(file), file).toBe(true);
        const text = readFileSync(file, 'utf8');
        expect(text.includes('proves(') && text.includes(`'${id}'`), `${file}: ${id}`).toBe(true);
      }
    }
  });

  it('is what SECURITY.md leads to', () => {
    expect(readFileSync('SECURITY.md', 'utf8')).toContain('(docs/threat-model.md)');
  });
});

describe('what no extension can prevent', () => {
  proves('T20', 'SECURITY.md says what other extensions can read', (tried) => {
    expect(readFileSync('SECURITY.md', 'utf8')).toMatch(
      /\*\*Other extensions\*\*\s+with\s+`webRequest`[^.]*can read what is sent/,
    );
    tried();
  });
});

describe('readThreatModel', () => {
  it('reads paths, and which browser alone can have one', () => {
    const document = documentWith({
      T1: '`tests/e2e/a.test.ts`, `tests/b.test.ts`',
      F12: '`tests/e2e/c.test.ts` (Firefox only)',
    });

    const rows = readThreatModel(document);

    expect(rows[0]).toEqual({
      id: 'T1',
      evidence: [
        { file: 'tests/e2e/a.test.ts', where: ['chromium', 'firefox'] },
        { file: 'tests/b.test.ts', where: ['pure'] },
      ],
    });
    expect(rows.at(-1)).toEqual({
      id: 'F12',
      evidence: [{ file: 'tests/e2e/c.test.ts', where: ['firefox'] }],
    });
    expect(filesOf(rows)).toEqual([
      'tests/b.test.ts',
      'tests/e2e/a.test.ts',
      'tests/e2e/c.test.ts',
    ]);
  });

  it.each([
    ['a row too few', documentWith({}).replace(/.*\bT7\b.*\n/, ''), /T7: there is no such row/],
    ['a row too many', `${documentWith({})}\n| T99 | | | | later |`, /T99: unknown row/],
    ['a row twice', `${documentWith({})}\n| T1 | | | | later |`, /T1: is there twice/],
    ['a row without a proof', documentWith({ T3: 'surely' }), /T3: must name its tests/],
    [
      'a proof of what comes later',
      documentWith({ T3: 'later: `tests/a.test.ts`' }),
      /T3: must name/,
    ],
  ])('refuses %s', (_, document, problem) => {
    expect(() => readThreatModel(document)).toThrow(problem);
  });
});

describe('holdAgainst', () => {
  const FILE = 'tests/e2e/a.test.ts';
  const rows: readonly Row[] = [
    { id: 'T1', evidence: [{ file: FILE, where: ['chromium', 'firefox'] }] },
    { id: 'T99', evidence: [] },
  ];
  const proof = (changes: Partial<Proof> = {}): Proof => ({
    rows: ['T1'],
    file: FILE,
    where: 'chromium',
    passed: true,
    tried: 3,
    ...changes,
  });
  const both = [proof(), proof(), proof({ where: 'firefox', tried: 5 })];

  it('sums up what was tried, for each row and browser', () => {
    expect(holdAgainst(rows, both)).toEqual({
      lines: [
        { id: 'T1', where: 'chromium', tried: 6, failures: 0 },
        { id: 'T1', where: 'firefox', tried: 5, failures: 0 },
        { id: 'T99', where: 'later', tried: 0, failures: 0 },
      ],
      problems: [],
    });
  });

  it('counts a test that failed', () => {
    const { lines } = holdAgainst(rows, [...both, proof({ passed: false, tried: 1 })]);

    expect(lines[0]).toEqual({ id: 'T1', where: 'chromium', tried: 7, failures: 1 });
  });

  it.each([
    ['did not run in one browser', [proof()]],
    ['tried nothing', [proof(), proof({ where: 'firefox', tried: 0 })]],
    ['is another one than named', [proof(), proof({ where: 'firefox', file: 'tests/x.test.ts' })]],
  ])('fails a row whose test %s', (_, proofs) => {
    const { lines, problems } = holdAgainst(rows, proofs);

    expect(lines[1]).toMatchObject({ id: 'T1', where: 'firefox', failures: 1 });
    expect(problems[0]).toBe(`T1: ${FILE} has proven nothing of it (firefox)`);
  });

  it('names a proof that the document does not', () => {
    const { problems } = holdAgainst(rows, [...both, proof({ rows: ['T99'] })]);

    expect(problems).toEqual([`T99: ${FILE} proves it (chromium), and its row does not say so`]);
  });

  it('is printed one line each', () => {
    expect(tableOf(holdAgainst(rows, both).lines)).toEqual([
      'T1  chromium       6 tried    0 failed',
      'T1  firefox        5 tried    0 failed',
      'T99 later',
    ]);
  });
});
