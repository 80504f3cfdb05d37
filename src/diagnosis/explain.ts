/**
 * Why a request carries a header or does not, before anything is sent: the first cause, from what is
 * nearest to the user to what is hidden deepest in the rules. Pure, and no credential in the answer.
 */
import type { AppState } from '../domain/app-state';
import type { Failure } from '../domain/errors';
import type { CarriedHeader, Explanation } from '../domain/explanation';
import { maskHeader } from '../domain/mask-header';
import type { HeaderSpec, HeaderSpecId, Profile } from '../domain/profile';
import { type Origin, originOfPage, type PathScope, placementsAt } from '../domain/site';
import type { Verdict } from '../domain/verdict';
import { urlOf } from '../rules/compile';
import { type AskedRequest, type HeaderByRule, match, type Unmet } from '../rules/match';
import { headersOf, placeOf, type RuleContent } from '../rules/rule';
import { compileUrlFilter } from '../rules/url-filter';

type KnownHeader = Pick<HeaderSpec, 'id' | 'paths'>;

/** What of a profile matters here; a `ProfileSummary` is one too. */
type KnownProfile = Pick<Profile, 'id' | 'sites' | 'callers'> & {
  readonly headers: readonly KnownHeader[];
};

/** What Keybearer knows at that moment. */
export interface Situation extends Pick<AppState, 'vault' | 'lockedBy' | 'paused' | 'picks'> {
  readonly profiles: readonly KnownProfile[];
  /**
   * Where the browser lets Keybearer work, among the origins that have to do with the request: its
   * own and its initiator's. Ports do not count.
   */
  readonly allowed: readonly Origin[];
  readonly failures: Readonly<Record<HeaderSpecId, Failure>>;
  /** In force; the same list for as long as they are, since it is sorted once. */
  readonly rules: readonly RuleContent[];
}

export function explain(request: AskedRequest, situation: Situation): Explanation {
  const { vault, lockedBy, paused, profiles, picks } = situation;
  const origin = originOfPage(request.url);
  if (vault === 'missing') return { cause: 'no-profile' };
  if (vault !== 'unlocked') {
    return { cause: lockedBy === 'browser-update' ? 'locked-by-browser-update' : 'locked' };
  }
  if (paused) return { cause: 'paused' };
  const here = profiles.filter(({ sites }) => sites.some((site) => site.origin === origin));
  if (!origin || here.length === 0) return noProfile(request.url, profiles);
  const picked = here.find(({ id }) => id === picks[origin]);
  // Or its headers are all for paths of its other sites.
  if (!picked || allPathsOf(origin, picked).length === 0) return { cause: 'off' };
  if (!isAllowed(origin, situation)) return { cause: 'not-allowed', origin };
  return explainByRules(request, origin, picked, situation);
}

function explainByRules(
  request: AskedRequest,
  origin: Origin,
  picked: KnownProfile,
  situation: Situation,
): Explanation {
  const matched = match(situation.rules, request);
  if ('sets' in matched) {
    return initiatorProblem(request, picked, situation) ?? { carries: carriedOf(matched.sets) };
  }
  const meant = picked.headers.filter((spec) =>
    pathsOf(origin, picked, spec).some((path) => covers(origin, path, request.url)),
  );
  const failures = meant.flatMap(({ id }) => situation.failures[id] ?? []);
  if (failures[0]) return { cause: 'not-issued', failure: failures[0] };
  if (matched.unmet !== 'path') return verdictOf(matched);
  // In no rule yet, and nothing has failed: it is about to be issued.
  if (meant.length > 0) return { cause: 'not-issued', failure: { code: 'token-pending' } };
  return { cause: 'path-not-covered', paths: allPathsOf(origin, picked) };
}

/** Without what only accompanies the credential. */
function carriedOf(sets: readonly HeaderByRule[]): CarriedHeader[] {
  const own = sets.filter(({ name, rule }) => headersOf(rule)[0]?.header === name);
  return own.map(({ name, value, rule }) => ({
    headerName: name,
    masked: maskHeader({ name, value }),
    place: placeOf(rule),
  }));
}

/** A profile of the same host tells what the user has overlooked. */
function noProfile(url: string, profiles: readonly KnownProfile[]): Verdict {
  const host = URL.parse(url)?.hostname;
  const sites = profiles.flatMap((profile) => profile.sites);
  const near = sites.find(({ origin }) => host && URL.parse(origin)?.hostname === host);
  return { cause: 'no-profile', ...(near && { near: near.origin }) };
}

function allPathsOf(origin: Origin, profile: KnownProfile): PathScope[] {
  return [...new Set(profile.headers.flatMap((spec) => pathsOf(origin, profile, spec)))];
}

function pathsOf(origin: Origin, { sites }: KnownProfile, { paths }: KnownHeader) {
  return placementsAt(origin, sites, paths);
}

function covers(origin: Origin, path: PathScope, url: string): boolean {
  return compileUrlFilter(urlOf({ origin, path }).urlFilter)(url);
}

/** The browser wants leave for the page that causes a request too, unless it leads elsewhere. */
function initiatorProblem(
  { type, initiator }: AskedRequest,
  { callers }: KnownProfile,
  situation: Situation,
): Verdict | undefined {
  if (type === 'main_frame' || type === 'sub_frame' || initiator === undefined) return undefined;
  if (isAllowed(initiator, situation)) return undefined;
  const caller = callers.find((each) => each === initiator);
  return caller
    ? { cause: 'not-allowed', origin: caller }
    : { cause: 'foreign-initiator', initiator };
}

function isAllowed(origin: string, { allowed }: Situation): boolean {
  const { protocol, hostname } = URL.parse(origin) ?? {};
  return allowed.some((each) => {
    const known = URL.parse(each);
    return known?.protocol === protocol && known?.hostname === hostname;
  });
}

function verdictOf(unmet: Exclude<Unmet, { unmet: 'path' }>): Verdict {
  switch (unmet.unmet) {
    case 'method':
      return { cause: 'method-not-covered', methods: unmet.methods };
    case 'navigation':
      return { cause: 'navigation-not-covered', strict: unmet.strict };
    case 'initiator': {
      const { origin } = unmet;
      return { cause: 'foreign-initiator', ...(origin !== undefined && { initiator: origin }) };
    }
    case 'asked-by-page':
      return { cause: 'preflight' };
    case 'not-left-alone':
      return { cause: 'left-alone' };
  }
}
