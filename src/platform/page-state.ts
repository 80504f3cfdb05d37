/**
 * The background's end of the published state: it stores the last one in `storage.session` for the
 * pages (`published-state.ts`) and announces it. A state holds no credential.
 *
 * A state of many profiles is stored in parts. All changed parts are written in one call, and read in
 * one call, so that no page puts together parts of two states.
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
  if (parts.length === 0) {
    // Removed first: a background that dies in between must leave no names after a lock.
    await session.remove([FINGERPRINTS, ...PART_KEYS]);
    await session.set({ [STATE_KEY]: head });
    return true;
  }
  const values = { [STATE_KEY]: head, ...byKey(parts) };
  const wanted = Object.fromEntries(
    await Promise.all(
      Object.entries(values).map(async ([key, value]) => [key, await fingerprint(value)]),
    ),
  );
  const { [FINGERPRINTS]: stored } = await session.get(FINGERPRINTS);
  // Cast: only this function stores under the key.
  const before = (stored ?? {}) as Readonly<Record<string, string>>;
  const changed = Object.entries(values).filter(([key]) => wanted[key] !== before[key]);
  if (changed.length === 0) return false;
  await session.set({ ...Object.fromEntries(changed), [FINGERPRINTS]: wanted });
  return true;
}

function byKey(parts: readonly Part[]): Readonly<Record<string, Part>> {
  return Object.fromEntries(parts.map((part, index) => [partKey(index), part]));
}

/** After a failure no older state may be shown: without one, pages ask the background. */
async function withdraw(error: unknown): Promise<never> {
  await browser.storage.session.remove(PUBLISHED_KEYS);
  throw error;
}

async function fingerprint(value: unknown): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(value));
  const digest = await crypto.subtle.digest('SHA-256', text);
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
