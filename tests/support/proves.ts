/**
 * Tests that prove a row of docs/threat-model.md: they count their cases, so that the table of
 * results can show it, and a test without a case fails.
 */
import { expect, it } from 'vitest';

/** `T1` to `T28` are threats, `F1` to `F12` faults. */
export type Row = `T${number}` | `F${number}`;

/** One test's cases for a row; vitest hands it to the reporter as the test's `meta`. */
export interface Proof {
  readonly rows: readonly Row[];
  readonly tried: number;
}

declare module 'vitest' {
  interface TaskMeta {
    proof?: Proof;
  }
}

/** Whether the long loops run in full: `npm run test:trust -- --full`. */
export const isFull = process.env.KEYBEARER_TRUST === 'full';

/** The number of rounds: few in `npm test`, all of them in `--full`. */
export function rounds({ short, full }: { readonly short: number; readonly full: number }): number {
  return isFull ? full : short;
}

type Prove = (tried: (cases?: number) => void) => unknown;

/**
 * @param prove - Calls `tried` for each case, or once with their number.
 * @param timeout - Milliseconds; default: the project's.
 */
export function proves(row: Row | readonly Row[], claim: string, prove: Prove, timeout?: number) {
  const rows = typeof row === 'string' ? [row] : row;
  // Noted at once, so that a skipped test is missed: a failed `beforeAll` skips its tests.
  const meta = { proof: { rows, tried: 0 } };
  const options = { meta, ...(timeout !== undefined && { timeout }) };
  it(`${rows.join(' and ')}: ${claim}`, options, async ({ task }) => {
    let tried = 0;
    try {
      await prove((cases = 1) => {
        tried += cases;
      });
      expect(tried, 'cases tried').toBeGreaterThan(0);
    } finally {
      task.meta.proof = { rows, tried };
    }
  });
}
