/**
 * A table of a document that a test makes, between two comments: `<!-- table of the tests: begin -->` and
 * `<!-- table of the tests: end -->`. `vitest -u` writes it anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

const [BEGIN, END] = ['<!-- table of the tests: begin -->', '<!-- table of the tests: end -->'];

/** @param table - Lines of Markdown. */
export function expectTableIn(document: string, table: string): void {
  const [before = '', rest = ''] = readFileSync(document, 'utf8').split(BEGIN);
  const [, after = ''] = rest.split(END);
  const expected = `${before}${BEGIN}\n${table}\n${END}${after}`;
  // Cast: vitest's own state, which knows whether `-u` was given.
  const { snapshotState } = expect.getState() as unknown as {
    readonly snapshotState: { readonly _updateSnapshot: string };
  };
  if (snapshotState._updateSnapshot === 'all') writeFileSync(document, expected);

  expect(readFileSync(document, 'utf8'), 'vitest -u writes it anew').toBe(expected);
}
