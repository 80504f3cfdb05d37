/**
 * The data key and the issued headers in `storage.session`: in memory only, readable by the
 * extension's own pages only (the default access level), gone with the browser.
 */
import type { Session, SessionStore } from '../app/ports';
import { browser } from './extension-api';

/** JSON only: what is not survives neither browser unchanged. */
const KEYS: readonly (keyof Session)[] = ['dataKey', 'issued', 'failures'];

export const sessionStore: SessionStore = {
  async read() {
    const stored = await browser.storage.session.get([...KEYS]);
    // Cast: only `write` below stores under these keys.
    return { issued: {}, failures: {}, ...(stored as Partial<Session>) };
  },

  write: (changes) => browser.storage.session.set(changes),

  clear: () => browser.storage.session.remove([...KEYS]),
};
