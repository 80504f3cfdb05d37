/** The profiles that the list shows: found, filtered, sorted and grouped. */
import { useMemo } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import { findProfiles } from '../../ui/find-profiles';
import { groupedBySite, hasSharedSite, type SiteGroup, sorted } from './arrange';
import { countOf, isFiltered, type ListFilter } from './list-filter';
import { rowStates } from './row-state';
import { type Row, rowOf } from './selection';
import type { Arrangement } from './use-arrangement';

interface Wanted {
  readonly query: string;
  readonly filter: ListFilter;
  readonly arrangement: Arrangement;
}

export function useFound(state: OpenState, { query, filter, arrangement }: Wanted) {
  const { profiles } = state;
  // The state at the user's last choice: a row must not move or vanish because of a click in it.
  const then = useMemo(() => state, [query, filter, arrangement, state.profileCount]);
  const stateOf = useMemo(() => rowStates(state), [state]);
  const matchedThen = useMemo(() => {
    if (countOf(filter) === 0) return undefined;
    const judge = rowStates(then);
    const matched = then.profiles.filter((each) => isFiltered(each, filter, judge(each)));
    return new Set(matched.map(({ id }) => id));
  }, [then, filter]);
  const canGroup = useMemo(() => hasSharedSite(profiles), [profiles]);
  const inOrder = useMemo(
    () => sorted(profiles, arrangement.order, then),
    [profiles, arrangement.order, then],
  );
  const found = useMemo(() => {
    const named = findProfiles(inOrder, query);
    // Without a filter no profile has to be judged but those that are drawn.
    if (!matchedThen) return named;
    return named.filter(
      (profile) => matchedThen.has(profile.id) || isFiltered(profile, filter, stateOf(profile)),
    );
  }, [inOrder, query, filter, stateOf, matchedThen]);
  const isGrouped = canGroup && arrangement.isGrouped;
  const groups = useMemo(
    (): readonly SiteGroup[] =>
      isGrouped ? groupedBySite(found, arrangement.order, then.picks) : [{ profiles: found }],
    [found, isGrouped, arrangement.order, then],
  );
  const rows = useMemo(
    () =>
      groups.flatMap(({ origin, profiles: there }) =>
        there.map(({ id }): Row => rowOf(id, origin)),
      ),
    [groups],
  );
  return { found, groups, rows, canGroup, isGrouped, stateOf };
}
