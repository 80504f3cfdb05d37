/**
 * The profiles whose headers go to one site, and the headers that an extra may not send there. Pure.
 *
 * On one site each header name belongs to one profile: to the picked one, then to the first extra in the
 * list. A header that is not sent keeps its name too, so that no other profile steps in while a token is
 * on its way or at a path that a header leaves out.
 */
import type { Extras, Picks } from './picks';
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
    const here = profile.headers.filter((header) => goesTo(origin, profile, header));
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

/**
 * @param sent - The profiles that are sent there, in their order.
 * @returns the headers that go there: switched on, for a path of this site, and not held back.
 */
export function headersSetAt<P extends NamedProfile>(
  origin: Origin,
  sent: readonly P[],
): readonly { readonly profile: P; readonly header: P['headers'][number] }[] {
  const held = new Set(heldBackAt(origin, sent).map(({ headerId }) => headerId));
  return sent.flatMap((profile) => {
    const set = profile.headers.filter(
      (header) => !held.has(header.id) && goesTo(origin, profile, header),
    );
    return set.map((header) => ({ profile, header }));
  });
}

function goesTo(origin: Origin, { sites }: NamedProfile, { paths, isOff }: NamedHeader): boolean {
  return !isOff && placementsAt(origin, sites, paths).length > 0;
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

/** The part of an open state that says which profiles are sent. */
interface SentFacts<P extends ExtraProfile> {
  readonly profiles: readonly P[];
  readonly picks: Picks;
  readonly extras: Extras;
}

/** @returns the profiles that are sent on an origin: the picked one, then the extras in list order. */
export function sentAt<P extends ExtraProfile>(
  { profiles, picks, extras }: SentFacts<P>,
  origin: Origin,
): readonly P[] {
  const lead = profiles.find(({ id }) => id === picks[origin]);
  if (!lead) return [];
  const on = extras[origin] ?? [];
  const others = profiles.filter(
    (each) => each !== lead && on.includes(each.id) && mayBeSent(each, origin, lead.id),
  );
  return [lead, ...others];
}

/** Whether a profile is in use on an origin, as the picked one or as an extra. */
export function isSentAt(
  { picks, extras }: Pick<SentFacts<ExtraProfile>, 'picks' | 'extras'>,
  { id }: Pick<Profile, 'id'>,
  origin: Origin,
): boolean {
  const lead = picks[origin];
  return lead !== undefined && (lead === id || extras[origin]?.includes(id) === true);
}
