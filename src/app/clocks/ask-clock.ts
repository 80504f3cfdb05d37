/**
 * Asks a server for its time.
 *
 * The extension sends this request itself, and rules that set a header cover requests of pages
 * (`rules/compile.ts`), so it carries none. It does not show its sender (docs/platform.md,
 * "Permissions").
 */
import { serverNow } from '../../diagnosis/server-time';
import type { Origin } from '../../domain/site';
import type { BrowserPorts } from '../ports';

const ANSWER_WITHIN_MS = 10_000;

/** @returns the server's time minus ours, in milliseconds; undefined if the server does not answer. */
export async function askClock(
  origin: Origin,
  { fetch, now }: Pick<BrowserPorts, 'fetch' | 'now'>,
): Promise<number | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const { headers } = await fetch(`${origin}/`, { method: 'HEAD', signal });
    const time = serverNow([...headers]);
    return time === undefined ? undefined : time - now();
  } catch {
    return undefined;
  }
}
