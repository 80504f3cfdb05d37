/**
 * The entries of the activity in chunks. The browser stores a value whole, however little of it is
 * new: one value for all entries cost a tenth of a second per page. The background writes them
 * (`changed-chunks.ts`). Pure.
 *
 * An entry's chunk follows from its id. A chunk is used again once all its entries are dropped.
 */
import { ACTIVITY_AT_MOST, type ActivityEntry } from '../domain/activity';

export const PER_CHUNK = 50;
/** One more: the oldest chunk may be dropped in part. */
export const CHUNKS = ACTIVITY_AT_MOST / PER_CHUNK + 1;

export type Chunks = Readonly<Record<string, readonly ActivityEntry[]>>;

export const CHUNK_KEYS = Array.from(
  { length: CHUNKS },
  (_, index): `activity-${number}` => `activity-${index}`,
);

/** All but the entries. */
export const ACTIVITY = 'activity';

/** Has a key of its own, since a popup reads only this. */
export const SEEN = 'seen';

/** @returns the entries that are kept, the oldest first. */
export function entriesOf(chunks: Chunks): readonly ActivityEntry[] {
  const entries = CHUNK_KEYS.flatMap((key) => chunks[key] ?? []);
  return entries.sort((a, b) => a.id - b.id).slice(-ACTIVITY_AT_MOST);
}
