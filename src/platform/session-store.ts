/**
 * The data key and the issued headers in `storage.session`: in memory only, readable by the
 * extension's own pages only (the default access level), gone with the browser.
 */
import { EMPTY_SESSION, type Session, type SessionFacts, type SessionStore } from '../app/ports';
import { ACTIVITY_KEYS } from './activity-store';
import { browser } from './extension-api';

/** JSON only: what is not survives neither browser unchanged. */
const SECRETS: readonly (keyof Session)[] = [
  'dataKey',
  'issued',
  'failures',
  'clocks',
  'tokens',
  'signIns',
  'shown',
  'drafts',
  'lockAt',
  'lockWithComputer',
];
const FACTS: readonly (keyof SessionFacts)[] = [
  'generation',
  'lockedBy',
  'notice',
  'noticed',
  'refusedMessages',
  'toldDue',
  'updateWaiting',
  'copied',
];

export const sessionStore: SessionStore = {
  async read() {
    const stored = await browser.storage.session.get([...SECRETS, ...FACTS]);
    // Cast: only `write` below stores under these keys.
    return { ...EMPTY_SESSION, ...(stored as Partial<Session & SessionFacts>) };
  },

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

  clear: () => browser.storage.session.remove([...SECRETS, ...ACTIVITY_KEYS]),
};
