/** The popup's report on one site: why no header goes there, or the state of each header. */
import {
  type HeaderStatus,
  type HeaderSummary,
  isWhole,
  type OpenState,
  type ProfileSummary,
} from '../domain/app-state';
import { isReadsOnly } from '../domain/arming';
import type { Failure } from '../domain/errors';
import { sentAt } from '../domain/extras';
import type { HeaderSpecId, Method } from '../domain/profile';
import {
  isPlainHttp,
  type Origin,
  type PathScope,
  placementsAt,
  WHOLE_ORIGIN,
} from '../domain/site';
import { type SiteProblem, siteStatus } from '../domain/site-status';
import { tokenOriginsOf } from '../domain/token-origins';
import type { Verdict } from '../domain/verdict';

export type SiteReport =
  /** No header goes here. `origins` are the ones to allow, the site's own first. */
  | {
      readonly kind: 'no-header';
      readonly problem: Verdict;
      readonly origins?: readonly [Origin, ...Origin[]];
      /** Set elsewhere on the site. */
      readonly headers?: readonly HeaderReport[];
      readonly signIn?: HeaderSpecId;
    }
  /** The browser does not let Keybearer request tokens from these servers. */
  | { readonly kind: 'server-not-allowed'; readonly origins: readonly [Origin, ...Origin[]] }
  /** Picked and allowed, not issued yet: the background issues it now and publishes the result. */
  | { readonly kind: 'pending' }
  /** The background waits for a token server. */
  | { readonly kind: 'waiting' }
  /** None of the picked profile's headers could be issued. */
  | {
      readonly kind: 'failed';
      readonly profile: string;
      readonly failure: Failure;
      readonly signIn?: HeaderSpecId;
    }
  /** All headers that go here are set, or only some of them. */
  | {
      readonly kind: 'installed' | 'incomplete';
      readonly headers: readonly HeaderReport[];
      /** The header that needs a sign-in. */
      readonly signIn?: HeaderSpecId;
    };

export interface HeaderReport {
  /** Spelled as on the wire. */
  readonly name: string;
  readonly status: Exclude<HeaderStatus, { state: 'idle' | 'waiting' }>;
  /** Empty means the whole site. */
  readonly paths: readonly PathScope[];
  /** Empty means all methods. */
  readonly methods: readonly Method[];
}

export function siteReport(state: OpenState, origin: Origin): SiteReport {
  const site = siteStatus(state, origin);
  if ('cause' in site) return reportOfProblem(site, state, origin);
  const picked = site.profile;
  const asked = tokenOriginsOf(picked.headers);
  const placed = picked.headers.flatMap((header) => {
    if (header.isOff) return [];
    const paths = placementsAt(origin, picked.sites, header.paths);
    // A header that is narrowed to paths of the profile's other sites does not go here.
    return paths.length > 0 ? [{ header, paths }] : [];
  });
  const isReading = isReadsOnly(state.armed, picked, origin);
  const shown = placed.filter(({ header }) => !isReading || hasRead(header));
  if (shown.length === 0 && placed.length > 0) {
    return { kind: 'no-header', problem: { cause: 'not-armed' } };
  }
  const headers = shown
    .flatMap(({ header, paths }) => reportOfHeader(header, paths))
    .map((header) => (isReading ? { ...header, methods: readsOf(header) } : header));
  const failed = headers.flatMap(({ status }) => (status.state === 'failed' ? [status] : []));
  const [first] = failed;
  const [server, ...others] = asked;
  if (server && failed.some(({ failure }) => failure.code === 'token-endpoint-not-allowed')) {
    return { kind: 'server-not-allowed', origins: [server, ...others] };
  }
  const signedOut = placed.find(({ header }) => header.signedIn === false)?.header;
  const signIn = signedOut && { signIn: signedOut.id };
  if (first && failed.length === headers.length) {
    return { kind: 'failed', profile: picked.name, failure: first.failure, ...signIn };
  }
  if (headers.length === 0) {
    const waiting = placed.some(({ header }) => header.status.state === 'waiting');
    return { kind: waiting ? 'waiting' : 'pending' };
  }
  return { kind: first ? 'incomplete' : 'installed', headers, ...signIn };
}

const READS: readonly Method[] = ['GET', 'HEAD'];

function readsOf({ methods }: Pick<HeaderReport, 'methods'>): readonly Method[] {
  return READS.filter((method) => methods.length === 0 || methods.includes(method));
}

function hasRead(header: HeaderSummary): boolean {
  return readsOf(header).length > 0;
}

/** One prompt of the browser asks for the site and for the token servers. */
function reportOfProblem(problem: SiteProblem, state: OpenState, origin: Origin): SiteReport {
  if (problem.cause === 'no-profile' && hasOffers(state, origin)) {
    return { kind: 'no-header', problem: { cause: 'no-profile' } };
  }
  if (problem.cause !== 'not-allowed') return { kind: 'no-header', problem };
  const asked = tokenOriginsOf(sentAt(state, origin).flatMap(({ headers }) => headers));
  return { kind: 'no-header', problem, origins: [origin, ...asked] };
}

/** Whether the site next door is offered below the verdict, which then does not name it. */
function hasOffers(state: OpenState, origin: Origin): boolean {
  return isWhole(state) && !state.readOnly && !isPlainHttp(new URL(origin));
}

/** @returns an empty list for a header that is about to be issued. */
function reportOfHeader(
  { headerNames, schemeId, status, methods }: HeaderSummary,
  paths: readonly PathScope[],
): readonly HeaderReport[] {
  if (status.state === 'idle' || status.state === 'waiting') return [];
  // This version does not know the header names of a newer version's scheme.
  const name = headerNames.join(', ') || schemeId;
  return [{ name, status, paths: paths.includes(WHOLE_ORIGIN) ? [] : paths, methods }];
}

/** The moment at which a header expires that Keybearer cannot renew. */
export interface End {
  readonly name: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** Each end once: of two equal headers for one place the browser sends the first. */
export function endsOf(report: SiteReport): readonly End[] {
  const { headers = [] } = 'headers' in report ? report : {};
  const ends = headers.flatMap((header) => {
    const at = endOf(header);
    return at === undefined ? [] : [{ name: header.name, at }];
  });
  return [...new Map(ends.map((end) => [end.name + end.at, end])).values()];
}

/** @returns undefined if the header never expires, or if Keybearer renews it before. */
function endOf(header: HeaderReport): number | undefined {
  const { status } = header;
  return status.state === 'installed' && !isRenewed(header) ? status.expiresAt : undefined;
}

/** Whether Keybearer replaces the header by itself before it ends. */
export function isRenewed({ status }: HeaderReport): boolean {
  return status.state === 'installed' && status.renewAt !== undefined;
}

/** The profiles that have a site on this origin. */
export function profilesOn({ profiles }: OpenState, origin: Origin): readonly ProfileSummary[] {
  return profiles.filter(({ sites }) => sites.some((site) => site.origin === origin));
}
