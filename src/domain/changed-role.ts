/** A profile goes on in another role, as an extra or as one no more, where that widens nothing. Pure. */
import { withEnd } from './pick-end';
import { type SitePicks, sentBy, withIdentity, withoutProfile } from './picks';
import type { Profile, ProfileId } from './profile';
import type { Origin } from './site';

/**
 * @param held - The profiles of which another profile there held a header back, before the change.
 * @returns the picks, in which the profile is used on the origin if it was sent there before.
 */
export function withChangedRole(
  picks: SitePicks,
  origin: Origin,
  { id, isExtra }: Pick<Profile, 'id' | 'isExtra'>,
  held: ReadonlySet<ProfileId>,
): SitePicks {
  const before = picks[origin] ?? { extras: [] };
  const kept = withoutProfile(picks, id, (each) => each === origin);
  if (isExtra) {
    if (before.identity !== id) return kept;
    // Its headers go on, and so may those that were sent beside them. A header that it held back would be
    // free now: that extra goes off.
    const others = before.extras.filter((each) => each !== id && !held.has(each));
    const off = withIdentity(kept, origin, undefined);
    const alone = { ...off, [origin]: { extras: [...others, id], extrasAlone: true as const } };
    return withEnd(alone, origin, before.until);
  }
  const wentAlone = before.identity === undefined && sentBy(before).includes(id);
  // As the identity it would send a header that was held back.
  if (!wentAlone || held.has(id)) return kept;
  return withEnd(withIdentity(kept, origin, id), origin, before.until);
}
