/** Says of a profile whether it is in use, and which problem needs the user. Pure. */
import type { OpenState, ProfileSummary } from '../../domain/app-state';
import { isSentAt } from '../../domain/extras';
import { isDue } from '../../domain/rotation';
import type { Origin } from '../../domain/site';
import { siteStatus } from '../../domain/site-status';
import { originsOf } from './arrange';

/** The worst first. */
export const PROBLEMS = ['not-allowed', 'signed-out', 'failed', 'due'] as const;
export type RowProblem = (typeof PROBLEMS)[number];

export interface RowState {
  readonly isInUse: boolean;
  readonly problem?: RowProblem;
}

type Facts = Pick<OpenState, 'settings' | 'picks' | 'extras' | 'allowed'>;

/** @returns a function that judges thousands of profiles by the same facts, each once. */
export function rowStates(facts: Facts): (profile: ProfileSummary) => RowState {
  const allowed = new Set(facts.allowed);
  const judged = new Map<ProfileSummary, RowState>();
  const judge = (profile: ProfileSummary): RowState => {
    const used = originsOf(profile).filter((origin) => isSentAt(facts, profile, origin));
    const isRefused = (origin: Origin) => {
      // Hundreds of allowed origins are not searched for each profile.
      const picks = { [origin]: profile.id };
      const here = { ...facts, picks, allowed: allowed.has(origin) ? [origin] : facts.allowed };
      const status = siteStatus({ ...here, profiles: [profile] }, origin);
      return 'cause' in status && status.cause === 'not-allowed';
    };
    const problem = used.some(isRefused) ? 'not-allowed' : problemOf(profile);
    return { isInUse: used.length > 0, ...(problem && { problem }) };
  };
  return (profile) => {
    const state = judged.get(profile) ?? judge(profile);
    judged.set(profile, state);
    return state;
  };
}

function problemOf({ headers, rotation }: ProfileSummary): RowProblem | undefined {
  const on = headers.filter(({ isOff }) => !isOff);
  if (on.some(({ signedIn }) => signedIn === false)) return 'signed-out';
  if (on.some(({ status }) => status.state === 'failed')) return 'failed';
  return isDue(rotation) ? 'due' : undefined;
}
