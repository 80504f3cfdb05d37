/** The places of tests: the rule holds, and each exception is noticed. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { misplaced, OTHER_FOLDERS } from '../../scripts/test-layout.mjs';

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path));
const sources = filesIn('src');
const tests = filesIn('tests').filter((path) => /\.test\.tsx?$/.test(path));

describe('the tests', () => {
  it('are found', () => {
    expect(tests.length).toBeGreaterThan(100);
  });

  it('stand where their modules do', () => {
    const problems = tests.map((path) => misplaced(path, readFileSync(path, 'utf8'), sources));

    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  it('have no folder beside those of src and those that mirror nothing', () => {
    const folders = [...readdirSync('src'), ...Object.keys(OTHER_FOLDERS)];

    expect(folders).toEqual(expect.arrayContaining(readdirSync('tests')));
  });
});

describe('misplaced', () => {
  const there = ['src/app/vault/commit.ts', 'src/app/turns.ts', 'src/popup/views/why.tsx'];
  const performer = "import { compose } from '../../src/background/compose';";

  it.each([
    ['tests/app/turns.test.ts', ''],
    ['tests/app/vault/commit.test.ts', ''],
    ['tests/popup/views/why.test.tsx', ''],
    // A test of one aspect of the folder.
    ['tests/app/vault/two-copies.test.ts', ''],
    ['tests/journeys/faults.test.ts', performer],
    ['tests/e2e/disk.test.ts', ''],
  ])('lets %s stand', (path, text) => {
    expect(misplaced(path, text, there)).toBeUndefined();
  });

  it.each([
    ['tests/app/commit.test.ts', '', /its module is src\/app\/vault\/commit\.ts/],
    ['tests/popup/why.test.tsx', '', /its module is src\/popup\/views\/why\.tsx/],
    ['tests/app/deep/x.test.ts', '', /there is no src\/app\/deep/],
    ['tests/odd/x.test.ts', '', /there is no src\/odd/],
    ['tests/x.test.ts', '', /tests\/journeys/],
    ['tests/app/faults.test.ts', performer, /drives the background/],
  ])('refuses %s', (path, text, reason) => {
    expect(misplaced(path, text, there)).toMatch(reason);
  });
});
