/** The counts of a run of a vitest project, and the counts after a second try. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  afterRetry,
  failedFiles,
  notRunIn,
  projectRun,
  tallyOf,
} from '../../scripts/project-run.mjs';
import type { FileResult, Report } from '../../scripts/run-reporter.mjs';
import { holdAgainst } from '../../scripts/threat-model.mjs';
import { inTemporaryFolder, plant, ROOT, runTool } from '../support/tool';

const tally = (passed: number, failed: number, skipped = 0) => ({ passed, failed, skipped });

function fileOf(file: string, passed: number, failed: number, skipped = 0): FileResult {
  return {
    file: `tests/e2e/${file}.test.ts`,
    where: 'chromium',
    passed,
    failed,
    skipped,
    notRun: [],
    reason: failed > 0 ? 'a tab did not open' : '',
    proofs: [
      {
        rows: ['T1'],
        file: `tests/e2e/${file}.test.ts`,
        where: 'chromium',
        passed: failed === 0,
        tried: 7,
      },
    ],
  };
}

const reportOf = (...files: readonly FileResult[]): Report => ({ files, unhandled: 0 });

describe('a run', () => {
  it.each([
    ['a good run', reportOf(fileOf('a', 2, 0), fileOf('b', 3, 0)), true, tally(5, 0)],
    ['failed tests', reportOf(fileOf('a', 5, 2, 1)), false, tally(5, 2, 1)],
    ['a file that could not be loaded', reportOf(fileOf('a', 0, 1)), false, tally(0, 1)],
    ['an error of no file', { files: [fileOf('a', 5, 0)], unhandled: 1 }, false, tally(5, 1)],
    [
      'an error beside failed tests',
      { files: [fileOf('a', 5, 2)], unhandled: 1 },
      false,
      tally(5, 3),
    ],
    ['a run that ended badly', reportOf(fileOf('a', 5, 0)), false, tally(5, 1)],
    ['a run without a test', reportOf(), true, tally(0, 1)],
    ['a run of skipped tests', reportOf(fileOf('a', 0, 0, 4)), true, tally(0, 1, 4)],
    ['a run that has not reported', undefined, true, tally(0, 1)],
  ])('counts %s', (_, report, exitedWell, expected) => {
    expect(tallyOf(projectRun(report, exitedWell))).toEqual(expected);
  });
});

describe('a second try', () => {
  const first = projectRun(reportOf(fileOf('good', 4, 0), fileOf('odd', 2, 1)), false);

  it('is for the files that failed', () => {
    expect(failedFiles(first)).toEqual(['tests/e2e/odd.test.ts']);
  });

  it('counts, and proves, in place of the first if the file passes', () => {
    const { run, retried } = afterRetry(first, projectRun(reportOf(fileOf('odd', 3, 0)), true));

    expect(tallyOf(run)).toEqual(tally(7, 0));
    expect(retried).toEqual(['retried: tests/e2e/odd.test.ts, in chromium: a tab did not open']);
    const proofs = run.files.flatMap((each) => each.proofs);
    const evidence = ['good', 'odd'].map((name) => ({
      file: `tests/e2e/${name}.test.ts`,
      where: ['chromium'] as const,
    }));
    expect(holdAgainst([{ id: 'T1', evidence }], proofs)).toEqual({
      lines: [{ id: 'T1', where: 'chromium', tried: 14, failures: 0 }],
      problems: [],
    });
  });

  it.each([
    ['fails again', reportOf(fileOf('odd', 2, 1)), false, tally(6, 1)],
    ['skips every test', reportOf(fileOf('odd', 0, 0, 3)), true, tally(6, 2)],
    ['does not report', undefined, false, tally(6, 2)],
    ['was not run', reportOf(), true, tally(6, 2)],
  ])('leaves the failure of a file that %s', (_, report, exitedWell, expected) => {
    const { run, retried } = afterRetry(first, projectRun(report, exitedWell));

    expect(tallyOf(run)).toEqual(expected);
    expect(retried).toEqual([]);
  });

  it.each([
    ['the first', 1, 0],
    ['the second', 0, 1],
  ])('excuses no error that belongs to no file, in %s', (_, before, after) => {
    const { run } = afterRetry(
      projectRun({ files: [fileOf('odd', 2, 1)], unhandled: before }, false),
      projectRun({ files: [fileOf('odd', 3, 0)], unhandled: after }, after === 0),
    );

    expect(tallyOf(run)).toEqual(tally(3, 1));
  });
});

describe('the reporter', () => {
  it('tells each kind of file', () =>
    inTemporaryFolder((folder) => {
      plant(folder, {
        'good.test.mjs': "it('holds', () => {}); it.skip('later', () => {});",
        'bad.test.mjs':
          "it('holds', () => {}); it('breaks', () => { throw new Error('one\\ntwo'); });",
        'server.test.mjs': `
          import { describeServer } from '${ROOT}/tests/lab/debian/describe-server.mjs';
          import { afterAll, beforeAll } from 'vitest';
          it('holds', () => {});
          describeServer('nginx', 'a server', () => {
            beforeAll(() => { throw new Error('is run'); });
            describe('of tests', () => it('answers', () => { throw new Error('is run'); }));
          }, () => undefined);`,
        'hook.test.mjs':
          "describe('a', () => { beforeAll(() => { throw new Error('no world'); }); it('b', () => {}); });",
        'unloadable.test.mjs': "throw new Error('no module');",
        'stray.test.mjs':
          "it('ends', async () => { setTimeout(() => { throw new Error('late'); }); await new Promise((done) => setTimeout(done, 50)); });",
      });
      const path = join(folder, 'report.json');
      vi.stubEnv('KEYBEARER_REPORT', path);
      runTool(
        'vitest/vitest.mjs',
        [
          'run',
          `--root=${folder}`,
          '--globals',
          '--no-isolate',
          '--maxWorkers=1',
          `--reporter=${join(ROOT, 'scripts/run-reporter.mjs')}`,
        ],
        ROOT,
      );
      vi.unstubAllEnvs();

      const { files, unhandled }: Report = JSON.parse(readFileSync(path, 'utf8'));
      const told = files.map(({ file, where, passed, failed, skipped, reason }) => [
        file,
        where,
        tally(passed, failed, skipped),
        reason,
      ]);
      expect(told.sort()).toEqual([
        ['bad.test.mjs', 'pure', tally(1, 1), 'breaks: one'],
        ['good.test.mjs', 'pure', tally(1, 0, 1), ''],
        ['hook.test.mjs', 'pure', tally(0, 1, 1), 'no world'],
        ['server.test.mjs', 'pure', tally(1, 0, 1), ''],
        ['stray.test.mjs', 'pure', tally(1, 0), ''],
        ['unloadable.test.mjs', 'pure', tally(0, 1), 'no module'],
      ]);
      expect(unhandled).toBe(1);
      expect(notRunIn(projectRun({ files, unhandled }, false))).toEqual([
        expect.stringMatching(
          /^not run: server\.test\.mjs, in pure: a server > of tests > answers: nginx is not here/,
        ),
      ]);
    }));
});
