/** Reminds the user to replace a credential that is due. */
import type { ProfileSummary } from '../../domain/app-state';
import { isDue } from '../../domain/rotation';
import { text } from '../../platform/texts';
import { daysText } from '../../ui/days-text';

interface RotationReminderProps {
  /** The profile that is picked on this site. */
  readonly profile: ProfileSummary;
  readonly onReplace: () => void;
}

export function RotationReminder({ profile, onReplace }: RotationReminderProps) {
  const { rotation, rotateEveryDays = 0 } = profile;
  if (!rotation || !isDue(rotation)) return null;
  return (
    <div class="notice stack">
      <p>{text('rotationReminder', daysText(rotation.ageDays), daysText(rotateEveryDays))}</p>
      <div class="row">
        <button type="button" onClick={onReplace}>
          {text('rotationReplace')}
        </button>
      </div>
    </div>
  );
}
