/**
 * A browser in memory: everything a use case can reach, and a record of its calls.
 *
 * `session` and `rules` behave as measured (docs/platform.md): both are lost with the browser; an
 * extension reload loses the session and keeps the rules.
 */
import type { EndedSignIn, Ports, StoredVault, VaultCopy } from '../../src/app/ports';
import { EMPTY_SESSION, type SessionState } from '../../src/app/session';
import { FACT_KEYS } from '../../src/app/session-keys';
import type { DueToken } from '../../src/app/token-ports';
import { type Activity, NO_ACTIVITY } from '../../src/domain/activity';
import type { AppState } from '../../src/domain/app-state';
import { AppError } from '../../src/domain/errors';
import type { Origin } from '../../src/domain/site';
import type { PlainFace, TabFace } from '../../src/domain/toolbar-face';
import { placeOf, type Rule, type RuleContent } from '../../src/rules/rule';
import { placedHeadersOf } from '../../src/rules/uncached';
import { CHROME } from './browsers';
import { fakeCipher } from './fake-cipher';

export interface FakeBrowser {
  readonly ports: Ports;
  /** Milliseconds since the Unix epoch; tests move it. */
  now: number;
  /** The current vault; setting it leaves nothing else in either copy. */
  envelope: string | undefined;
  storage: StoredVault;
  database: StoredVault;
  session: Partial<SessionState>;
  activity: Activity;
  /** The sites whose requests are reported. */
  watched: readonly Origin[];
  /** The sites of which it is reported who opens their pages. */
  watchedPages: readonly Origin[];
  /** The rules of tests under way. */
  testing: readonly RuleContent[];
  rules: readonly Rule[];
  wakeUpAt: number | undefined;
  /** The text on the system's clipboard. */
  clipboard: string;
  /** Whether the user lets us look at it. */
  clipboardAllowed: boolean;
  clipboardAlarmAt: number | undefined;
  /** The cipher of backups answers after it. */
  cipherHeld: Promise<void> | undefined;
  published: AppState | undefined;
  idleMinutes: number | undefined;
  /** The toolbar button of every tab that has none of its own, and of single tabs. */
  toolbar: PlainFace | undefined;
  readonly faces: Map<number, TabFace>;
  /** Whether the user has allowed notifications. */
  notifiable: boolean;
  /** The number of notifications shown. */
  notifications: number;
  /** Every call that changed something, in order: `rules.update`, `session.clear`, … */
  readonly calls: string[];
  /** Origins that the user has not allowed. */
  readonly disallowed: Set<string>;
  /** Refuses every change that adds a rule. */
  refuseRules: boolean;
  refuseStorage: boolean;
  refuseDatabase: boolean;
  /** Whether the user is at the computer. */
  active: boolean;
  /** The number of installed updates. */
  updates: number;
  /** The sites in the tabs. */
  shown: Origin[];
  /** The mark on the disk. */
  hadTabPicks: boolean;
  /** The tabs that the browser may not unload. */
  readonly keptLoaded: Set<number>;
  /** The sign-ins to revoke. */
  readonly endedSignIns: EndedSignIn[];
  /** The tokens last asked for. */
  wantedTokens: readonly DueToken[];
}

