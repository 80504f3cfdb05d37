/** Joins the state that pages see with the rules in force, so that `explain` can give a reason. */
import type { OpenSituation, Situation } from '../../diagnosis/explain';
import type { AppState, OpenState } from '../../domain/app-state';
import type { Failure } from '../../domain/errors';
import type { HeaderSpecId } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import type { RuleContent } from '../../rules/rule';

/** @param alsoAllowed - Allowed origins of calling pages, beside the picked origins. */
export function situationOf(
  state: OpenState,
  rules: readonly RuleContent[],
  alsoAllowed?: readonly Origin[],
): OpenSituation;
export function situationOf(
  state: AppState,
  rules: readonly RuleContent[],
  alsoAllowed?: readonly Origin[],
): Situation;
export function situationOf(
  state: AppState,
  rules: readonly RuleContent[],
  alsoAllowed: readonly Origin[] = [],
): Situation {
  if (state.vault !== 'unlocked') return state;
  const { profiles, allowed } = state;
  return {
    ...state,
    allowed: [...allowed, ...alsoAllowed],
    failures: failuresOf(profiles),
    rules,
  };
}

function failuresOf(profiles: OpenState['profiles']): Readonly<Record<HeaderSpecId, Failure>> {
  const headers = profiles.flatMap((profile) => profile.headers);
  return Object.fromEntries(
    headers.flatMap(({ id, status }) => (status.state === 'failed' ? [[id, status.failure]] : [])),
  );
}
