/** When the pick of a site ends by itself, or why it has. Loaded where there is something to say. */
import type { ShownEnd } from '../../domain/app-state';
import type { EndedBy } from '../../domain/pick-end';
import { text } from '../../platform/texts';
import { minuteTime } from '../../ui/clock-text';

interface PickEndLineProps {
  readonly end: ShownEnd | undefined;
  readonly endedBy: EndedBy | undefined;
  /** Absent: the vault can only be read. */
  readonly onKeep: (() => void) | undefined;
}

export function PickEndLine({ end, endedBy, onKeep }: PickEndLineProps) {
  if (!end) return <p class="hint">{endedBy && text(`popupEnded_${endedBy}`)}</p>;
  return (
    <div class="row line">
      <span class="hint">{endText(end)}</span>
      {onKeep && (
        <button class="quiet push" type="button" onClick={onKeep}>
          {text('popupKeepOn')}
        </button>
      )}
    </div>
  );
}

/** No end is more than two hours away. */
function endText({ at }: ShownEnd): string {
  if (at === undefined) return text('popupOffWithBrowser');
  const isToday = new Date(at).getDate() === new Date().getDate();
  return text(isToday ? 'popupOffAt' : 'popupOffTomorrowAt', minuteTime(at));
}