export function fakeBrowser(): FakeBrowser {
  const fake: FakeBrowser = {
    now: 1_587_674_497_000,
    get envelope() {
      return fake.storage.current;
    },
    set envelope(current) {
      fake.storage = merged({ current });
      fake.database = merged({ current });
    },
    storage: {},
    database: {},
    session: {},
    activity: NO_ACTIVITY,
    watched: [],
    watchedPages: [],
    testing: [],
    rules: [],
    wakeUpAt: undefined,
    clipboard: '',
    clipboardAllowed: true,
    clipboardAlarmAt: undefined,
    cipherHeld: undefined,
    published: undefined,
    idleMinutes: undefined,
    toolbar: undefined,
    faces: new Map(),
    notifiable: false,
    notifications: 0,
    calls: [],
    disallowed: new Set(),
    refuseRules: false,
    refuseStorage: false,
    refuseDatabase: false,
    active: true,
    updates: 0,
    shown: [],
    hadTabPicks: false,
    keptLoaded: new Set(),
    endedSignIns: [],
    wantedTokens: [],
    ports: {
      copies: [
        copyIn('storage', () => fake.refuseStorage),
        copyIn('database', () => fake.refuseDatabase),
      ],
      session: {
        read: async () => ({ ...EMPTY_SESSION, ...copy(fake.session) }),
        readNow: async () => ({ ...EMPTY_SESSION, ...copy(fake.session) }),
        write: async (changes) => {
          fake.calls.push('session.write');
          fake.session = merged(fake.session, changes);
        },
        clear: async () => {
          fake.calls.push('session.clear');
          const facts = Object.entries(fake.session).filter(([key]) => FACT_KEYS.includes(key));
          fake.session = Object.fromEntries(facts);
          fake.activity = NO_ACTIVITY;
        },
      },
      activity: {
        read: async () => fake.activity,
        write: async (activity) => {
          fake.calls.push('activity.write');
          fake.activity = copy(activity);
        },
      },
      rules: {
        browser: CHROME,
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
      clipboard: {
        isAllowed: async () => fake.clipboardAllowed,
        read: async () => {
          if (!fake.clipboardAllowed) throw new Error('not allowed');
          return fake.clipboard;
        },
        clear: async () => {
          if (!fake.clipboardAllowed) throw new Error('not allowed');
          fake.calls.push('clipboard.clear');
          fake.clipboard = '';
        },
      },
      clipboardAlarm: {
        set: async (at) => {
          fake.clipboardAlarmAt = at;
        },
      },
      cipher: fakeCipher(() => fake.cipherHeld),
      pages: {
        publish: async (state) => {
          fake.published = state;
        },
      },
      toolbar: {
        showEverywhere: async (face) => {
          fake.toolbar = face;
        },
        showIn: async (tabId, face) => void fake.faces.set(tabId, face),
        forget: (tabId) => void fake.faces.delete(tabId),
      },
      notifier: {
        isAllowed: async () => fake.notifiable,
        tellDue: async () => {
          fake.notifications += 1;
        },
      },
      idle: {
        watch: (minutes) => {
          fake.idleMinutes = minutes;
        },
        isActive: async () => fake.active,
      },
      requests: {
        watch: (origins) => {
          fake.watched = origins;
        },
        watchAsked: (origins) => {
          fake.watchedPages = origins;
        },
        lookClosely: () => {},
      },
      update: {
        apply: () => {
          fake.updates += 1;
        },
      },
      tabs: {
        all: async () => fake.shown.map((origin, index) => ({ id: index + 1, origin })),
        shown: async () =>
          fake.shown.map((origin, index) => ({ id: index + 1, origin, isPrivate: false })),
        keepLoaded: async (tabId, isKept) => {
          if (isKept) fake.keptLoaded.add(tabId);
          else fake.keptLoaded.delete(tabId);
        },
      },
      tabPicksMark: {
        isSet: async () => fake.hadTabPicks,
        set: async (isSet) => {
          fake.hadTabPicks = isSet;
        },
      },
      tests: { rules: () => fake.testing },
      revocations: {
        want: (ended) => void fake.endedSignIns.push(...ended),
        endpoints: () => [],
      },
      tokens: {
        want: (due) => {
          fake.wantedTokens = due;
        },
        renewals: () => [],
      },
      fetch: async () => {
        throw new TypeError('no network');
      },
      fetchSeeingRedirects: async () => {
        throw new TypeError('no network');
      },
      visitSilently: async () => undefined,
      redirectUri: () => 'https://keybearer.test/signed-in',
      now: () => fake.now,
    },
  };
  return fake;

  function copyIn(place: 'storage' | 'database', refuses: () => boolean): VaultCopy {
    return {
      place,
      read: async () => fake[place],
      write: async (stored) => {
        if (refuses()) throw new AppError('storage-failed', 'full');
        fake.calls.push(`${place}.write`);
        fake[place] = copy(stored);
      },
    };
  }
}

/** Removes undefined values, as JSON does. */
function merged<T extends object>(...parts: readonly object[]): T {
  // Cast: JSON forgets the types.
  return copy(Object.assign({}, ...parts)) as T;
}

/** Storage keeps JSON: other values must not survive a test either. */
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** The header values in force, without what keeps answers out of the cache, by the rules' URL filter. */
export function inForce({ rules }: FakeBrowser): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const rule of rules) {
    const place = `|${placeOf(rule)}`;
    const values = placedHeadersOf(rule).map(({ name, value }) => `${name}: ${value}`);
    const before = found[place] ?? [];
    found[place] = [...new Set([...before, ...values])];
  }
  return found;
}
