/**
 * Explains without a request which headers an address would carry, or the first cause why none: the
 * vault, then the site's status, then the rules. Pure. The explanation holds no credential.
 */

import type { LockedState, OpenState, VaultStatus } from '../domain/app-state';
import { isReadsOnly } from '../domain/arming';
import type { Failure } from '../domain/errors';
import type { Carried, Explanation } from '../domain/explanation';
import { type HeldBack, heldBackAt, sentAt } from '../domain/extras';
import { maskHeader } from '../domain/mask-header';
import type { HeaderSpec, HeaderSpecId, Method, Profile, ProfileId } from '../domain/profile';
import { type Origin, type PathScope, placementsAt } from '../domain/site';
import { isAllowed, isOfPicked, type SiteFacts, siteStatus } from '../domain/site-status';
import type { Verdict } from '../domain/verdict';
import { type AskedRequest, type HeaderByRule, match, type Unmet } from '../rules/match';
import { filtersOf } from '../rules/path-filters';
import { placeOf, type RuleContent } from '../rules/rule';
import { credentialsAmong, guardsAmong } from '../rules/uncached';
import { compileUrlFilter } from '../rules/url-filter';

type KnownHeader = Pick<HeaderSpec, 'id' | 'paths' | 'isOff'> & {
  /** Empty or absent: all. */
  readonly methods?: readonly Method[];
  readonly headerNames: readonly string[];
};

/** The part of a profile that matters here; a `ProfileSummary` has it too. */
type KnownProfile = Pick<Profile, 'id' | 'sites' | 'callers' | 'isExtra' | 'production'> & {
  readonly ownForms?: boolean;
  readonly headers: readonly KnownHeader[];
};

export type Situation = OpenSituation | ClosedSituation;

interface ClosedSituation extends Pick<LockedState, 'lockedBy'> {
  readonly vault: Exclude<VaultStatus, 'unlocked'>;
}

/** `allowed` holds the origins that matter for the request: its own and its initiator's. */
export interface OpenSituation
  extends SiteFacts<KnownProfile>,
    Pick<OpenState, 'vault' | 'extras' | 'armed' | 'tabPicks'> {
  readonly failures: Readonly<Record<HeaderSpecId, Failure>>;
  /** The rules in force. Pass the same array while they do not change: it is sorted once. */
  readonly rules: readonly RuleContent[];
}

export function explain(request: AskedRequest, situation: Situation): Explanation {
  if (situation.vault === 'missing') return { cause: 'no-profile' };
  if (situation.vault !== 'unlocked') {
    const isByUpdate = situation.lockedBy === 'browser-update';
    return { cause: isByUpdate ? 'locked-by-browser-update' : 'locked' };
  }
  // Cast: the URL parser has serialised it. No site has the origin of a socket or of `about:blank`.
  const origin = (URL.parse(request.url)?.origin ?? 'null') as Origin;
  const status = siteStatus(situation, origin);
  if ('cause' in status) return status;
  const { profile } = status;
  const isAlone = sentAt(situation, origin).length < 2;
  // The rules of extras say nothing about the picked profile.
  const explained = explainByRules(
    request,
    profile,
    situation,
    isAlone ? undefined : profile.headers,
  );
  return 'cause' in explained || isAlone ? explained : carriedBy(request, situation);
}

/** All headers that rules set on the request, whichever profile they are of. */
export function carriedBy(request: AskedRequest, { rules }: Pick<OpenSituation, 'rules'>): Carried {
  const matched = match(rules, request);
  return carriedOf('sets' in matched ? matched.sets : []);
}

/** An extra beside the picked profile whose headers a request does not carry, or not all of them. */
export type LeftOut =
  | { readonly extra: ProfileId; readonly verdict: Verdict }
  | { readonly extra: ProfileId; readonly held: HeldBack };

/** @returns none if the vault is closed, or if nothing is sent on the site. */
export function extrasLeftOut(request: AskedRequest, situation: Situation): readonly LeftOut[] {
  if (situation.vault !== 'unlocked') return [];
  // Cast: as above.
  const origin = (URL.parse(request.url)?.origin ?? 'null') as Origin;
  const status = siteStatus(situation, origin);
  if ('cause' in status && !isOfPicked(status)) return [];
  const [, ...extras] = sentAt(situation, origin);
  const held = heldBackAt(origin, sentAt(situation, origin));
  return extras.flatMap((extra): LeftOut[] => {
    const own = held.filter((each) => each.extra === extra.id);
    const sent = extra.headers.filter(({ id }) => !own.some(({ headerId }) => headerId === id));
    const told = own.map((each) => ({ extra: extra.id, held: each }));
    if (sent.length === 0) return told;
    if (sent.every((spec) => pathsOf(origin, extra, spec).length === 0)) {
      return own.length > 0
        ? told
        : [{ extra: extra.id, verdict: { cause: 'no-header-here' as const } }];
    }
    const explained = explainByRules(request, { ...extra, headers: sent }, situation, sent);
    return 'cause' in explained ? [...told, { extra: extra.id, verdict: explained }] : told;
  });
}

