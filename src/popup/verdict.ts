/** What is known about this site, in one line: no more than that. Pure. */
import type { AppState, HeaderStatus, ProfileSummary } from '../domain/app-state';
import type { Failure } from '../domain/errors';
import type { Origin, PathScope } from '../domain/site';

export type Verdict =
  | { readonly kind: 'no-profile' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'not-allowed' }
  /** Picked and allowed, not issued yet: the background is about to, and will publish it. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'failed'; readonly profile: string; readonly failure: Failure }
  | {
      readonly kind: 'installed';
      readonly header: Extract<HeaderStatus, { state: 'installed' }>;
      /** Where on the site; empty means everywhere. */
      readonly paths: readonly PathScope[];
    };

export function verdictOf(state: AppState, origin: Origin): Verdict {
  if (state.paused) return { kind: 'paused' };
  const here = profilesOn(state, origin);
  const picked = here.find(({ id }) => id === state.picks[origin]);
  if (!picked) return { kind: here.length > 0 ? 'nobody' : 'no-profile' };
  if (!state.allowed.includes(origin)) return { kind: 'not-allowed' };
  const statuses = picked.headers.map(({ status }) => status);
  const failed = statuses.find((status) => status.state === 'failed');
  if (failed) return { kind: 'failed', profile: picked.name, failure: failed.failure };
  const header = statuses.find((status) => status.state === 'installed');
  if (!header) return { kind: 'pending' };
  const paths = picked.sites.filter((site) => site.origin === origin).map(({ path }) => path);
  return { kind: 'installed', header, paths: paths.some((path) => path === '/') ? [] : paths };
}

/** The profiles that have a site on this origin. */
export function profilesOn({ profiles }: AppState, origin: Origin): readonly ProfileSummary[] {
  return profiles.filter(({ sites }) => sites.some((site) => site.origin === origin));
}
