/** The pages' end of the activity (`activity-store.ts`): read without waking the background. */
import type { ActivityEntry, SeenHere } from '../domain/activity';
import { CHUNK_KEYS, type Chunks, entriesOf, SEEN } from './activity-chunks';
import { onAnnounced } from './announcements';
import { readPublished } from './page-storage';

/** The entry that each tab shows for its site. */
export async function readSeen(): Promise<SeenHere> {
  const { [SEEN]: seen } = await readPublished([SEEN]);
  // Cast: only the background's store writes under this key.
  return (seen as SeenHere | undefined) ?? {};
}

/** @returns a function that stops listening. */
export function onSeen(listener: (seen: SeenHere) => void): () => void {
  return onAnnounced('activity', tellOf(readSeen, listener));
}

/** The oldest first. */
export async function readActivity(): Promise<readonly ActivityEntry[]> {
  // Cast: as above.
  return entriesOf((await readPublished(CHUNK_KEYS)) as Chunks);
}

/** @returns a function that stops listening. */
export function onActivity(listener: (entries: readonly ActivityEntry[]) => void): () => void {
  return onAnnounced('activity', tellOf(readActivity, listener));
}

function tellOf<T>(read: () => Promise<T>, listener: (value: T) => void): () => void {
  // Rejects while the extension is being updated, when the page is about to close.
  return () => void read().then(listener, () => undefined);
}
