/**
 * Judges a request that should carry headers of ours: finds one cause from the evidence.
 *
 * The order matters, since each finding makes the later ones meaningless: another header went out; the
 * request failed; the server redirected it; a cache or a service worker answered; the server answered.
 */
import type { Outcome, SeenRequest } from '../domain/seen-request';
import type { Verdict } from '../domain/verdict';
import { judgeAnswer } from './judge-answer';
import { judgeFailure } from './judge-failure';
import type { SentHeader } from './sent-header';
import { serverTimeOf } from './server-time';

/**
 * @param sent - Not empty: `explain` says why a request has no header.
 * @param now - When the outcome was known, by our clock, milliseconds since the Unix epoch.
 * @param body - The first kilobyte of the answer. Absent: the body was not read.
 * @returns undefined if the page has cancelled the request.
 */
export function judgeOutcome(
  request: SeenRequest,
  outcome: Outcome,
  sent: readonly SentHeader[],
  now: number,
  body?: string,
): Verdict | undefined {
  const { url } = request;
  const changed = sent.find(({ asSent = 'ours' }) => asSent !== 'ours');
  if (changed) return { cause: 'overridden', headerName: changed.name };
  if (outcome.kind === 'failed') return judgeFailure(outcome.error, request);
  if (outcome.kind === 'redirected') return judgeRedirect(url, outcome.to);
  const { status, headers, from } = outcome;
  if (from === 'service-worker') return { cause: 'from-service-worker' };
  // 304 (Not Modified): the browser has asked the server.
  if (from === 'cache' && status !== 304) return { cause: 'from-cache' };
  const clock = serverTimeOf(url, outcome, now);
  return judgeAnswer({
    status,
    headers,
    sent,
    now,
    ...(clock && { clock }),
    ...(body && { body }),
  });
}

/** The header goes to one origin only. The verdict has the other without its query, which may be secret. */
function judgeRedirect(url: string, to: string): Verdict {
  if (!URL.canParse(to, url)) return { cause: 'working' };
  const { origin } = new URL(to, url);
  return origin === new URL(url).origin
    ? { cause: 'working' }
    : { cause: 'redirected-away', to: origin };
}
