/** Selects profiles of the list: one by one, from one row to another, or all that are shown. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { idsBetween, NOTHING, type Row, shownOf, withProfiles } from './selection';

/** @param rows - All rows that the filter leaves, in their order. */
export function useSelection(rows: readonly Row[]) {
  const [wanted, setWanted] = useState(NOTHING);
  const last = useRef<string>(undefined);
  const selection = useMemo(() => shownOf(wanted, rows), [wanted, rows]);
  // A profile that the filter shows again is not selected any more.
  useEffect(() => setWanted(selection), [selection]);
  return {
    selection,
    /** @param isRange - Also all rows between this one and the one that was clicked before. */
    select(row: Row, isSelected: boolean, isRange: boolean) {
      const ids = isRange ? idsBetween(rows, last.current, row) : [row.id];
      last.current = row.key;
      setWanted((before) => withProfiles(shownOf(before, rows), ids, isSelected));
    },
    selectAll(isSelected: boolean) {
      last.current = undefined;
      setWanted(isSelected ? new Set(rows.map(({ id }) => id)) : NOTHING);
    },
  };
}
