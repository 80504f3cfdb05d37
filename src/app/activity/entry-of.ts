/** Makes an activity entry from a request and its outcome; none if the request does not matter. Pure. */
import { explain, type OpenSituation } from '../../diagnosis/explain';
import { judgeOutcome } from '../../diagnosis/judge-outcome';
import { readLimits } from '../../diagnosis/rate-limits';
import { type ActivityEntry, isFine } from '../../domain/activity';
import { type OpenState, pickedAt } from '../../domain/app-state';
import { secretsIn } from '../../domain/echo';
import { sentAt } from '../../domain/extras';
import type { Header } from '../../domain/header';
import { maskAddress } from '../../domain/mask-address';
import { schemeWordOf } from '../../domain/mask-header';
import type { Outcome, SeenRequest } from '../../domain/seen-request';
import { originOfPage } from '../../domain/site';
import type { Verdict } from '../../domain/verdict';
import { match } from '../../rules/match';
import { credentialsAmong } from '../../rules/uncached';
import type { Session } from '../session';
import { adviceOn } from './advice-on';
import { refusalFacts, withoutEcho } from './refusal-facts';
import { sendersOf } from './senders-of';
import { sentHeadersOf } from './sent-headers';

export interface Known {
  readonly state: OpenState;
  readonly situation: OpenSituation;
  readonly issued: Session['issued'];
}

export function entryOf(
  request: SeenRequest,
  outcome: Outcome,
  { state, situation, issued }: Known,
): Omit<ActivityEntry, 'id'> | undefined {
  const origin = originOfPage(request.url);
  const picked = origin && pickedAt(state, origin);
  if (!picked) return undefined;
  const matched = match(situation.rules, request);
  const sets = 'sets' in matched ? credentialsAmong(matched.sets) : [];
  const profiles = sentAt(state, origin);
  const sent = sentHeadersOf(sets, { profiles, issued }, request.sent);
  const senders = sendersOf(sent, profiles, origin);
  // If only extras were sent, a refusal is about the header that was missing.
  const isOwn = profiles.length < 2 || senders.includes(picked);
  const missing = isOwn && sent.length > 0 ? undefined : whyMissing(request, outcome, situation);
  // Any other answer says nothing about the picked profile, which has sent nothing.
  const profile = isOwn || missing ? picked : (senders[0] ?? picked);
  const judged =
    missing ?? (sent.length > 0 ? judgeOutcome(request, outcome, sent, request.at) : undefined);
  if (!judged) return undefined;
  const address = maskAddress(request.url);
  const secrets = [...secretsSent(sets, request), ...droppedParts(request.url, address)];
  const verdict = withoutEcho(judged, secrets);
  const status = outcome.kind === 'failed' ? undefined : outcome.status;
  const limits = outcome.kind === 'answered' ? readLimits(outcome.headers, request.at) : [];
  const headerNames = sent.map(({ name }) => name);
  const { remedy, signIn, token } = adviceOn(verdict, { origin, profile, sent: headerNames });
  const words = wordsOf(sets);
  const refusal = isFine(verdict) ? undefined : refusalFacts(outcome, secrets);
  return {
    at: request.at,
    method: request.method,
    origin,
    address,
    type: request.type,
    tabId: request.tabId,
    profileId: profile.id,
    ...(profile !== picked && { isOfExtra: true as const }),
    headerNames,
    ...(Object.keys(words).length > 0 && { words }),
    ...(status !== undefined && { status }),
    ...(refusal && { refusal }),
    verdict,
    remedy,
    ...(signIn && { signIn }),
    ...(token && { token }),
    ...(limits.length > 0 && { limits }),
  };
}

/**
 * A request without our header is recorded only if the server answered 401 or 403; a write of a production
 * profile that is not armed after any refusal, since servers answer it in many ways.
 */
function whyMissing(
  request: SeenRequest,
  outcome: Outcome,
  situation: OpenSituation,
): Verdict | undefined {
  if (outcome.kind !== 'answered' || outcome.status < 400) return undefined;
  const explanation = explain(request, situation);
  if (!('cause' in explanation)) return undefined;
  const isTold = explanation.cause === 'not-armed' || [401, 403].includes(outcome.status);
  return isTold ? explanation : undefined;
}

/** The secrets in the headers: ours, and those that another extension has set instead. */
function secretsSent(sets: readonly Header[], { sent = [] }: SeenRequest): readonly string[] {
  const names = sets.map(({ name }) => name.toLowerCase());
  const left = sent.filter(([name]) => names.includes(name)).map(([, value]) => value);
  return secretsIn([...sets.map(({ value }) => value), ...left]);
}

/** The parts of the address that its mask has dropped: a server may repeat them. */
function droppedParts(url: string, masked: string): readonly string[] {
  return url.split(/[/?&;=#]/).filter((part) => part !== '' && !masked.includes(part));
}

/** The first word of each value, where it is no secret. */
function wordsOf(sets: readonly Header[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    sets.flatMap(({ name, value }) => {
      const word = schemeWordOf(value);
      return word === undefined ? [] : [[name, word]];
    }),
  );
}
