/** The sites that have answered our header with a session cookie of their own. Pure. */
import type { Activity } from '../../domain/activity';
import { pickedAt } from '../../domain/app-state';
import type { Outcome, SeenRequest } from '../../domain/seen-request';
import { setsSessionCookie } from '../../domain/session-cookie';
import { type Origin, originOfPage } from '../../domain/site';
import { match } from '../../rules/match';
import { credentialsAmong } from '../../rules/uncached';
import type { Known } from './entry-of';

/** @returns the origin of the request if its answer sets one; Chromium tells only if asked to. */
export function cookieSiteOf(
  request: SeenRequest,
  outcome: Outcome,
  { state, situation }: Pick<Known, 'state' | 'situation'>,
): Origin | undefined {
  if (outcome.kind === 'failed' || !setsSessionCookie(outcome.headers, request.at))
    return undefined;
  if (outcome.kind === 'answered' && outcome.from !== 'server') return undefined;
  const origin = originOfPage(request.url);
  if (!origin || !pickedAt(state, origin)) return undefined;
  const matched = match(situation.rules, request);
  return 'sets' in matched && credentialsAmong(matched.sets).length > 0 ? origin : undefined;
}

/** Marks what the popup shows of these sites. @returns the same object if none is new. */
export function noteCookieSites(activity: Activity, origins: readonly Origin[]): Activity {
  const { cookieSites, seen } = activity;
  const added = [...new Set(origins)].filter((origin) => !cookieSites.includes(origin));
  if (added.length === 0) return activity;
  return {
    ...activity,
    cookieSites: [...cookieSites, ...added],
    seen: Object.fromEntries(
      Object.entries(seen).map(([key, entry]) => [
        key,
        added.includes(entry.origin) ? { ...entry, cookie: true } : entry,
      ]),
    ),
  };
}
