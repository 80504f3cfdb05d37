/**
 * The activity in `storage.session`: in memory only, and gone with the lock. The background writes
 * it, pages read it without waking anybody.
 */
import type { Storage } from 'webextension-polyfill';
import type { ActivityStore } from '../app/ports';
import { type Activity, type ActivityEntry, NO_ACTIVITY, type SeenHere } from '../domain/activity';
import { CHUNK_KEYS, type Chunks, changedChunks, entriesOf } from './activity-chunks';
import { browser } from './extension-api';

/** Apart, since a popup reads the small one only. */
const ACTIVITY = 'activity';
const SEEN = 'seen';
const ACTIVITY_KEYS = [ACTIVITY, SEEN, ...CHUNK_KEYS];

/** What is stored, as long as its number is: only the background writes, and a lock takes it away. */
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
    // Whatever has been written of it if it fails, it is read again.
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

/** What tabs show of their sites. */
export async function readSeen(): Promise<SeenHere> {
  const { [SEEN]: seen } = await browser.storage.session.get(SEEN);
  return (seen as SeenHere | undefined) ?? {};
}

/** @returns what ends it. */
export function onSeen(listener: (seen: SeenHere) => void): () => void {
  return onChange(({ [SEEN]: seen }) => {
    if (seen) listener((seen.newValue as SeenHere | undefined) ?? {});
  });
}

/** The oldest first. */
export async function readActivity(): Promise<readonly ActivityEntry[]> {
  return (await readAll()).entries;
}

/** @returns what ends it. */
export function onActivity(listener: (entries: readonly ActivityEntry[]) => void): () => void {
  // Gone, where the extension is being updated: nobody looks at that page any more.
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
