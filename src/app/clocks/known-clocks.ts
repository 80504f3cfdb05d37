/** Lists the clocks that pages show: clocks that differ from ours, with a time-signing header picked. */
import type { KnownClock } from '../../domain/app-state';
import { sentBy } from '../../domain/picks';
import { isTrusted, type ServerClocks } from '../../domain/server-clock';
import type { Origin } from '../../domain/site';
import type { TabPick } from '../../domain/tab-picks';
import type { VaultContent } from '../../vault/content';
import { issuanceOf } from '../headers/issuance';

export function knownClocks(
  clocks: ServerClocks,
  {
    profiles,
    sitePicks,
    tabPicks,
  }: Pick<VaultContent, 'profiles' | 'sitePicks'> & { readonly tabPicks: readonly TabPick[] },
  now: number,
): KnownClock[] {
  // Cast: the keys are origins, and `keys` loses their type.
  return (Object.keys(clocks) as Origin[]).flatMap((origin) => {
    const clock = clocks[origin];
    if (!clock || clock.offsetMs === 0) return [];
    const ids = [
      ...sentBy(sitePicks[origin] ?? { extras: [] }),
      ...tabPicks.filter((each) => each.origin === origin).map(({ profileId }) => profileId),
    ];
    const headers = profiles.flatMap((each) => (ids.includes(each.id) ? each.headers : []));
    if (!headers.some((spec) => issuanceOf(spec, origin).origin)) return [];
    const state = isTrusted(clock, now) ? 'corrected' : 'unconfirmed';
    return [{ origin, offsetMs: clock.offsetMs, state }];
  });
}
