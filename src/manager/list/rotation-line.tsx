/** The age of a profile's credentials, and the day on which they are due. */
import { isDue, type Rotation } from '../../domain/rotation';
import { text } from '../../platform/texts';
import { daysText } from '../../ui/days-text';

interface RotationLineProps {
  readonly rotation: Rotation;
}

export function RotationLine({ rotation }: RotationLineProps) {
  const { since, ageDays, dueInDays } = rotation;
  return (
    <p class="row hint">
      {text('rotationSince', dateText(since))}
      {ageDays > 0 && ` (${daysText(ageDays)})`}
      {dueInDays !== undefined && (
        <span class={isDue(rotation) ? 'chip attention' : 'chip'}>{dueText(dueInDays)}</span>
      )}
    </p>
  );
}

function dueText(dueInDays: number): string {
  if (dueInDays === 0) return text('rotationToday');
  return dueInDays > 0
    ? text('rotationIn', daysText(dueInDays))
    : text('rotationOverdue', daysText(-dueInDays));
}

function dateText(time: number): string {
  return new Date(time).toLocaleDateString(undefined, { dateStyle: 'medium' });
}
