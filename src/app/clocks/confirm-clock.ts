/** Stores that the user has seen a server's time and ours, and confirms that the server is right. */

import { isSameOffset } from '../../domain/server-clock';
import type { Origin } from '../../domain/site';
import { syncRules } from '../headers/sync-rules';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';

/**
 * @param offsetMs - The difference that the user saw. A later one is not confirmed.
 * @throws AppError as `syncRules` does.
 */
export async function confirmClock(
  ports: Ports,
  { origin, offsetMs }: { readonly origin: string; readonly offsetMs: number },
): Promise<OpenVault> {
  const { clocks } = await ports.session.read();
  // Cast: the text only looks up a key, and the line below checks that the key is there.
  const clock = Object.hasOwn(clocks, origin) && clocks[origin as Origin];
  if (clock) {
    const confirmed = { offsetMs, at: ports.now() };
    // If the server's time has changed since, the next refusal may ask at once: the user is waiting.
    const askedAt = isSameOffset(offsetMs, clock.offsetMs) ? clock.askedAt : 0;
    await ports.session.write({
      clocks: { ...clocks, [origin]: { ...clock, confirmed, askedAt } },
    });
  }
  return syncRules(ports);
}
