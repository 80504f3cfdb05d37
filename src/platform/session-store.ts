/**
 * The session in `storage.session`: in memory only, readable by the extension's own pages only (the
 * default access level), gone with the browser.
 */
import type { SessionStore } from '../app/ports';
import { EMPTY_SESSION, type SessionState } from '../app/session';
import { FACT_KEYS, SESSION_KEYS } from '../app/session-keys';
import { ACTIVITY_KEYS } from './activity-store';
import { announce } from './announcements';
import { browser } from './extension-api';
import { KEPT_KEY } from './kept-access';
import { PUBLISHED_KEYS } from './page-state';
import { SITE_KEY } from './site-handover';

/** A lock leaves these keys: no secret, and nothing that an open vault said but its last state. */
const STAYS = new Set<string>([
  ...FACT_KEYS,
  // The locked state replaces it at once.
  ...PUBLISHED_KEYS,
  // Creating a vault locks first, and must not forget the site that the user came from.
  SITE_KEY,
  // The browser tells it without the vault, and the same question would come after each unlock.
  KEPT_KEY,
]);

async function read(): Promise<SessionState> {
  const stored = await browser.storage.session.get([...SESSION_KEYS, ...FACT_KEYS]);
  // Cast: only `write` below stores under these keys.
  return { ...EMPTY_SESSION, ...(stored as Partial<SessionState>) };
}

export const sessionStore: SessionStore = {
  read,
  readNow: read,

  async write(changes) {
    const entries = Object.entries(changes);
    const removed = entries.filter(([, value]) => value === undefined).map(([key]) => key);
    if (removed.length > 0) await browser.storage.session.remove(removed);
    if (removed.length < entries.length) {
      await browser.storage.session.set(
        Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
      );
    }
  },

  async clear() {
    // In one call: a background that dies here leaves the key and the activity, or neither.
    await browser.storage.session.remove([...SESSION_KEYS, ...ACTIVITY_KEYS]);
    announce('activity');
    // The session is locked by now. A failure here must not fail the lock.
    await removeUnnamed().catch(() => undefined);
  },
};

/** Removes the keys that neither stay nor have a name here. */
async function removeUnnamed(): Promise<void> {
  const { session } = browser.storage;
  const left = Object.keys(await session.get(null)).filter((key) => !STAYS.has(key));
  if (left.length > 0) await session.remove(left);
}
