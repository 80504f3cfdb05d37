/**
 * The background's end of the published state: it leaves the last one in `storage.session`, where
 * pages find it (`published-state.ts`). It holds no credential.
 *
 * A state of many profiles lies there in parts. What belongs together is written and read in one
 * call each, so that nobody puts together two states.
 */
import type { StatePublisher } from '../app/ports';
import type { AppState } from '../domain/app-state';
import { browser } from './extension-api';
import { divide, PART_KEYS, type Part, partKey, STATE_KEY } from './state-parts';

/** Of the state and its parts, by key: what they are compared by. */
const FINGERPRINTS = 'state-fingerprints';

/** Every key under which a published state lies. */
export const PUBLISHED_KEYS = [STATE_KEY, FINGERPRINTS, ...PART_KEYS];

let published: Promise<unknown> = Promise.resolve();

export const pageState: StatePublisher = {
  publish(state) {
    // In turn: what is compared with has to be what is stored.
    const done = published.then(() => write(state)).catch(withdraw);
    published = done.catch(() => undefined);
    return done;
  },
};

async function write(state: AppState): Promise<void> {
  const { session } = browser.storage;
  const { head, parts } = divide(state);
  if (parts.length === 0) {
    // First what is no more: a background that dies in between must leave no names behind a lock.
    await session.remove([FINGERPRINTS, ...PART_KEYS]);
    await session.set({ [STATE_KEY]: head });
    return;
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
  if (changed.length === 0) return;
  await session.set({ ...Object.fromEntries(changed), [FINGERPRINTS]: wanted });
}

function byKey(parts: readonly Part[]): Readonly<Record<string, Part>> {
  return Object.fromEntries(parts.map((part, index) => [partKey(index), part]));
}

/** What could not be published must not leave an older state to be shown: pages will ask. */
async function withdraw(error: unknown): Promise<never> {
  await browser.storage.session.remove(PUBLISHED_KEYS);
  throw error;
}

async function fingerprint(value: unknown): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(value));
  const digest = await crypto.subtle.digest('SHA-256', text);
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
