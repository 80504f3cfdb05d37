/**
 * Asks a server for its time.
 *
 * The extension sends this request itself, and rules that set a header cover requests of pages
 * (`rules/compile.ts`), so it carries none. It does not show its sender (docs/platform.md,
 * "Permissions").
 */
import { serverNow } from '../../diagnosis/server-time';
import { readAnswer } from '../../domain/read-answer';
import type { Origin } from '../../domain/site';
import type { BrowserPorts } from '../ports';

/** Its time is in the head of the answer. */
const BOUNDS = { bytesAtMost: 0, withinMs: 10_000, isWanted: () => false };

/** @returns the server's time minus ours, in milliseconds; undefined if the server does not answer. */
export async function askClock(
  origin: Origin,
  { fetch, now }: Pick<BrowserPorts, 'fetch' | 'now'>,
): Promise<number | undefined> {
  try {
    const { response } = await readAnswer(
      (signal) => fetch(`${origin}/`, { method: 'HEAD', signal }),
      BOUNDS,
    );
    const time = serverNow([...response.headers]);
    return time === undefined ? undefined : time - now();
  } catch {
    return undefined;
  }
}
