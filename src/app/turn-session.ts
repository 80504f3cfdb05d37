/** The session as one turn sees it: read once, then updated by the turn's own writes. */
import type { SessionStore } from './ports';
import type { SessionState } from './session';

export function turnSession(store: SessionStore): SessionStore {
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
    read: () => known ?? readNow(),
    readNow,

    async write(changes) {
      await store.write(changes);
      // Cast: an explicit undefined means an absent key, in `Session` as in storage.
      known = known?.then((before) => ({ ...before, ...changes }) as SessionState);
    },

    async clear() {
      await store.clear();
      known = undefined;
    },
  };
}
