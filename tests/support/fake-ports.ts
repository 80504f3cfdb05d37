/**
 * A browser in memory: everything a use case can reach, and what reached it.
 *
 * `session` and `rules` behave as measured (docs/platform.md): both are lost with the browser; an
 * extension reload loses the session and keeps the rules.
 */
import type { Ports, Session } from '../../src/app/ports';
import type { AppState } from '../../src/domain/app-state';
import { AppError } from '../../src/domain/errors';
import type { Rule } from '../../src/rules/rule';

export interface FakeBrowser {
  readonly ports: Ports;
  /** Milliseconds since the Unix epoch; tests move it. */
  now: number;
  envelope: string | undefined;
  session: Partial<Session>;
  rules: readonly Rule[];
  wakeUpAt: number | undefined;
  published: AppState | undefined;
  idleMinutes: number | undefined;
  toolbar: 'normal' | 'locked' | 'attention' | undefined;
  /** Every call that changed something, in order: `rules.update`, `session.clear`, … */
  readonly calls: string[];
  /** Origins that the user has not allowed. */
  readonly disallowed: Set<string>;
  /** Refuses every change that adds a rule. */
  refuseRules: boolean;
  refuseStorage: boolean;
}

export function fakeBrowser(): FakeBrowser {
  const fake: FakeBrowser = {
    now: 1_587_674_497_000,
    envelope: undefined,
    session: {},
    rules: [],
    wakeUpAt: undefined,
    published: undefined,
    idleMinutes: undefined,
    toolbar: undefined,
    calls: [],
    disallowed: new Set(),
    refuseRules: false,
    refuseStorage: false,
    ports: {
      envelope: {
        read: async () => fake.envelope,
        write: async (text) => {
          if (fake.refuseStorage) throw new AppError('storage-failed', 'full');
          fake.calls.push('envelope.write');
          fake.envelope = text;
        },
      },
      session: {
        read: async () => ({ issued: {}, failures: {}, ...copy(fake.session) }),
        write: async (changes) => {
          fake.calls.push('session.write');
          fake.session = { ...fake.session, ...copy(changes) };
        },
        clear: async () => {
          fake.calls.push('session.clear');
          fake.session = {};
        },
      },
      rules: {
        browser: { knowsTopDomains: true },
        installed: async () => fake.rules,
        update: async ({ removeRuleIds, addRules }) => {
          if (fake.refuseRules && addRules.length > 0)
            throw new AppError('rules-refused', 'refused');
          fake.calls.push('rules.update');
          const kept = fake.rules.filter(({ id }) => !removeRuleIds.includes(id));
          fake.rules = [...kept, ...addRules];
        },
      },
      permissions: {
        allowed: async (origins) =>
          new Set(origins.filter((origin) => !fake.disallowed.has(origin))),
      },
      wakeUp: {
        set: async (at) => {
          fake.calls.push('wakeUp.set');
          fake.wakeUpAt = at;
        },
      },
      pages: {
        publish: async (state) => {
          fake.published = state;
        },
      },
      toolbar: {
        show: async (face) => {
          fake.toolbar = face;
        },
      },
      idle: {
        watch: (minutes) => {
          fake.idleMinutes = minutes;
        },
      },
      now: () => fake.now,
    },
  };
  return fake;
}

/** Storage keeps JSON: what is not JSON must not survive a test either. */
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** The header values in force, by the rules' URL filter. */
export function inForce({ rules }: FakeBrowser): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { condition, action } of rules) {
    const values = action.requestHeaders.map(({ header, value }) => `${header}: ${value}`);
    const before = found[condition.urlFilter] ?? [];
    found[condition.urlFilter] = [...new Set([...before, ...values])];
  }
  return found;
}
