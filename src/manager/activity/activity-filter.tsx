/** Filters the activity by profile, verdict and status. */
import { type ActivityEntry, isFine } from '../../domain/activity';
import type { ProfileSummary } from '../../domain/app-state';
import type { Cause } from '../../domain/verdict';
import { text } from '../../platform/texts';
import { ChoiceField } from '../../ui/choice-field';
import { verdictText } from '../../ui/verdict-text';

/** An empty string stands for any. */
export interface Wanted {
  readonly profile: string;
  /** A cause, or `problem` for every cause that is not fine. */
  readonly verdict: Cause | 'problem' | '';
  /** The first digit of a status, or `none`. */
  readonly status: string;
}

export const ALL: Wanted = { profile: '', verdict: '', status: '' };

const STATUSES = ['2', '3', '4', '5'];

export function isWanted(entry: ActivityEntry, { profile, verdict, status }: Wanted): boolean {
  if (profile !== '' && entry.profileId !== profile) return false;
  if (verdict === 'problem' && isFine(entry.verdict)) return false;
  if (verdict !== '' && verdict !== 'problem' && entry.verdict.cause !== verdict) return false;
  return status === '' || (entry.status ? String(entry.status).charAt(0) : 'none') === status;
}

interface ActivityFilterProps {
  readonly entries: readonly ActivityEntry[];
  readonly profiles: readonly ProfileSummary[];
  readonly wanted: Wanted;
  readonly onChange: (wanted: Wanted) => void;
}

export function ActivityFilter({ entries, profiles, wanted, onChange }: ActivityFilterProps) {
  const there = profiles.filter(({ id }) => entries.some(({ profileId }) => profileId === id));
  const any = { value: '', name: text('activityAny') };
  return (
    <div class="filters">
      <ChoiceField
        label={text('activityProfile')}
        options={[any, ...there.map(({ id, name }) => ({ value: id, name }))]}
        value={wanted.profile}
        onChange={(profile) => onChange({ ...wanted, profile })}
      />
      <ChoiceField
        label={text('activityVerdict')}
        options={[any, { value: 'problem', name: text('activityProblem') }, ...verdictsIn(entries)]}
        value={wanted.verdict}
        // Cast: `verdict` is one of the options.
        onChange={(verdict) => onChange({ ...wanted, verdict: verdict as Wanted['verdict'] })}
      />
      <ChoiceField
        label={text('activityStatus')}
        options={[
          any,
          ...STATUSES.map((digit) => ({ value: digit, name: `${digit}xx` })),
          { value: 'none', name: text('activityNoAnswer') },
        ]}
        value={wanted.status}
        onChange={(status) => onChange({ ...wanted, status })}
      />
    </div>
  );
}

/** One option for each cause among the entries, with the sentence of its newest entry. */
function verdictsIn(entries: readonly ActivityEntry[]) {
  const byCause = new Map(entries.map(({ verdict }) => [verdict.cause, verdictText(verdict)]));
  return [...byCause].map(([value, name]) => ({ value, name }));
}
