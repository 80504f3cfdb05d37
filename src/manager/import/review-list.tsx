/** The rows of a review, grouped by site: hosts before names. */
import { useMemo, useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import type { Origin } from '../../domain/site';
import { text } from '../../platform/texts';
import { originsOf } from '../list/arrange';
import { MoreRows, usePortion } from '../list/more-rows';
import { SelectAll } from '../list/select-all';
import { SiteName } from '../list/site-name';
import { ReviewRowItem } from './review-row';
import { canSave, isIncomplete, isTicked, type ReviewRow } from './review-rows';
import type { FailedRow } from './use-save-import';

/** Fewer are seen at a glance. */
const FILTER_FROM = 10;

const SHOWS = {
  all: () => true,
  ready: canSave,
  incomplete: isIncomplete,
  there: ({ check, isTwin }: ReviewRow) => check?.isThere === true || isTwin,
} as const;
type Shown = keyof typeof SHOWS;

const NAMES = {
  all: 'importShowAll',
  ready: 'importShowReady',
  incomplete: 'importShowIncomplete',
  there: 'importShowThere',
} as const;

interface ReviewListProps {
  readonly rows: readonly ReviewRow[];
  readonly state: OpenState;
  readonly change: (at: number, how: (row: ReviewRow) => ReviewRow) => void;
  readonly onSelect: (ats: ReadonlySet<number>, isChosen: boolean) => void;
  readonly failed: FailedRow | undefined;
}

export function ReviewList({ rows, state, change, onSelect, failed }: ReviewListProps) {
  const [filter, setFilter] = useState<{
    readonly show: Shown;
    readonly ats?: ReadonlySet<number>;
  }>({
    show: 'all',
  });
  const { ats } = filter;
  const shown = ats ? rows.filter(({ at }) => ats.has(at)) : rows;
  const failedAt = shown.findIndex(({ at }) => at === failed?.at);
  const { count, showMore } = usePortion(filter, failedAt + 1);
  const named = useMemo(() => namesByOrigin(state), [state.profiles]);
  // The same in every state. Another array would draw each row again, at last beside the answer to a save.
  const [schemes] = useState(state.schemes);
  const drawn = shown.slice(0, count);
  const savable = shown.filter(canSave);
  return (
    <>
      {rows.length > 1 && (
        <div class="row order-row">
          <SelectAll
            count={savable.length}
            selected={savable.filter(isTicked).length}
            onSelectAll={(isChosen) => onSelect(new Set(savable.map(({ at }) => at)), isChosen)}
          />
          {rows.length >= FILTER_FROM && (
            <label class="check push">
              {text('importShow')}
              <select
                autocomplete="off"
                value={filter.show}
                onChange={({ currentTarget }) => {
                  // Cast: the options are these.
                  const show = currentTarget.value as Shown;
                  // The rows of this moment: one that the user completes does not vanish.
                  const ats = rows.filter(SHOWS[show]).map(({ at }) => at);
                  setFilter({ show, ...(show !== 'all' && { ats: new Set(ats) }) });
                }}
              >
                {Object.entries(NAMES).map(([show, name]) => (
                  <option key={show} value={show}>
                    {text(name)}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
      )}
      {shown.length === 0 && <p class="hint">{text('importShowNone')}</p>}
      {groupsOf(drawn).map(([origin, there]) => (
        <section key={origin}>
          <h2 class="site-heading">
            {origin === '' ? text('importNoSite') : <Site of={origin} />}
          </h2>
          {named.has(origin) && (
            <p class="hint stored-here">
              {text('importStoredHere', (named.get(origin) ?? []).join(', '))}
            </p>
          )}
          <ul class="import-rows">
            {there.map((row) => (
              <ReviewRowItem
                key={row.at}
                row={row}
                schemes={schemes}
                failure={failed?.at === row.at ? failed.failure : undefined}
                change={change}
              />
            ))}
          </ul>
        </section>
      ))}
      {shown.length > count && <MoreRows left={shown.length - count} onMore={() => showMore()} />}
    </>
  );
}

function Site({ of }: { readonly of: string }) {
  // Cast: the row's origin is one as the URL parser writes it, or no address at all.
  return URL.canParse(of) ? <SiteName origin={of as Origin} /> : of;
}

/** The rows stand in the order of their sites already. */
function groupsOf(rows: readonly ReviewRow[]): readonly (readonly [string, ReviewRow[]])[] {
  const groups = new Map<string, ReviewRow[]>();
  for (const row of rows) {
    const group = groups.get(row.origin);
    if (group) group.push(row);
    else groups.set(row.origin, [row]);
  }
  return [...groups];
}

const NAMES_AT_MOST = 3;

/** The names of some stored profiles of each site. */
function namesByOrigin({ profiles }: OpenState): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  for (const profile of profiles) {
    const { name } = profile;
    for (const origin of originsOf(profile)) {
      const names = named.get(origin) ?? [];
      if (names.length < NAMES_AT_MOST) names.push(name);
      else if (names.length === NAMES_AT_MOST) names.push('…');
      named.set(origin, names);
    }
  }
  return named;
}
