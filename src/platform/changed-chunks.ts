/** The chunks of the activity that have to be written; see `activity-chunks.ts`. Pure. */
import type { ActivityEntry } from '../domain/activity';
import { CHUNK_KEYS, CHUNKS, type Chunks, PER_CHUNK } from './activity-chunks';

/** @returns the chunks whose last entry has changed; all without `before`. */
export function changedChunks(
  entries: readonly ActivityEntry[],
  before?: readonly ActivityEntry[],
): Chunks {
  const [chunks, known] = [chunksOf(entries), before && chunksOf(before)];
  const changed = CHUNK_KEYS.filter((key) => !known || lastOf(chunks, key) !== lastOf(known, key));
  return Object.fromEntries(changed.map((key) => [key, chunks[key] ?? []]));
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
