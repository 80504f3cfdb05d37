/**
 * Asks a server what time it is for it.
 *
 * No header of ours goes with it: the rules for opened addresses, forms and frames are about those
 * alone, and all others about requests that the site's pages and callers cause. This one is caused by
 * the extension (`rules/compile.ts`). Nor does it say who asks (docs/platform.md, "Permissions").
 */
import { serverNow } from '../../diagnosis/server-time';
import type { Origin } from '../../domain/site';
import type { BrowserPorts } from '../ports';

const PATIENCE_MS = 10_000;

/** @returns its time less ours, milliseconds; nothing where it does not say. */
export async function askClock(
  origin: Origin,
  { fetch, now }: Pick<BrowserPorts, 'fetch' | 'now'>,
): Promise<number | undefined> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const { headers } = await fetch(`${origin}/`, { method: 'HEAD', signal });
    const time = serverNow([...headers]);
    return time === undefined ? undefined : time - now();
  } catch {
    return undefined;
  }
}
