/** What is known about this site: no more than that. Pure. */
import type { AppState, HeaderStatus, HeaderSummary, ProfileSummary } from '../domain/app-state';
import type { Failure } from '../domain/errors';
import type { HeaderSpecId, Method } from '../domain/profile';
import { type Origin, type PathScope, placementsAt, WHOLE_ORIGIN } from '../domain/site';

export type Verdict =
  | { readonly kind: 'no-profile' }
  | { readonly kind: 'off' }
  | { readonly kind: 'paused' }
  /** The browser does not let Keybearer work on these, or not on the servers that are asked. */
  | {
      readonly kind: 'not-allowed' | 'server-not-allowed';
      readonly origins: readonly [Origin, ...Origin[]];
    }
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
      readonly headers: readonly HeaderVerdict[];
      /** The header for which somebody has to sign in. */
      readonly signIn?: HeaderSpecId;
    };

export interface HeaderVerdict {
  /** Spelled as on the wire. */
  readonly name: string;
  readonly status: Exclude<HeaderStatus, { state: 'idle' | 'waiting' }>;
  /** Where on the site; empty means everywhere. */
  readonly paths: readonly PathScope[];
  /** Empty means all. */
  readonly methods: readonly Method[];
}

export function verdictOf(state: AppState, origin: Origin): Verdict {
  if (state.paused) return { kind: 'paused' };
  const here = profilesOn(state, origin);
  const picked = here.find(({ id }) => id === state.picks[origin]);
  if (!picked) return { kind: here.length > 0 ? 'off' : 'no-profile' };
  const asked = picked.headers.flatMap(({ asks }) => asks);
  if (!state.allowed.includes(origin)) return { kind: 'not-allowed', origins: [origin, ...asked] };
  const placed = picked.headers.flatMap((header) => {
    const paths = placementsAt(origin, picked.sites, header.paths);
    // Narrowed to paths of the profile's other sites: it does not go here.
    return paths.length > 0 ? [{ header, paths }] : [];
  });
  if (placed.length === 0) return { kind: 'off' };
  const headers = placed.flatMap(({ header, paths }) => verdictOfHeader(header, paths));
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

/** Nothing about one that is about to be issued. */
function verdictOfHeader(
  { headerName, schemeId, status, methods }: HeaderSummary,
  paths: readonly PathScope[],
): readonly HeaderVerdict[] {
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
export function endsOf(verdict: Verdict): readonly End[] {
  const headers = 'headers' in verdict ? verdict.headers : [];
  const ends = headers.flatMap((header) => {
    const at = endOf(header);
    return at === undefined ? [] : [{ name: header.name, at }];
  });
  return [...new Map(ends.map((end) => [end.name + end.at, end])).values()];
}

/** When the header ends that nobody here can renew; nothing: never, or it is renewed before. */
export function endOf({ status }: HeaderVerdict): number | undefined {
  return status.state === 'installed' && status.renewAt === undefined
    ? status.expiresAt
    : undefined;
}

/** The profiles that have a site on this origin. */
export function profilesOn({ profiles }: AppState, origin: Origin): readonly ProfileSummary[] {
  return profiles.filter(({ sites }) => sites.some((site) => site.origin === origin));
}
