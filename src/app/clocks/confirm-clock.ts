/** The user has seen a server's time and our own, and says that the server is right. */

import { isSameOffset } from '../../domain/server-clock';
import type { Origin } from '../../domain/site';
import { syncRules } from '../headers/sync-rules';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';

/**
 * @param offsetMs - As it was shown: what the server says since is not confirmed by it.
 * @throws AppError as `syncRules` does.
 */
export async function confirmClock(
  ports: Ports,
  { origin, offsetMs }: { readonly origin: string; readonly offsetMs: number },
): Promise<OpenVault> {
  const { clocks } = await ports.session.read();
  // Cast: looked up among origins, whatever it is.
  const clock = Object.hasOwn(clocks, origin) && clocks[origin as Origin];
  if (clock) {
    const confirmed = { offsetMs, at: ports.now() };
    // What the server has not borne out yet it is asked again with the next refusal: somebody waits.
    const askedAt = isSameOffset(offsetMs, clock.offsetMs) ? clock.askedAt : 0;
    await ports.session.write({
      clocks: { ...clocks, [origin]: { ...clock, confirmed, askedAt } },
    });
  }
  return syncRules(ports);
}
