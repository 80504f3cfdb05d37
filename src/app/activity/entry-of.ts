/** Makes an activity entry from a request and its outcome; none if the request does not matter. Pure. */
import { explain, type OpenSituation } from '../../diagnosis/explain';
import { judgeOutcome } from '../../diagnosis/judge-outcome';
import { readLimits } from '../../diagnosis/rate-limits';
import type { ActivityEntry } from '../../domain/activity';
import { type OpenState, pickedAt } from '../../domain/app-state';
import { maskAddress } from '../../domain/mask-address';
import type { Outcome, SeenRequest } from '../../domain/seen-request';
import { originOfPage } from '../../domain/site';
import type { Verdict } from '../../domain/verdict';
import { match } from '../../rules/match';
import type { Session } from '../session';
import { adviceOn } from './advice-on';
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
  const profile = origin && pickedAt(state, origin);
  if (!profile) return undefined;
  const matched = match(situation.rules, request);
  const sent =
    'sets' in matched ? sentHeadersOf(matched.sets, { profile, issued }, request.sent) : [];
  const verdict =
    sent.length > 0
      ? judgeOutcome(request, outcome, sent, request.at)
      : whyMissing(request, outcome, situation);
  if (!verdict) return undefined;
  const status = outcome.kind === 'failed' ? undefined : outcome.status;
  const limits = outcome.kind === 'answered' ? readLimits(outcome.headers, request.at) : [];
  const { remedy, signIn, token } = adviceOn(verdict, { origin, profile });
  return {
    at: request.at,
    method: request.method,
    origin,
    address: maskAddress(request.url),
    type: request.type,
    tabId: request.tabId,
    profileId: profile.id,
    headerNames: sent.map(({ name }) => name),
    ...(status !== undefined && { status }),
    verdict,
    remedy,
    ...(signIn && { signIn }),
    ...(token && { token }),
    ...(limits.length > 0 && { limits }),
  };
}

/** A request without our header is recorded only if the server answered 401 or 403. */
function whyMissing(
  request: SeenRequest,
  outcome: Outcome,
  situation: OpenSituation,
): Verdict | undefined {
  if (outcome.kind !== 'answered' || ![401, 403].includes(outcome.status)) return undefined;
  const explanation = explain(request, situation);
  return 'cause' in explanation ? explanation : undefined;
}
