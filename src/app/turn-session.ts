/** The session as one turn sees it: read once, then updated by the turn's own writes. */
import type { SessionStore } from './ports';
import type { SessionState } from './session';

/** @param isRevoked - Then a lock may have removed what the turn remembers, so it reads again. */
export function turnSession(store: SessionStore, isRevoked: () => boolean): SessionStore {
  let known: Promise<SessionState> | undefined;

  function readNow(): Promise<SessionState> {
    const reading = store.readNow();
    known = reading;
    reading.catch(() => {
      // A read that failed must not fail every later one.
      if (known === reading) known = undefined;
    });
    return reading;
  }

  return {
    read: () => (isRevoked() || !known ? readNow() : known),
    readNow,

    async write(changes) {
      await store.write(changes);
      // Cast: an explicit undefined means an absent key, in `Session` as in storage.
      known = known?.then((before) => ({ ...before, ...changes }) as SessionState);
    },

    async clear() {
      known = undefined;
      await store.clear();
      known = undefined;
    },
  };
}
