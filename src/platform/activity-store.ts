/**
 * The activity in `storage.session`: in memory only, and removed by a lock. The background writes it;
 * pages read it without waking the background.
 */
import type { Storage } from 'webextension-polyfill';
import type { ActivityStore } from '../app/ports';
import { type Activity, type ActivityEntry, NO_ACTIVITY, type SeenHere } from '../domain/activity';
import { CHUNK_KEYS, type Chunks, changedChunks, entriesOf } from './activity-chunks';
import { browser } from './extension-api';

/** Two keys, since a popup reads only the small one. */
const ACTIVITY = 'activity';
const SEEN = 'seen';
export const ACTIVITY_KEYS = [ACTIVITY, SEEN, ...CHUNK_KEYS];

/** The stored activity, valid while its `nextId` is stored: a lock removes it. */
let kept: Activity | undefined;

export const activityStore: ActivityStore = {
  async read() {
    const { [ACTIVITY]: stored } = await browser.storage.session.get(ACTIVITY);
    // Cast: only `write` below stores under this key.
    const { nextId } = (stored as Partial<Activity> | undefined) ?? {};
    if (!kept || kept.nextId !== nextId) kept = await readAll();
    return kept;
  },

  async write(activity) {
    const { seen, entries, ...rest } = activity;
    const before = kept;
    // A failed write may have stored a part: the next read reads all of it.
    kept = undefined;
    await browser.storage.session.set({
      ...changedChunks(entries, before?.entries),
      ...(seen !== before?.seen && { [SEEN]: seen }),
      [ACTIVITY]: rest,
    });
    kept = activity;
  },
};

async function readAll(): Promise<Activity> {
  const {
    [ACTIVITY]: stored,
    [SEEN]: seen,
    ...chunks
  } = await browser.storage.session.get([...ACTIVITY_KEYS]);
  // Casts: only `write` above stores under these keys.
  return {
    ...NO_ACTIVITY,
    ...(stored as Partial<Activity> | undefined),
    ...(seen !== undefined && { seen: seen as SeenHere }),
    entries: entriesOf(chunks as Chunks),
  };
}

/** The entry that each tab shows for its site. */
export async function readSeen(): Promise<SeenHere> {
  const { [SEEN]: seen } = await browser.storage.session.get(SEEN);
  return (seen as SeenHere | undefined) ?? {};
}

/** @returns a function that stops listening. */
export function onSeen(listener: (seen: SeenHere) => void): () => void {
  return onChange(({ [SEEN]: seen }) => {
    if (seen) listener((seen.newValue as SeenHere | undefined) ?? {});
  });
}

/** The oldest first. */
export async function readActivity(): Promise<readonly ActivityEntry[]> {
  return (await readAll()).entries;
}

/** @returns a function that stops listening. */
export function onActivity(listener: (entries: readonly ActivityEntry[]) => void): () => void {
  // Rejects while the extension is being updated, when the page is about to close.
  const tell = () => void readActivity().then(listener, () => undefined);
  return onChange((changes) => {
    if (CHUNK_KEYS.some((key) => changes[key])) tell();
  });
}

function onChange(tell: (changes: Readonly<Record<string, Storage.StorageChange>>) => void) {
  const { onChanged } = browser.storage.session;
  onChanged.addListener(tell);
  return () => onChanged.removeListener(tell);
}
