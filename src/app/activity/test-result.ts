/** Judges the answer to a test request, and masks what it has carried. Pure. */
import { judgeOutcome } from '../../diagnosis/judge-outcome';
import { readLimits } from '../../diagnosis/rate-limits';
import type { SentHeader } from '../../diagnosis/sent-header';
import { isFine } from '../../domain/activity';
import type { ProfileSummary } from '../../domain/app-state';
import type { TestResult } from '../../domain/inquiry';
import { maskHeader } from '../../domain/mask-header';
import type { Outcome, SeenRequest } from '../../domain/seen-request';
import { setsSessionCookie } from '../../domain/session-cookie';
import type { Origin } from '../../domain/site';
import type { Verdict } from '../../domain/verdict';
import type { HeaderByRule } from '../../rules/match';
import type { Session } from '../session';
import { adviceOn } from './advice-on';
import { sendersOf } from './senders-of';
import { sentHeadersOf } from './sent-headers';

/** The headers that the request is to carry. */
export interface Prepared {
  readonly origin: Origin;
  /** The picked one. */
  readonly profile: ProfileSummary;
  /** All that are sent on the site. */
  readonly profiles: readonly ProfileSummary[];
  readonly sets: readonly HeaderByRule[];
  readonly issued: Session['issued'];
  /** Why the picked profile's header is not among them. Absent: it is. */
  readonly missing?: Verdict;
}

/** The browser's report on a request. */
export interface Report {
  readonly request: SeenRequest;
  readonly outcome: Outcome;
}

export interface Answer {
  readonly milliseconds: number;
  /** The first kilobyte. Absent if the body cannot be read. */
  readonly body?: string;
}

export function resultOf(
  { request, outcome, answer }: Report & { readonly answer: Answer | undefined },
  { origin, profile: picked, profiles, sets, issued, missing }: Prepared,
): TestResult {
  const sent = sentHeadersOf(sets, { profiles, issued }, request.sent);
  const judged = judgeOutcome(request, outcome, sent, request.at, answer?.body);
  // No judgement: our timeout ended the request before an answer came.
  const answered = judged ?? { cause: 'network' as const, error: 'timeout' };
  // An answer that depends on the credential says nothing about a picked profile that has sent none.
  const verdict = missing && dependsOnCredential(answered, outcome) ? missing : answered;
  const [sender = picked] = missing ? sendersOf(sent, profiles, origin) : [];
  const profile = verdict === missing ? picked : sender;
  return {
    ok: true,
    advice: adviceOn(verdict, {
      origin,
      profile,
      sent: sets.map(({ name }) => name),
      tested: true,
    }),
    sent: linesOf(sent, sets),
    ...(outcome.kind !== 'failed' && { status: outcome.status }),
    ...answer,
    limits: outcome.kind === 'answered' ? readLimits(outcome.headers, request.at) : [],
    ...(outcome.kind !== 'failed' &&
      setsSessionCookie(outcome.headers, request.at) && { cookie: true }),
  };
}

function dependsOnCredential(verdict: Verdict, outcome: Outcome): boolean {
  const isRefusal = outcome.kind === 'answered' && [401, 403].includes(outcome.status);
  return isFine(verdict) || isRefusal;
}

/** A value that another extension set is not shown: it may be its secret. */
function linesOf(sent: readonly SentHeader[], sets: readonly HeaderByRule[]): string[] {
  return sent
    .filter(({ asSent }) => asSent !== 'absent')
    .map(({ name, asSent }) => {
      const ours = sets.find((each) => each.name === name);
      return `${name}: ${ours && asSent !== 'another' ? maskHeader(ours) : '…'}`;
    });
}
