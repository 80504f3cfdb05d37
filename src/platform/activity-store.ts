/**
 * The activity in `storage.session`: in memory only, and removed by a lock. The background writes it;
 * pages read it (`seen-activity.ts`).
 */
import type { ActivityStore } from '../app/ports';
import { type Activity, NO_ACTIVITY, type SeenHere } from '../domain/activity';
import { ACTIVITY, CHUNK_KEYS, type Chunks, entriesOf, SEEN } from './activity-chunks';
import { announce } from './announcements';
import { changedChunks } from './changed-chunks';
import { browser } from './extension-api';

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
    announce('activity');
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
