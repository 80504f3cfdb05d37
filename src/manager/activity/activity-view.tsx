/** The activity page: the requests that were seen, and a form that explains or tests an address. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type ActivityEntry, isFine } from '../../domain/activity';
import type { OpenState } from '../../domain/app-state';
import { onActivity, readActivity } from '../../platform/seen-activity';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { Heading } from '../../ui/heading';
import { saveFile } from '../save-file';
import { ActivityFilter, ALL, isWanted, type Wanted } from './activity-filter';
import { ActivityList } from './activity-list';
import { AskForm } from './ask-form';
import { remediesBy } from './remedies';

/** The background stops watching closely after 30 s, so the page repeats its request. */
const LOOK_EVERY_MS = 20_000;

interface ActivityViewProps {
  readonly state: OpenState;
  readonly send: Send;
  readonly ask: Ask;
}

export function ActivityView({ state, send, ask }: ActivityViewProps) {
  const entries = useActivity();
  useCloseLook(ask);
  const [wanted, setWanted] = useState<Wanted>(ALL);
  const [toTest, setToTest] = useState<ActivityEntry>();
  const actions = useMemo(() => remediesBy(send), [send]);
  const nameOf = (id: string) => state.profiles.find((profile) => profile.id === id)?.name ?? '';
  const found = entries.filter((entry) => isWanted(entry, wanted)).toReversed();

  return (
    <section class="stack activity">
      <Heading>{text('activityTitle')}</Heading>
      <AskForm ask={ask} actions={actions} toTest={toTest} />
      <div class="row">
        <h2 class="push-after">{text('activitySeen', String(entries.length))}</h2>
        <button
          type="button"
          aria-disabled={found.length === 0}
          onClick={() => found.length > 0 && saveFile(fileName(), exported(found, nameOf))}
        >
          {text('activityExport')}
        </button>
        <button
          type="button"
          aria-disabled={entries.length === 0}
          onClick={() => entries.length > 0 && void send({ type: 'activity/clear' })}
        >
          {text('activityClear')}
        </button>
      </div>
      {!state.settings.observes && <p class="notice">{text('activityOff')}</p>}
      {entries.length === 0 ? (
        state.settings.observes && <p class="hint">{text('activityEmpty')}</p>
      ) : (
        <ActivityFilter
          entries={entries}
          profiles={state.profiles}
          wanted={wanted}
          onChange={setWanted}
        />
      )}
      {entries.length > 0 && found.length === 0 && (
        <p class="hint" role="status">
          {text('activityNoneFits')}
        </p>
      )}
      <ActivityList entries={found} nameOf={nameOf} actions={actions} onTest={setToTest} />
      <p class="hint">{text('activityKept')}</p>
    </section>
  );
}

/** The background notices changes by other extensions only while this page asks for it. */
function useCloseLook(ask: Ask): void {
  useEffect(() => {
    const look = () => void ask({ type: 'activity/look' });
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [ask]);
}

/** @returns the entries, oldest first. */
function useActivity(): readonly ActivityEntry[] {
  const [entries, setEntries] = useState<readonly ActivityEntry[]>([]);
  useEffect(() => {
    const stop = onActivity(setEntries);
    void readActivity().then((read) => setEntries((newer) => (newer.length > 0 ? newer : read)));
    return stop;
  }, []);
  return entries;
}

function fileName(): string {
  return `keybearer-activity-${new Date().toISOString().slice(0, 10)}.json`;
}

/** The same content as on the page. Entries hold no secret. */
function exported(entries: readonly ActivityEntry[], nameOf: (id: string) => string): string {
  const lines = entries.map((entry) => ({
    time: new Date(entry.at).toISOString(),
    method: entry.method,
    address: entry.address,
    profile: nameOf(entry.profileId),
    headers: entry.headerNames,
    status: entry.status,
    verdict: entry.verdict,
    isFine: isFine(entry.verdict),
  }));
  return `${JSON.stringify(lines, null, 2)}\n`;
}
