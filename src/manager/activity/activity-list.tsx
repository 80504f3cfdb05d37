/** The entries, newest first: the request, its profile, the verdict and the remedy. */
import { useState } from 'preact/hooks';
import { type ActivityEntry, isFine } from '../../domain/activity';
import { text } from '../../platform/texts';
import { clockTime } from '../../ui/clock-text';
import { type RemedyActions, RemedyButton } from '../../ui/remedy-button';
import { verdictText } from '../../ui/verdict-text';

/** Rows that are drawn first; a button draws more. */
const SHOWN_FIRST = 50;

interface ActivityListProps {
  readonly entries: readonly ActivityEntry[];
  readonly nameOf: (profileId: string) => string;
  readonly actions: RemedyActions;
  /** Copies the entry's address into the form above. */
  readonly onTest: (entry: ActivityEntry) => void;
}

export function ActivityList({ entries, nameOf, actions, onTest }: ActivityListProps) {
  const [shown, setShown] = useState(SHOWN_FIRST);
  return (
    <>
      <ul class="entries">
        {entries.slice(0, shown).map((entry) => (
          <li key={entry.id} class={isFine(entry.verdict) ? 'fine' : 'problematic'}>
            <p class="row">
              <time dateTime={new Date(entry.at).toISOString()}>{clockTime(entry.at)}</time>
              <strong>{entry.method}</strong>
              <span>{entry.status ?? text('activityNoAnswer')}</span>
              <span class="chip push">{nameOf(entry.profileId)}</span>
            </p>
            <p class="place">{entry.address}</p>
            <div class="row line">
              <p class="said">
                <span class="mark" aria-hidden="true">
                  {isFine(entry.verdict) ? '●' : '▲'}
                </span>
                <span>{verdictText(entry.verdict, entry.status)}</span>
              </p>
              {!isFine(entry.verdict) && (
                <RemedyButton entry={entry} actions={{ ...actions, onTest: () => onTest(entry) }} />
              )}
            </div>
          </li>
        ))}
      </ul>
      {entries.length > shown && (
        <button type="button" onClick={() => setShown(shown + SHOWN_FIRST)}>
          {text('activityMore', String(entries.length - shown))}
        </button>
      )}
    </>
  );
}
