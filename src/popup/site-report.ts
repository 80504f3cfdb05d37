/** The popup's report on one site: the problem that keeps headers away, or the state of each header. */
import type { AppState, HeaderStatus, HeaderSummary, ProfileSummary } from '../domain/app-state';
import type { Failure } from '../domain/errors';
import type { HeaderSpecId, Method } from '../domain/profile';
import { type Origin, type PathScope, placementsAt, WHOLE_ORIGIN } from '../domain/site';
import { type SiteProblem, siteStatus } from '../domain/site-status';

export type SiteReport =
  /** No header goes here; `origins` are to be allowed, the site's own first. */
  | {
      readonly kind: 'no-header';
      readonly problem: SiteProblem;
      readonly origins?: readonly [Origin, ...Origin[]];
    }
  /** The browser does not let Keybearer ask the servers that its tokens come from. */
  | { readonly kind: 'server-not-allowed'; readonly origins: readonly [Origin, ...Origin[]] }
  /** Picked and allowed, not issued yet: the background is about to, and will publish it. */
  | { readonly kind: 'pending' }
  /** The same, and it takes as long as a server takes to hand out a token. */
  | { readonly kind: 'waiting' }
  /** None of the picked profile's headers could be issued. */
  | {
      readonly kind: 'failed';
      readonly profile: string;
      readonly failure: Failure;
      readonly signIn?: HeaderSpecId;
    }
  /** All that go here are set, or some of them. */
  | {
      readonly kind: 'installed' | 'incomplete';
      readonly headers: readonly HeaderReport[];
      /** The header for which somebody has to sign in. */
      readonly signIn?: HeaderSpecId;
    };

export interface HeaderReport {
  /** Spelled as on the wire. */
  readonly name: string;
  readonly status: Exclude<HeaderStatus, { state: 'idle' | 'waiting' }>;
  /** Where on the site; empty means everywhere. */
  readonly paths: readonly PathScope[];
  /** Empty means all. */
  readonly methods: readonly Method[];
}

export function siteReport(state: AppState, origin: Origin): SiteReport {
  const site = siteStatus(state, origin);
  if ('cause' in site) return reportOfProblem(site, state, origin);
  const picked = site.profile;
  const asked = picked.headers.flatMap(({ tokenOrigins }) => tokenOrigins);
  const placed = picked.headers.flatMap((header) => {
    const paths = placementsAt(origin, picked.sites, header.paths);
    // Narrowed to paths of the profile's other sites: it does not go here.
    return paths.length > 0 ? [{ header, paths }] : [];
  });
  const headers = placed.flatMap(({ header, paths }) => reportOfHeader(header, paths));
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

/** Where the browser has to allow the site, it is asked for the token servers in the same prompt. */
function reportOfProblem(
  problem: SiteProblem,
  { profiles, picks }: AppState,
  origin: Origin,
): SiteReport {
  if (problem.cause !== 'not-allowed') return { kind: 'no-header', problem };
  const picked = profiles.find(({ id }) => id === picks[origin]);
  const asked = (picked?.headers ?? []).flatMap(({ tokenOrigins }) => tokenOrigins);
  return { kind: 'no-header', problem, origins: [origin, ...asked] };
}

/** Nothing about one that is about to be issued. */
function reportOfHeader(
  { headerName, schemeId, status, methods }: HeaderSummary,
  paths: readonly PathScope[],
): readonly HeaderReport[] {
  if (status.state === 'idle' || status.state === 'waiting') return [];
  // A newer version's scheme has no header name here.
  const name = status.state === 'installed' ? status.name : headerName || schemeId;
  return [{ name, status, paths: paths.includes(WHOLE_ORIGIN) ? [] : paths, methods }];
}

/** A header's end that is nobody's to put off. */
interface End {
  readonly name: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** Once each: of two equal headers for one place the first is sent. */
export function endsOf(report: SiteReport): readonly End[] {
  const headers = 'headers' in report ? report.headers : [];
  const ends = headers.flatMap((header) => {
    const at = endOf(header);
    return at === undefined ? [] : [{ name: header.name, at }];
  });
  return [...new Map(ends.map((end) => [end.name + end.at, end])).values()];
}

/** When the header ends that nobody here can renew; nothing: never, or it is renewed before. */
export function endOf({ status }: HeaderReport): number | undefined {
  return status.state === 'installed' && status.renewAt === undefined
    ? status.expiresAt
    : undefined;
}

/** The profiles that have a site on this origin. */
export function profilesOn({ profiles }: AppState, origin: Origin): readonly ProfileSummary[] {
  return profiles.filter(({ sites }) => sites.some((site) => site.origin === origin));
}
