/** The profiles that are selected in the list. Pure. */
import type { ProfileSummary } from '../../domain/app-state';
import type { ProfileId } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import { originsOf } from './arrange';

/** A row of the list. A profile with several sites may have several. */
export interface Row {
  readonly key: string;
  readonly id: ProfileId;
}

/** @param origin - Of the group that the row stands in. */
export function rowOf(id: ProfileId, origin: Origin | undefined): Row {
  return { key: `${id} ${origin ?? ''}`, id };
}

export type Selection = ReadonlySet<ProfileId>;

export const NOTHING: Selection = new Set();

export function withProfiles(
  selection: Selection,
  ids: readonly ProfileId[],
  isSelected: boolean,
): Selection {
  const next = new Set(selection);
  for (const id of ids) {
    if (isSelected) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** The profiles from one row to another, up or down the list; without a first row, that of the last. */
export function idsBetween(
  rows: readonly Row[],
  from: string | undefined,
  to: Row,
): readonly ProfileId[] {
  const start = rows.findIndex(({ key }) => key === from);
  const end = rows.findIndex(({ key }) => key === to.key);
  if (start === -1 || end === -1) return [to.id];
  return rows.slice(Math.min(start, end), Math.max(start, end) + 1).map(({ id }) => id);
}

/** A profile that is filtered out is no part of what is done with the selection. */
export function shownOf(selection: Selection, rows: readonly Row[]): Selection {
  const shown = new Set(rows.map(({ id }) => id));
  const left = [...selection].filter((id) => shown.has(id));
  return left.length === selection.size ? selection : new Set(left);
}

/** A site that two of the profiles have, without extras: only one of them can be in use there. */
export function sharedSite(profiles: readonly ProfileSummary[]): Origin | undefined {
  const known = new Set<Origin>();
  for (const profile of profiles) {
    if (profile.isExtra) continue;
    for (const origin of originsOf(profile)) {
      if (known.has(origin)) return origin;
      known.add(origin);
    }
  }
  return undefined;
}
