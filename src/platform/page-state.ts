/**
 * The background's end of the published state: it stores the last one in `storage.session` for the
 * pages (`published-state.ts`) and announces it. A state holds no credential.
 *
 * A state of many profiles is stored in parts. All changed parts are written in one call, and read in
 * one call, so that no page puts together parts of two states. A part is stored as JSON text: the browser
 * copies a text many times faster than the objects in it.
 */
import type { StatePublisher } from '../app/ports';
import type { AppState } from '../domain/app-state';
import { announce } from './announcements';
import { divide } from './divide-state';
import { browser } from './extension-api';
import { FINGERPRINTS, PART_KEYS, type Part, partKey, STATE_KEY } from './state-parts';

/** Every key under which a published state lies. */
export const PUBLISHED_KEYS = [STATE_KEY, FINGERPRINTS, ...PART_KEYS];

let published: Promise<unknown> = Promise.resolve();

export const pageState: StatePublisher = {
  publish(state) {
    // One after the other: each compares with the state that is stored.
    const done = published
      .then(() => write(state))
      .then((isNew) => announce(isNew ? 'state' : 'unchanged'))
      .catch(withdraw);
    published = done.catch(() => undefined);
    return done;
  },
};

/** @returns whether anything had to be written. */
async function write(state: AppState): Promise<boolean> {
  const { session } = browser.storage;
  const { head, parts } = divide(state);
  const { stamp: _, ...compared } = head;
  if (parts.length === 0) {
    // Removed first: a background that dies in between must leave no names after a lock.
    await session.remove([FINGERPRINTS, ...PART_KEYS]);
    // Without the stamp: to read a small state again costs nothing, and what is stored of the same state stays.
    await session.set({ [STATE_KEY]: compared });
    return true;
  }
  const texts = textsByKey(parts);
  const wanted = Object.fromEntries(
    await Promise.all(
      Object.entries({ [STATE_KEY]: JSON.stringify(compared), ...texts }).map(
        async ([key, text]) => [key, await fingerprint(text)] as const,
      ),
    ),
  );
  const { [FINGERPRINTS]: stored } = await session.get(FINGERPRINTS);
  // Cast: only this function stores under the key.
  const before = (stored ?? {}) as Readonly<Record<string, string>>;
  if (Object.keys(wanted).every((key) => wanted[key] === before[key])) return false;
  const changed = Object.entries(texts).filter(([key]) => wanted[key] !== before[key]);
  // The head in any case: it has the stamp.
  await session.set({
    [STATE_KEY]: head,
    ...Object.fromEntries(changed),
    [FINGERPRINTS]: wanted,
  });
  return true;
}

function textsByKey(parts: readonly Part[]): Readonly<Record<string, string>> {
  return Object.fromEntries(parts.map((part, index) => [partKey(index), JSON.stringify(part)]));
}

/** After a failure no older state may be shown: without one, pages ask the background. */
async function withdraw(error: unknown): Promise<never> {
  await browser.storage.session.remove(PUBLISHED_KEYS);
  throw error;
}

async function fingerprint(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
