/** Each unit test file belongs to exactly one of the vitest projects `unit` and `slow`. */
import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, runTool } from '../support/tool';
import { SLOW } from './slow.mjs';

const FILES = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .map((name) => `tests/${name.replaceAll('\\', '/')}`)
  .filter((path) => /\.test\.(tsx?|mjs)$/.test(path) && !path.startsWith('tests/e2e/'))
  .sort();

interface Listed {
  readonly file: string;
  readonly projectName: string;
}

it('each unit test file is in exactly one of the two projects', () => {
  // Vitest itself reads its configuration here.
  const { stdout } = runTool('vitest/vitest.mjs', ['list', '--filesOnly', '--json'], ROOT);
  const listed: readonly Listed[] = JSON.parse(stdout);
  const filesOf = (...projects: readonly string[]) =>
    listed
      .filter(({ projectName }) => projects.includes(projectName))
      .map(({ file }) => relative(ROOT, file).replaceAll('\\', '/'))
      .sort();

  const slow = filesOf('slow');
  const gone = SLOW.filter((pattern) => !pattern.includes('*') && !slow.includes(pattern));

  expect(gone).toEqual([]);
  expect(slow.filter((file) => filesOf('unit').includes(file))).toEqual([]);
  expect(filesOf('unit', 'slow')).toEqual(FILES);
});
