/**
 * The last published state, in `storage.session`: a page paints it before the background has woken,
 * and hears of every later one. It holds no credential.
 */
import type { Storage } from 'webextension-polyfill';
import type { StatePublisher } from '../app/ports';
import type { AppState } from '../domain/app-state';
import { browser } from './extension-api';

const KEY = 'state';

export const pageState: StatePublisher = {
  publish: (state) => browser.storage.session.set({ [KEY]: state }),
};

/** Nothing before the background's first start in this browser session. */
export async function readPublishedState(): Promise<AppState | undefined> {
  // What cannot be read has not been published: the background will be asked.
  const { [KEY]: state } = await browser.storage.session
    .get(KEY)
    .catch(() => ({ [KEY]: undefined }));
  // Cast: only `publish` stores under this key.
  return state as AppState | undefined;
}

/** @returns what ends it. */
export function onPublishedState(listener: (state: AppState) => void): () => void {
  const { onChanged } = browser.storage.session;
  const onChange = (changes: Readonly<Record<string, Storage.StorageChange>>) => {
    const state = changes[KEY]?.newValue;
    // Cast: as above.
    if (state) listener(state as AppState);
  };
  onChanged.addListener(onChange);
  return () => onChanged.removeListener(onChange);
}
