/** The one thing a closed row says of a profile: saved just now, a problem, or in use. */
import type { ProfileSummary } from '../../domain/app-state';
import { type TextKey, text } from '../../platform/texts';
import type { RowProblem, RowState } from './row-state';

export const PROBLEM_TEXTS: Readonly<Record<RowProblem, TextKey>> = {
  'not-allowed': 'listNotAllowed',
  'signed-out': 'listSignedOut',
  failed: 'listFailed',
  due: 'listDue',
};

interface RowMarkProps {
  readonly profile: ProfileSummary;
  readonly state: RowState;
  readonly isSaved: boolean;
  /** The id of the profile's name. */
  readonly describedBy: string;
}

export function RowMark({ profile, state, isSaved, describedBy }: RowMarkProps) {
  const { isInUse, problem } = state;
  const signedOut = profile.headers.find(({ signedIn, isOff }) => signedIn === false && !isOff);
  if (problem === 'signed-out' && signedOut) {
    return (
      <a class="mark problem" href={`#/sign-in/${signedOut.id}`} aria-describedby={describedBy}>
        {text('signInBegin')}
      </a>
    );
  }
  if (problem) return <span class="mark problem">{text(PROBLEM_TEXTS[problem])}</span>;
  if (isInUse) return <span class="mark positive">{text('managerInUse')}</span>;
  return isSaved ? <span class="mark positive">{text('listSaved')}</span> : null;
}