/** @param only - Rules of other headers do not count. Absent: all rules count. */
function explainByRules(
  request: AskedRequest,
  picked: KnownProfile,
  situation: OpenSituation,
  only?: readonly KnownHeader[],
): Explanation {
  // Cast: a site has this origin.
  const origin = new URL(request.url).origin as Origin;
  const on = only?.filter((spec) => !spec.isOff && pathsOf(origin, picked, spec).length > 0);
  const names = on?.flatMap(({ headerNames }) => headerNames.map((name) => name.toLowerCase()));
  const matched = match(situation.rules, request, names && new Set(names));
  if ('sets' in matched) {
    return initiatorProblem(request, picked, situation) ?? carriedOf(matched.sets);
  }
  const known = picked.headers.filter((spec) =>
    pathsOf(origin, picked, spec).some((path) => covers(origin, path, request.url)),
  );
  const meant = known.filter(({ isOff }) => !isOff);
  const failures = meant.flatMap(({ id }) => situation.failures[id] ?? []);
  if (failures[0]) return { cause: 'not-issued', failure: failures[0] };
  if (meant.length === 0 && known.length > 0) return { cause: 'headers-off' };
  // Arming helps no request without a tab, nor one of another tab.
  if (matched.unmet === 'tab') return verdictOf(matched);
  if (isReadsOnly(situation.armed, picked, origin) && wouldCarryArmed(request, picked, meant)) {
    return { cause: 'not-armed' };
  }
  if (matched.unmet !== 'path') return verdictOf(matched);
  // No rule and no failure yet: the header is about to be issued.
  if (meant.length > 0) return { cause: 'not-issued', failure: { code: 'token-pending' } };
  return { cause: 'path-not-covered', paths: allPathsOf(origin, picked) };
}

const SOCKETS: readonly string[] = ['websocket', 'webtransport'];

/**
 * Whether arming alone would make a production profile send a header. A page of another site must not
 * bring the user to arm: its requests carry none even then.
 */
function wouldCarryArmed(
  { method, type, initiator, top, url }: AskedRequest,
  { callers, ownForms = false }: KnownProfile,
  meant: readonly KnownHeader[],
): boolean {
  const isRead = method === 'GET' || method === 'HEAD';
  if (method === 'OPTIONS' || (isRead && !SOCKETS.includes(type))) return false;
  const isNavigation = type === 'main_frame' || type === 'sub_frame';
  if (isNavigation && !ownForms) return false;
  const hosts = [url, ...callers].map((each) => new URL(each).hostname);
  const isOwn = (page: string) => {
    const { hostname } = URL.parse(page) ?? { hostname: '' };
    return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
  };
  const isByOwn =
    initiator !== undefined && isOwn(initiator) && (isNavigation || !top || isOwn(top));
  return (
    isByOwn &&
    meant.some(
      ({ methods = [] }) => methods.length === 0 || methods.some((each) => each === method),
    )
  );
}

function carriedOf(sets: readonly HeaderByRule[]): Carried {
  const carries = credentialsAmong(sets).map(({ name, value, rule }) => ({
    headerName: name,
    masked: maskHeader({ name, value }),
    place: placeOf(rule),
  }));
  return { carries, guards: guardsAmong(sets).map(({ name, value }) => ({ name, value })) };
}

function allPathsOf(origin: Origin, profile: KnownProfile): PathScope[] {
  return [...new Set(profile.headers.flatMap((spec) => pathsOf(origin, profile, spec)))];
}

function pathsOf(origin: Origin, { sites }: KnownProfile, { paths }: KnownHeader) {
  return placementsAt(origin, sites, paths);
}

function covers(origin: Origin, path: PathScope, url: string): boolean {
  return filtersOf({ origin, path }).some((filter) => compileUrlFilter(filter)(url));
}

/** Except for navigations, the browser needs a permission for the initiator's site too. */
function initiatorProblem(
  { type, initiator }: AskedRequest,
  { callers }: KnownProfile,
  { allowed }: OpenSituation,
): Verdict | undefined {
  if (type === 'main_frame' || type === 'sub_frame' || initiator === undefined) return undefined;
  if (isAllowed(initiator, allowed)) return undefined;
  const caller = callers.find((each) => each === initiator);
  return caller
    ? { cause: 'not-allowed', origin: caller }
    : { cause: 'foreign-initiator', initiator };
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
    case 'type':
      return { cause: unmet.isPicture ? 'pictures-left-out' : 'type-left-out' };
    case 'asked-by-page':
      return { cause: 'preflight' };
    case 'tab':
      return { cause: 'no-tab' };
    case 'not-left-alone':
      return { cause: 'left-alone' };
  }
}
