/**
 * The entries of the activity in chunks. The browser stores a value whole, however little of it is
 * new: one value for all entries cost a tenth of a second per page. Pure.
 *
 * An entry's chunk follows from its id. A chunk is used again once all its entries are dropped.
 */
import { ACTIVITY_AT_MOST, type ActivityEntry } from '../domain/activity';

const PER_CHUNK = 50;
/** One more: the oldest chunk may be dropped in part. */
const CHUNKS = ACTIVITY_AT_MOST / PER_CHUNK + 1;

export type Chunks = Readonly<Record<string, readonly ActivityEntry[]>>;

export const CHUNK_KEYS = Array.from(
  { length: CHUNKS },
  (_, index): `activity-${number}` => `activity-${index}`,
);

/** All but the entries. */
export const ACTIVITY = 'activity';

/** Has a key of its own, since a popup reads only this. */
export const SEEN = 'seen';

/** @returns the chunks whose last entry has changed; all without `before`. */
export function changedChunks(
  entries: readonly ActivityEntry[],
  before?: readonly ActivityEntry[],
): Chunks {
  const [chunks, known] = [chunksOf(entries), before && chunksOf(before)];
  const changed = CHUNK_KEYS.filter((key) => !known || lastOf(chunks, key) !== lastOf(known, key));
  return Object.fromEntries(changed.map((key) => [key, chunks[key] ?? []]));
}

/** @returns the entries that are kept, the oldest first. */
export function entriesOf(chunks: Chunks): readonly ActivityEntry[] {
  const entries = CHUNK_KEYS.flatMap((key) => chunks[key] ?? []);
  return entries.sort((a, b) => a.id - b.id).slice(-ACTIVITY_AT_MOST);
}

function chunksOf(entries: readonly ActivityEntry[]): Chunks {
  const chunks = Object.fromEntries(CHUNK_KEYS.map((key): [string, ActivityEntry[]] => [key, []]));
  for (const entry of entries) chunks[keyOf(entry)]?.push(entry);
  return chunks;
}

function keyOf({ id }: ActivityEntry): string {
  return `activity-${Math.floor(id / PER_CHUNK) % CHUNKS}`;
}

function lastOf(chunks: Chunks, key: string): number | undefined {
  return chunks[key]?.at(-1)?.id;
}
