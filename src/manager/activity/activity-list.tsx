/** The entries, the newest first: what was asked, by whom, how it went, and what to do about it. */
import { useState } from 'preact/hooks';
import { type ActivityEntry, isFine } from '../../domain/activity';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { clockTime } from '../../ui/clock-text';
import { RemedyButton } from '../../ui/remedy-button';
import { verdictText } from '../../ui/verdict-text';
import { remediesOf } from './remedies';

/** As many rows as anybody reads at once; the rest is drawn on demand. */
const SHOWN_FIRST = 50;

interface ActivityListProps {
  readonly entries: readonly ActivityEntry[];
  readonly nameOf: (profileId: string) => string;
  readonly send: Send;
}

export function ActivityList({ entries, nameOf, send }: ActivityListProps) {
  const [shown, setShown] = useState(SHOWN_FIRST);
  return (
    <>
      <ul class="entries">
        {entries.slice(0, shown).map((entry) => (
          <li key={entry.id} class={isFine(entry.verdict) ? 'fine' : 'problematic'}>
            <p class="row">
              <span class="mark" aria-hidden="true">
                {isFine(entry.verdict) ? '●' : '▲'}
              </span>
              <time dateTime={new Date(entry.at).toISOString()}>{clockTime(entry.at)}</time>
              <strong>{entry.method}</strong>
              <span class="push">{entry.status ?? text('activityNoAnswer')}</span>
            </p>
            <p class="place">{entry.address}</p>
            <p class="row">
              <span class="chip">{nameOf(entry.profileId)}</span>
              <span class="said">{verdictText(entry.verdict)}</span>
            </p>
            {!isFine(entry.verdict) && (
              <RemedyButton entry={entry} actions={remediesOf(entry.origin, send)} />
            )}
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
