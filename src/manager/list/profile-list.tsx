/** The rows of all profiles, with what finds, orders and selects them. */
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { OpenState, ProfileSummary } from '../../domain/app-state';
import type { ProfileId } from '../../domain/profile';
import { text } from '../../platform/texts';
import type { Ask, Command } from '../../protocol/messages';
import { ShareDialog } from '../share/share-dialog';
import { countOf, NO_FILTER, valuesIn } from './list-filter';
import { ListTools } from './list-tools';
import { MoreRows, usePortion } from './more-rows';
import { focusRow, ProfileRow, type RowActions } from './profile-row';
import { SelectAll } from './select-all';
import { type Row, rowOf } from './selection';
import { SelectionBar } from './selection-bar';
import { Group, portionOf } from './site-group';
import { useArrangement } from './use-arrangement';
import { useFound } from './use-found';
import { useSelection } from './use-selection';

/** With fewer profiles the search is enough. */
const LONG_FROM = 5;
/** Up to this many, rows with a problem are open. */
const FEW = 5;

interface ProfileListProps {
  readonly state: OpenState;
  readonly ask: Ask;
  /** The profile that was saved just now. */
  readonly savedId: ProfileId | undefined;
  /** @returns whether it worked. */
  readonly act: (command: Command) => Promise<boolean>;
  readonly onDuplicate: (profile: ProfileSummary) => void;
  /** No row is left that the focus could go to. */
  readonly focusHeading: () => void;
}

export function ProfileList({ state, ask, savedId, ...on }: ProfileListProps) {
  const { profiles } = state;
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState(NO_FILTER);
  const [arrangement, setArrangement] = useArrangement();
  const search = useRef<HTMLInputElement>(null);
  const [shared, setShared] = useState<readonly ProfileSummary[]>();
  const list = useRef<HTMLDivElement>(null);
  const shown = useFound(state, { query, filter, arrangement });
  const { found, groups, rows, stateOf } = shown;
  const { selection, select, selectAll } = useSelection(rows);
  // One row, although a profile with several sites has several; and not another one after a sort.
  const [savedKey] = useState(() => rows.find(({ id }) => id === savedId)?.key);
  const savedAt = rows.findIndex(({ key }) => key === savedKey);
  const wanted = useMemo(() => ({}), [query, filter, arrangement]);
  const { count, showMore } = usePortion(wanted, savedAt + 1);
  const isLong = profiles.length >= LONG_FROM;
  const canSelect = profiles.length > 1;
  const valuesNow = useCallback(
    () => valuesIn(profiles, stateOf, filter),
    [profiles, stateOf, filter],
  );
  const isLimited = query.trim() !== '' || countOf(filter) > 0;
  const said = [
    ...(isLimited ? [text('listFound', String(found.length), String(profiles.length))] : []),
    ...(selection.size > 0 ? [text('listSelected', String(selection.size))] : []),
  ];

  async function remove(profileIds: readonly ProfileId[], next: Row | undefined) {
    if (!(await on.act({ type: 'profile/remove', profileIds: [...profileIds] }))) return;
    if (next) focusRow(next);
    else on.focusHeading();
  }

  const latest = useRef({ select, remove, rows, on });
  latest.current = { select, remove, rows, on };
  // The same functions for ever, so that a row is not drawn again for their sake.
  const actions = useMemo<RowActions>(
    () => ({
      ask,
      act: (command) => void latest.current.on.act(command),
      onSelect: (...how) => latest.current.select(...how),
      onDuplicate: (profile) => latest.current.on.onDuplicate(profile),
      onShare: (profile) => setShared([profile]),
      onDelete: (row) => void latest.current.remove([row.id], nextTo(row, latest.current.rows)),
    }),
    [ask],
  );
  const selected = found.filter(({ id }) => selection.has(id));

  return (
    <div class="profile-list" ref={list}>
      <ListTools
        {...{ query, search, filter, isLong, arrangement }}
        onQuery={setQuery}
        singleKeys={state.settings.singleKeys}
        valuesNow={valuesNow}
        onFilter={setFilter}
        canGroup={shown.canGroup}
        onArrange={setArrangement}
        said={said.join(' · ')}
      >
        {canSelect && found.length > 0 && (
          <SelectAll count={found.length} selected={selection.size} onSelectAll={selectAll} />
        )}
      </ListTools>
      {found.length === 0 && (
        <div class="row">
          <p class="hint">{text('listNothing')}</p>
          <button
            type="button"
            onClick={() => {
              setQuery('');
              setFilter(NO_FILTER);
              search.current?.focus();
            }}
          >
            {text('listShowAll')}
          </button>
        </div>
      )}
      {portionOf(groups, count).map(({ origin, profiles: there, total }) => (
        <Group key={origin ?? ''} origin={origin} total={total}>
          {there.map((profile) => (
            <ProfileRow
              key={profile.id}
              row={rowOf(profile.id, origin)}
              profile={profile}
              state={state}
              rowState={stateOf(profile)}
              place={origin}
              isSelected={canSelect ? selection.has(profile.id) : undefined}
              isSaved={rowOf(profile.id, origin).key === savedKey}
              opens={
                profiles.length === 1 ||
                rowOf(profile.id, origin).key === savedKey ||
                (profiles.length <= FEW && needsUser(profile, stateOf(profile).problem))
              }
              actions={actions}
            />
          ))}
        </Group>
      ))}
      {rows.length > count && (
        <MoreRows
          left={rows.length - count}
          onMore={(isClicked) => {
            const next = rows[count];
            showMore();
            if (isClicked && next) requestAnimationFrame(() => focusRow(next));
          }}
        />
      )}
      {selected.length > 0 && (
        <SelectionBar
          profiles={selected}
          isAnyInUse={selected.some((profile) => stateOf(profile).isInUse)}
          act={actions.act}
          onShare={() => setShared(selected)}
          onDelete={() => void remove([...selection], undefined)}
          onClear={() => {
            selectAll(false);
            list.current?.querySelector<HTMLElement>('.order-row input')?.focus();
          }}
        />
      )}
      {shared && <ShareDialog profiles={shared} ask={ask} onClose={() => setShared(undefined)} />}
    </div>
  );
}

function needsUser({ headers }: ProfileSummary, problem: string | undefined): boolean {
  return problem !== undefined || headers.some(({ previousCredential }) => previousCredential);
}

/** The row after this one, or else before it; never another one of the same profile. */
function nextTo(row: Row, rows: readonly Row[]): Row | undefined {
  const at = rows.findIndex(({ key }) => key === row.key);
  const isOther = ({ id }: Row) => id !== row.id;
  return rows.slice(at).find(isOther) ?? rows.slice(0, at).findLast(isOther);
}
