/** Which of the entries are shown: of one profile, with one outcome, with one kind of status. */
import { type ActivityEntry, isFine } from '../../domain/activity';
import type { ProfileSummary } from '../../domain/app-state';
import { text } from '../../platform/texts';
import { ChoiceField } from '../../ui/choice-field';

/** An empty string: any. */
export interface Wanted {
  readonly profile: string;
  readonly outcome: '' | 'fine' | 'problem';
  /** The first digit of a status, or `none`. */
  readonly status: string;
}

export const ALL: Wanted = { profile: '', outcome: '', status: '' };

const STATUSES = ['2', '3', '4', '5'];

export function isWanted(entry: ActivityEntry, { profile, outcome, status }: Wanted): boolean {
  if (profile !== '' && entry.profileId !== profile) return false;
  if (outcome !== '' && isFine(entry.verdict) !== (outcome === 'fine')) return false;
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
        label={text('activityOutcome')}
        options={[
          any,
          { value: 'fine', name: text('activityFine') },
          { value: 'problem', name: text('activityProblem') },
        ]}
        value={wanted.outcome}
        // Cast: one of the options.
        onChange={(outcome) => onChange({ ...wanted, outcome: outcome as Wanted['outcome'] })}
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
