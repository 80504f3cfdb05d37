/** The profiles that are in force on each origin: the identity, then the extras in the order of the list. */
import { type HeldBack, heldBackAt, mayBeSent } from '../../domain/extras';
import { type Picks, sentBy } from '../../domain/picks';
import type { PickedProfile, Profile } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import type { VaultContent } from '../../vault/content';
import { headerNamesOf } from './header-names';

type Picked = Pick<VaultContent, 'sitePicks' | 'profiles'>;

/** @returns each profile without the headers that it may not send there, ordered by the time of the pick. */
export function pickedProfiles(content: Picked): readonly PickedProfile[] {
  return sentProfiles(content).flatMap(([origin, sent]) =>
    withoutHeldBack(origin, sent).map((profile) => [origin, profile] as const),
  );
}

/** @returns the profile that is sent first on each origin: the identity, or the first of extras alone. */
export function leadsOf(content: Picked): Picks {
  const leads = sentProfiles(content).flatMap(([origin, [lead]]) =>
    lead ? [[origin, lead.id] as const] : [],
  );
  return Object.fromEntries(leads);
}

/** @returns the headers of the extras on an origin that another profile sets there. */
export function heldBackOn(content: Picked, origin: Origin): readonly HeldBack[] {
  const [, sent = []] = sentProfiles(content).find(([each]) => each === origin) ?? [];
  return heldBackOf(origin, sent);
}

function sentProfiles({ sitePicks, profiles }: Picked) {
  const placed = new Map(profiles.map((profile, at) => [profile.id, { profile, at }]));
  return Object.entries(sitePicks).map(([key, pick]) => {
    // Cast: the keys of picks are origins, and `entries` loses their type.
    const origin = key as Origin;
    // A profile that stands there twice would hold its own headers back.
    const sent = [...new Set(sentBy(pick ?? { extras: [] }))]
      .flatMap((id) => placed.get(id) ?? [])
      .filter(({ profile }) => mayBeSent(profile, origin, pick?.identity))
      .sort((a, b) => Number(isExtra(a)) - Number(isExtra(b)) || a.at - b.at)
      .map(({ profile }) => profile);
    // Extras go without the identity only if the user says so.
    const hasIdentity = pick?.identity === undefined || sent[0]?.id === pick.identity;
    return [origin, hasIdentity ? sent : []] as const;
  });
}

function isExtra({ profile }: { readonly profile: Profile }): boolean {
  return profile.isExtra === true;
}

function withoutHeldBack(origin: Origin, sent: readonly Profile[]): readonly Profile[] {
  const held = new Set(heldBackOf(origin, sent).map(({ headerId }) => headerId));
  return sent.map((profile) =>
    profile.headers.some(({ id }) => held.has(id))
      ? { ...profile, headers: profile.headers.filter(({ id }) => !held.has(id)) }
      : profile,
  );
}

function heldBackOf(origin: Origin, sent: readonly Profile[]): readonly HeldBack[] {
  // Most sites have no extra, and their credentials need not be read.
  if (sent.length < 2) return [];
  const named = sent.map((profile) => ({
    ...profile,
    headers: profile.headers.map((spec) => ({ ...spec, headerNames: headerNamesOf(spec) })),
  }));
  return heldBackAt(origin, named);
}
