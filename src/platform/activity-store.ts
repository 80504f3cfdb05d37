/**
 * The activity in `storage.session`: in memory only, and gone with the lock. The background writes
 * it, pages read it without waking anybody.
 */
import type { Storage } from 'webextension-polyfill';
import type { ActivityStore } from '../app/ports';
import { type Activity, type ActivityEntry, NO_ACTIVITY, type SeenHere } from '../domain/activity';
import { browser } from './extension-api';

/** Apart, since a popup reads the small one only. */
export const ACTIVITY_KEYS = ['activity', 'seen'] as const;
const [ACTIVITY, SEEN] = ACTIVITY_KEYS;

export const activityStore: ActivityStore = {
  async read() {
    const { [ACTIVITY]: stored, [SEEN]: seen } = await browser.storage.session.get([
      ...ACTIVITY_KEYS,
    ]);
    // Casts: only `write` below stores under these keys.
    return {
      ...NO_ACTIVITY,
      ...(stored as Partial<Activity> | undefined),
      ...(seen !== undefined && { seen: seen as SeenHere }),
    };
  },

  async write({ seen, ...rest }) {
    await browser.storage.session.set({ [ACTIVITY]: rest, [SEEN]: seen });
  },
};

/** What tabs show of their sites. */
export async function readSeen(): Promise<SeenHere> {
  const { [SEEN]: seen } = await browser.storage.session.get(SEEN);
  return (seen as SeenHere | undefined) ?? {};
}

/** @returns what ends it. */
export function onSeen(listener: (seen: SeenHere) => void): () => void {
  return onChange(SEEN, (seen) => listener((seen as SeenHere | undefined) ?? {}));
}

/** The oldest first. */
export async function readActivity(): Promise<readonly ActivityEntry[]> {
  return (await activityStore.read()).entries;
}

/** @returns what ends it. */
export function onActivity(listener: (entries: readonly ActivityEntry[]) => void): () => void {
  return onChange(ACTIVITY, (stored) =>
    listener((stored as Partial<Activity> | undefined)?.entries ?? []),
  );
}

function onChange(key: string, listener: (value: unknown) => void): () => void {
  const { onChanged } = browser.storage.session;
  const tell = (changes: Readonly<Record<string, Storage.StorageChange>>) => {
    const change = changes[key];
    if (change) listener(change.newValue);
  };
  onChanged.addListener(tell);
  return () => onChanged.removeListener(tell);
}
