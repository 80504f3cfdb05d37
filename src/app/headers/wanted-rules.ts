/** Compiles the rules that should be in force, up to the browser's limit. */
import type { Failure } from '../../domain/errors';
import type { IssueKey } from '../../domain/header';
import type { PickedProfile, ProfileId } from '../../domain/profile';
import { type Origin, placementsAt } from '../../domain/site';
import { allowRules, compileRules, type LeftAlone } from '../../rules/compile';
import { ownRequestRules } from '../../rules/own-requests';
import type { Placement } from '../../rules/placement';
import { type BrowserTraits, RULES_AT_MOST, type RuleContent } from '../../rules/rule';
import { endpointsOf, pagesOf } from '../tokens/asked-addresses';
import { issuanceOf, issuancesOf } from './issuance';
import type { IssueResult } from './issue-due';

interface WantedRules {
  readonly rules: readonly RuleContent[];
  /** The failures of profiles whose rules exceed the limit. */
  readonly crowdedOut: Readonly<Record<IssueKey, Failure>>;
}

/**
 * A profile whose rules exceed the limit is dropped on all its sites, so that its failure is true on
 * each of them.
 *
 * @param picked - Ordered by pick time; when rules run out, the latest pick is dropped.
 * @param signInPages - Servers where the user is signing in now: no header of ours goes there.
 * @param signInEndpoints - The endpoints for sign-in and sign-out of all profiles.
 */
export function wantedRules(
  picked: readonly PickedProfile[],
  issued: IssueResult['issued'],
  browser: BrowserTraits,
  signInPages: readonly string[] = [],
  signInEndpoints: readonly string[] = [],
): WantedRules {
  const rules: RuleContent[] = [];
  const crowdedOut: Record<IssueKey, Failure> = {};
  const others = new Set(signInEndpoints);
  const shared = sharedOrigins(picked);
  const onShared: Placed[] = [];
  let room = RULES_AT_MOST;
  for (const all of byProfile(picked)) {
    const headers = all.flatMap(([, profile]) => profile.headers);
    const endpoints = [...new Set(headers.flatMap(endpointsOf))];
    const pages = [...new Set(headers.flatMap(pagesOf)), ...signInPages];
    const leftAlone = { endpoints, pages };
    const placements = all.flatMap((each) => placementsOn(each, issued));
    const beside = placements.filter(({ origin }) => shared.has(origin));
    const alone =
      beside.length > 0 ? placements.filter((each) => !beside.includes(each)) : placements;
    const own = [
      ...compileRules(alone, browser, leftAlone),
      ...ownRequestRules(endpoints, browser),
    ];
    const together = all.map(([origin]) => origin).filter((origin) => shared.has(origin));
    const size =
      own.length +
      compileRules(beside, browser).length +
      allowRules(leftAlone, (origin) => (together.includes(origin) ? 1 : undefined)).length;
    if (size <= room) {
      room -= size;
      rules.push(...own);
      onShared.push({ origins: together, placements: beside, leftAlone });
      for (const endpoint of endpoints) others.delete(endpoint);
    } else {
      for (const { key } of issuancesOf(all)) crowdedOut[key] = { code: 'rules-too-many' };
    }
  }
  for (const origin of shared) rules.push(...rulesTogether(origin, onShared, browser));
  // These take the room that the picked profiles leave.
  return { rules: [...rules, ...ownRequestRules([...others], browser).slice(0, room)], crowdedOut };
}

/** The origins where more than one profile is sent. */
function sharedOrigins(picked: readonly PickedProfile[]): ReadonlySet<Origin> {
  const seen = new Set<Origin>();
  const shared = new Set<Origin>();
  for (const [origin] of picked) (seen.has(origin) ? shared : seen).add(origin);
  return shared;
}

/** What one profile has on the origins where others are sent too. */
interface Placed {
  /** Also those where it sets no header yet: its token may be on its way. */
  readonly origins: readonly Origin[];
  readonly placements: readonly Placement[];
  readonly leftAlone: LeftAlone;
}

/**
 * Compiled together, so that the addresses that one of them leaves alone are above the rules of all,
 * also while that one has no header. An origin has an `allow` rule only once some header is set there.
 */
function rulesTogether(
  origin: Origin,
  all: readonly Placed[],
  browser: BrowserTraits,
): readonly RuleContent[] {
  const here = all.filter(({ origins }) => origins.includes(origin));
  return compileRules(
    here.flatMap(({ placements }) => placements.filter((each) => each.origin === origin)),
    browser,
    {
      endpoints: here.flatMap(({ leftAlone }) => leftAlone.endpoints),
      pages: here.flatMap(({ leftAlone }) => leftAlone.pages),
    },
  );
}

/**
 * The picks of each profile, with the profile that was picked last at the end. Extras come after all
 * identities: a new tick on an old pick must not take the room of a later pick.
 */
function byProfile(picked: readonly PickedProfile[]): readonly (readonly PickedProfile[])[] {
  const all = new Map<ProfileId, PickedProfile[]>();
  for (const each of picked) {
    const [, { id }] = each;
    const own = all.get(id) ?? [];
    // Moved to the end: a profile is as recent as its last pick.
    all.delete(id);
    all.set(id, [...own, each]);
  }
  const order = ([first]: readonly PickedProfile[]) => Number(first?.[1].isExtra === true);
  return [...all.values()].sort((a, b) => order(a) - order(b));
}

/** In the list order of the profile's headers, then of its sites. */
function placementsOn(
  [origin, profile, tabs]: PickedProfile,
  issued: IssueResult['issued'],
): Placement[] {
  // Two tabs would read each other's answers.
  const access = tabs ? { ...profile, allowCache: false } : profile;
  return profile.headers.flatMap((spec) => {
    const headers = issued[issuanceOf(spec, origin).key]?.headers;
    if (!headers) return [];
    const { methods } = spec;
    // An armed profile comes here without its mark: see `domain/arming.ts`.
    const reads = profile.production && { reads: profile.production };
    return placementsAt(origin, profile.sites, spec.paths).map((path) => {
      return { origin, path, headers, methods, access, ...reads, ...(tabs && { tabs }) };
    });
  });
}
