/** Compiles the rules that should be in force, up to the browser's limit. */
import type { Failure } from '../../domain/errors';
import type { IssueKey } from '../../domain/header';
import type { PickedProfile, Profile } from '../../domain/profile';
import { type Origin, placementsAt } from '../../domain/site';
import { compileRules } from '../../rules/compile';
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
  for (const [profile, origins] of originsByProfile(picked)) {
    const endpoints = profile.headers.flatMap(endpointsOf);
    const placements = origins.flatMap((origin) => placementsOn(origin, profile, issued));
    const own = [
      ...compileRules(placements, browser, {
        endpoints,
        pages: [...profile.headers.flatMap(pagesOf), ...signInPages],
      }),
      ...ownRequestRules(endpoints, browser),
    ];
    if (rules.length + own.length <= RULES_AT_MOST) {
      rules.push(...own);
      for (const endpoint of endpoints) others.delete(endpoint);
    } else {
      const left = issuancesOf(origins.map((origin) => [origin, profile]));
      for (const { key } of left) crowdedOut[key] = { code: 'rules-too-many' };
    }
  }
  // These take the room that the picked profiles leave.
  const room = RULES_AT_MOST - rules.length;
  return { rules: [...rules, ...ownRequestRules([...others], browser).slice(0, room)], crowdedOut };
}

function originsByProfile(picked: readonly PickedProfile[]): Map<Profile, Origin[]> {
  const byProfile = new Map<Profile, Origin[]>();
  for (const [origin, profile] of picked) {
    const origins = byProfile.get(profile) ?? [];
    // Moved to the end: a profile is as recent as its last pick.
    byProfile.delete(profile);
    byProfile.set(profile, [...origins, origin]);
  }
  return byProfile;
}

/** In the list order of the profile's headers, then of its sites. */
function placementsOn(
  origin: Origin,
  profile: Profile,
  issued: IssueResult['issued'],
): Placement[] {
  return profile.headers.flatMap((spec) => {
    const headers = issued[issuanceOf(spec, origin).key]?.headers;
    if (!headers) return [];
    const { methods } = spec;
    return placementsAt(origin, profile.sites, spec.paths).map((path) => {
      return { origin, path, headers, methods, access: profile };
    });
  });
}
