/**
 * Chooses the one sentence of the verdict: a header that was not issued or has expired, else the
 * page's last request, else the headers that are set. Pure.
 */
import { type ActivityEntry, isFine } from '../domain/activity';
import { type End, endsOf, type HeaderReport, type SiteReport } from './site-report';

/** A token that ends sooner is said at once; milliseconds. */
export const SOON_MS = 10 * 60_000;

export type Headline =
  /** Nothing is sent, or it is not known yet. */
  | { readonly kind: 'report' }
  /** The header could not be issued, and others are sent. */
  | { readonly kind: 'not-sent'; readonly header: HeaderReport }
  /** The token has expired, and only the user can replace it. */
  | { readonly kind: 'expired'; readonly end: End }
  /** The result of the page's last request. */
  | { readonly kind: 'seen'; readonly entry: ActivityEntry }
  /** Headers are set; no request with them was seen. */
  | { readonly kind: 'adding'; readonly headers: readonly HeaderReport[] };

/** @param now - Milliseconds since the Unix epoch. */
export function headlineOf(
  report: SiteReport,
  seen: ActivityEntry | undefined,
  now: number,
): Headline {
  if (report.kind !== 'installed' && report.kind !== 'incomplete') {
    // Headers elsewhere on the site, or pending ones: a script of the page may have sent one.
    const isOfSite = !('headers' in report) && report.kind !== 'pending';
    return seen && !isOfSite ? { kind: 'seen', entry: seen } : { kind: 'report' };
  }
  const failed = report.headers.find(({ status }) => status.state === 'failed');
  if (failed) return { kind: 'not-sent', header: failed };
  const end = endsOf(report).find(({ at }) => at <= now);
  if (end && !(seen && saysSoToo(seen))) return { kind: 'expired', end };
  return seen ? { kind: 'seen', entry: seen } : { kind: 'adding', headers: report.headers };
}

/** The ends to count down: soon, or said by the headline. */
export function endsToTell(report: SiteReport, headline: Headline, now: number): readonly End[] {
  if (headline.kind === 'expired') return [headline.end];
  return endsOf(report).filter(({ at }) => at > now && at - now <= SOON_MS);
}

export function isGood(headline: Headline, report: SiteReport): boolean {
  if (headline.kind === 'seen') return isFine(headline.entry.verdict);
  return headline.kind === 'adding' && report.kind === 'installed';
}

/** The server has refused the token: its answer says more than our clock. */
function saysSoToo({ verdict }: ActivityEntry): boolean {
  return verdict.cause === 'token-expired' || verdict.cause === 'credentials-refused';
}
