/**
 * The profiles whose headers go to one site, and the headers that an extra may not send there. Pure.
 *
 * On one site each header name belongs to one profile: to the picked one, then to the first extra in the
 * list. A header that is not sent keeps its name too, so that no other profile steps in while a token is
 * on its way or at a path that a header leaves out.
 */
import type { HeaderSpec, HeaderSpecId, Profile, ProfileId } from './profile';
import { type Origin, placementsAt } from './site';

/** A `HeaderSummary` has these parts too. */
interface NamedHeader extends Pick<HeaderSpec, 'id' | 'paths' | 'isOff'> {
  /** Spelled as on the wire. */
  readonly headerNames: readonly string[];
}

type NamedProfile = Pick<Profile, 'id' | 'sites'> & { readonly headers: readonly NamedHeader[] };

/** A header of an extra that is not sent on a site, since another profile sets it there. */
export interface HeldBack {
  readonly extra: ProfileId;
  readonly headerId: HeaderSpecId;
  /** As the extra spells it. */
  readonly name: string;
  /** The profile that sets it. */
  readonly by: ProfileId;
}

/** @param sent - The profiles that are sent there, in their order. */
export function heldBackAt(origin: Origin, sent: readonly NamedProfile[]): readonly HeldBack[] {
  const owners = new Map<string, ProfileId>();
  return sent.flatMap((profile) => {
    const here = profile.headers.filter(
      ({ paths, isOff }) => !isOff && placementsAt(origin, profile.sites, paths).length > 0,
    );
    const held = here.flatMap((header): HeldBack[] => {
      // The headers of one moment go together or not at all.
      const name = header.headerNames.find((each) => owners.has(each.toLowerCase()));
      const by = name !== undefined && owners.get(name.toLowerCase());
      return name !== undefined && by ? [{ extra: profile.id, headerId: header.id, name, by }] : [];
    });
    for (const { id, headerNames } of here) {
      if (held.some(({ headerId }) => headerId === id)) continue;
      for (const name of headerNames) owners.set(name.toLowerCase(), profile.id);
    }
    return held;
  });
}

type ExtraProfile = Pick<Profile, 'id' | 'sites' | 'isExtra'>;

/** Whether a picked profile may be sent as that: the vault may be older than a change of the profile. */
export function mayBeSent(
  { id, sites, isExtra }: ExtraProfile,
  origin: Origin,
  identity: ProfileId | undefined,
): boolean {
  return (id === identity) !== (isExtra === true) && sites.some((site) => site.origin === origin);
}
