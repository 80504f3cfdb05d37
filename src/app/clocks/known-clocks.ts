/** What pages are told of the servers' clocks. */
import type { ToldClock } from '../../domain/app-state';
import { identityAt } from '../../domain/picks';
import { isTrusted, type ServerClocks } from '../../domain/server-clock';
import type { Origin } from '../../domain/site';
import type { VaultContent } from '../../vault/content';
import { issuanceOf } from '../headers/issuance';

/** Those that are not ours, where somebody is picked for whom it matters. */
export function toldClocks(
  clocks: ServerClocks,
  { profiles, sitePicks }: VaultContent,
  now: number,
): ToldClock[] {
  // Cast: the keys are origins; `keys` forgets it.
  return (Object.keys(clocks) as Origin[]).flatMap((origin) => {
    const clock = clocks[origin];
    if (!clock || clock.offsetMs === 0) return [];
    const picked = profiles.find(({ id }) => id === identityAt(sitePicks, origin));
    if (!picked?.headers.some((spec) => issuanceOf(spec, origin).origin)) return [];
    const state = isTrusted(clock, now) ? 'corrected' : 'unconfirmed';
    return [{ origin, offsetMs: clock.offsetMs, state }];
  });
}
