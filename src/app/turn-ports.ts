/**
 * The ports of one turn: a lock that overtakes the turn revokes their effects.
 *
 * A port or method that is missing in the table does not compile, so each new one gets a decision
 * whether its effect may outlast a lock.
 */
import { AppError } from '../domain/errors';
import type { Ports } from './ports';
import { turnSession } from './turn-session';

type Effect =
  /** No effect. */
  | 'reads'
  /** Rejects with `vault-locked` once the lock has begun. */
  | 'refused'
  /** Does nothing once the lock has begun: a call that is not awaited must not reject. */
  | 'ignored'
  /** A commit may finish, but must not come between those of the next turn. */
  | 'refused when over'
  /** Still works after a lock, for this reason. */
  | { readonly left: string };

type Callable = (...parameters: never[]) => unknown;

type EffectsOf<P> = P extends Callable
  ? Effect
  : { readonly [M in keyof P as P[M] extends Callable ? M : never]: Effect };

/** One line for each port of `P`, each method with its effect. */
export type EffectTable<P> = {
  readonly [K in keyof P]: P[K] extends readonly (infer Each)[] ? EffectsOf<Each> : EffectsOf<P[K]>;
};

export const EFFECTS = {
  copies: { read: 'reads', write: 'refused when over' },
  session: { read: 'reads', readNow: 'reads', write: 'refused', clear: 'refused' },
  activity: { read: 'reads', write: 'refused' },
  rules: { installed: 'reads', update: 'refused' },
  permissions: { allowed: 'reads' },
  wakeUp: { set: 'refused' },
  clipboard: {
    isAllowed: 'reads',
    read: 'reads',
    clear: { left: 'a lock clears the clipboard as well' },
  },
  clipboardAlarm: { set: { left: 'a copied header must be cleared after a lock too' } },
  cipher: {
    encrypt: 'refused',
    decrypt: 'refused',
    end: { left: 'a lock ends the work under way' },
  },
  pages: { publish: 'refused' },
  toolbar: { showEverywhere: 'refused', showIn: 'refused', forget: 'ignored' },
  notifier: { isAllowed: 'reads', tellDue: 'refused' },
  idle: {
    watch: { left: 'only sets after how many minutes the browser reports idleness' },
    isActive: 'reads',
  },
  update: { apply: { left: 'restarts the extension, which locks' } },
  requests: {
    watch: { left: 'requests that are seen while locked are not recorded' },
    watchAsked: { left: 'pages that are opened while locked are not noted' },
    lookClosely: { left: 'requests that are seen while locked are not recorded' },
  },
  tabs: {
    all: 'reads',
    shown: 'reads',
    keepLoaded: { left: 'only decides whether the browser may unload a tab' },
  },
  tabPicksMark: {
    isSet: 'reads',
    set: { left: 'the mark names nothing, and a lock keeps the picks' },
  },
  tokens: { want: 'ignored', renewals: 'reads' },
  revocations: {
    want: { left: 'the vault without the sign-ins is stored' },
    endpoints: 'reads',
  },
  tests: { rules: 'reads' },
  fetch: { left: 'a request that has left cannot be taken back' },
  fetchSeeingRedirects: { left: 'a request that has left cannot be taken back' },
  redirectUri: 'reads',
  visitSilently: { left: 'a request that has left cannot be taken back' },
  now: 'reads',
} as const satisfies EffectTable<Ports>;

export interface TurnPorts {
  readonly ports: Ports;
  /** From now on the turn changes no rule, no session and no page; a commit may finish. */
  revoke(): void;
  /** From now on the turn has no effect at all. */
  end(): void;
}

type Effects = EffectTable<Ports>;

/** @param effects - What a lock does to each port. */
export function limitPorts(ports: Ports, effects: Effects = EFFECTS): TurnPorts {
  let revoked = false;
  let over = false;

  function limited(call: Callable, effect: Effect): Callable {
    if (effect === 'reads' || typeof effect === 'object') return call;
    if (effect === 'ignored') return (...parameters) => (revoked ? undefined : call(...parameters));
    return async (...parameters) => {
      const isRefused = effect === 'refused' ? revoked : over;
      if (isRefused) throw new AppError('vault-locked', 'locked meanwhile');
      return call(...parameters);
    };
  }

  /** @returns a copy of the port, limited: a function, an object of functions, or several of those. */
  function limitedPort(port: unknown, effect: unknown): unknown {
    // Casts: the table has an effect for each function, and an object of effects for each object.
    if (typeof port === 'function') return limited(port as Callable, effect as Effect);
    if (Array.isArray(port)) return port.map((each) => limitedPort(each, effect));
    const methods = Object.entries(effect as Readonly<Record<string, Effect>>);
    const object = port as Readonly<Record<string, Callable>>;
    const limitedMethods = methods.flatMap(([name, each]) => {
      const call = object[name];
      return call ? [[name, limited(call.bind(port), each)]] : [];
    });
    return { ...object, ...Object.fromEntries(limitedMethods) };
  }

  const all = Object.entries(effects).map(([name, effect]) => {
    return [name, limitedPort(Reflect.get(ports, name), effect)];
  });
  // Cast: the table names every port.
  const turnPorts = { ...ports, ...Object.fromEntries(all) } as Ports;
  return {
    ports: { ...turnPorts, session: turnSession(turnPorts.session, () => revoked) },
    revoke: () => {
      revoked = true;
    },
    end: () => {
      over = true;
    },
  };
}
