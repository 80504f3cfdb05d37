/**
 * What has become of a request that one of our headers was for: one cause, from evidence.
 *
 * In this order, since each makes those after it say nothing: what went out was not ours; nobody has
 * asked the server; it has sent the request elsewhere; nothing was answered; what was answered.
 */
import type { Outcome, SeenRequest } from '../domain/seen-request';
import type { Verdict } from '../domain/verdict';
import { judgeAnswer } from './judge-answer';
import { judgeFailure } from './judge-failure';
import type { SentHeader } from './sent-header';
import { serverTimeOf } from './server-time';

/**
 * @param sent - Not empty: why there is no header is for the rules to say.
 * @param now - When the outcome was known, by our clock, milliseconds since the Unix epoch.
 * @param body - How the answer begins, where somebody has read it.
 * @returns nothing where the page has changed its mind.
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
  // Not modified: the server was asked, and has said so.
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

/** The header is for one origin. Of the other nothing is told but its name: a query may be secret. */
function judgeRedirect(url: string, to: string): Verdict {
  if (!URL.canParse(to, url)) return { cause: 'working' };
  const { origin } = new URL(to, url);
  return origin === new URL(url).origin
    ? { cause: 'working' }
    : { cause: 'redirected-away', to: origin };
}
