/** Each deliberate breakage still fits the file it is for, and its tests are there. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MUTANTS } from '../mutants/mutants.mjs';

describe('a mutant', () => {
  it.each(MUTANTS)('breaks one place: $says', ({ file, find, tests }) => {
    expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2);
    expect(tests.filter((test) => !existsSync(test))).toEqual([]);
  });
});
