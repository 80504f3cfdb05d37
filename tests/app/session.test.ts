/** The lists of the session's keys: a new key cannot be forgotten in them. */
import { describe, expect, it } from 'vitest';
import { EMPTY_SESSION, type Session, type SessionFacts } from '../../src/app/session';
import { FACT_KEYS, FACTS, KEYS, SESSION_KEYS } from '../../src/app/session-keys';

describe('the keys of the session', () => {
  it('are those that a lock removes, and the facts that it leaves', () => {
    expect(SESSION_KEYS.filter((key) => FACT_KEYS.includes(key))).toEqual([]);
    for (const key of Object.keys(EMPTY_SESSION)) {
      expect([...SESSION_KEYS, ...FACT_KEYS]).toContain(key);
    }
  });

  it('do not compile with a key that has no line: planted', () => {
    // @ts-expect-error `probe` is missing: it would never be read, and never be removed by a lock.
    const keys = KEYS satisfies Record<keyof (Session & { probe: string }), string>;
    // @ts-expect-error `probe` is missing: no line says that it may outlive a lock.
    const facts = FACTS satisfies Record<keyof (SessionFacts & { probe: string }), true>;

    expect([keys, facts]).not.toContain(undefined);
  });
});
