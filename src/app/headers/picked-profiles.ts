/**
 * The profiles that are in force on each origin: the identity, then the extras in the order of the list.
 * A tab with a pick of its own sends that identity, beside the same extras, or nothing.
 */
import { type HeldBack, heldBackAt, mayBeSent } from '../../domain/extras';
import { type Picks, type SitePick, sentBy } from '../../domain/picks';
import type { PickedProfile, Profile, ProfileId } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import type { TabPick } from '../../domain/tab-picks';
import type { TabScope } from '../../domain/tab-scope';
import type { VaultContent } from '../../vault/content';
import { headerNamesOf } from './header-names';

type Picked = Pick<VaultContent, 'sitePicks' | 'profiles'>;

/** @returns each profile without the headers that it may not send there, ordered by the time of the pick. */
export function pickedProfiles(
  content: Picked,
  tabPicks: readonly TabPick[] = [],
): readonly PickedProfile[] {
  return [...sentProfiles(content, tabPicks), ...sentInTabs(content, tabPicks)].flatMap(
    ([origin, sent, tabs]) =>
      withoutHeldBack(origin, sent).map(
        (profile): PickedProfile => (tabs ? [origin, profile, tabs] : [origin, profile]),
      ),
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

type Sent = readonly [origin: Origin, sent: readonly Profile[], tabs?: TabScope];

function sentProfiles({ sitePicks, profiles }: Picked, tabPicks: readonly TabPick[] = []): Sent[] {
  const sentAt = senders(profiles);
  return Object.entries(sitePicks).map(([key, pick]) => {
    // Cast: the keys of picks are origins, and `entries` loses their type.
    const origin = key as Origin;
    const apart = tabPicks.filter((each) => each.origin === origin).map(({ tabId }) => tabId);
    const sent = sentAt(origin, pick);
    return apart.length > 0 ? [origin, sent, { not: apart }] : [origin, sent];
  });
}

/** Tabs with the same pick share its rules. */
function sentInTabs({ sitePicks, profiles }: Picked, tabPicks: readonly TabPick[]): Sent[] {
  const sentAt = senders(profiles);
  const tabsOf = new Map<string, { origin: Origin; identity: ProfileId; tabs: number[] }>();
  for (const { tabId, origin, profileId: identity } of tabPicks) {
    if (!identity) continue;
    const key = `${identity} ${origin}`;
    const { tabs } = tabsOf.get(key) ?? { tabs: [] };
    tabsOf.set(key, { origin, identity, tabs: [...tabs, tabId] });
  }
  return [...tabsOf.values()].map(({ origin, identity, tabs }) => {
    const extras = sitePicks[origin]?.extras ?? [];
    return [origin, sentAt(origin, { identity, extras }), { only: tabs }];
  });
}

/** @returns the profiles that a pick sends on an origin. */
function senders(profiles: Picked['profiles']) {
  const placed = new Map(profiles.map((profile, at) => [profile.id, { profile, at }]));
  return (origin: Origin, pick: SitePick | undefined): readonly Profile[] => {
    // A profile that stands there twice would hold its own headers back.
    const sent = [...new Set(sentBy(pick ?? { extras: [] }))]
      .flatMap((id) => placed.get(id) ?? [])
      .filter(({ profile }) => mayBeSent(profile, origin, pick?.identity))
      .sort((a, b) => Number(isExtra(a)) - Number(isExtra(b)) || a.at - b.at)
      .map(({ profile }) => profile);
    // Extras go without the identity only if the user says so.
    const hasIdentity = pick?.identity === undefined || sent[0]?.id === pick.identity;
    return hasIdentity ? sent : [];
  };
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
