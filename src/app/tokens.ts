/** The tokens of picked headers: which are live, which are due, and when to ask again. Pure but for a digest. */
import type { Failure } from '../domain/errors';
import type { HeaderSpec } from '../domain/profile';
import type { Origin } from '../domain/site';
import { findScheme } from '../schemes';
import type { AccessToken, Grant } from '../schemes/auth-scheme';

/** Equal for credentials that are equal in everything, whoever's they are: they share a token. */
export type TokenKey = string & { readonly __brand: 'TokenKey' };

/** What a server has handed out, and how asking it goes. Times are milliseconds since the Unix epoch. */
export interface TokenState {
  readonly token?: AccessToken;
  /** Why there is no newer one. */
  readonly failure?: Failure;
  /** How often it failed since the last token. */
  readonly attempts: number;
  /** When to ask again; absent after a failure: not by itself. */
  readonly retryAt?: number;
}

/** A token to be asked for. */
export interface DueToken {
  readonly key: TokenKey;
  readonly grant: Grant;
  readonly credential: unknown;
}

/** The specs whose header carries a token, each with its key. */
export async function grantsOf(
  specs: readonly HeaderSpec[],
): Promise<ReadonlyMap<HeaderSpec, DueToken>> {
  const entries = await Promise.all(
    specs.map(async (spec) => {
      const { grant } = schemeOf(spec) ?? {};
      if (!grant) return [];
      return [[spec, { key: await keyOf(spec), grant, credential: spec.credential }] as const];
    }),
  );
  return new Map(entries.flat());
}

/** What a header is made of, or why it cannot be made now. */
export type TokenOutcome =
  | { readonly token: AccessToken; readonly failure?: never }
  | { readonly token?: never; readonly failure: Failure };

export interface TokenPlan {
  readonly outcomes: ReadonlyMap<HeaderSpec, TokenOutcome>;
  readonly due: readonly DueToken[];
  /** When something changes by itself; infinity: never. */
  readonly nextAt: number;
}

export const NO_TOKENS: TokenPlan = {
  outcomes: new Map(),
  due: [],
  nextAt: Number.POSITIVE_INFINITY,
};

interface TokenCircumstances {
  readonly tokens: Readonly<Record<TokenKey, TokenState>>;
  /** The origins that the browser lets us ask. */
  readonly askable: ReadonlySet<Origin>;
  /** Whether somebody works where it is sent: nothing is renewed for nobody. */
  readonly inUse: (spec: HeaderSpec) => boolean;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

export function planTokens(
  grants: ReadonlyMap<HeaderSpec, DueToken>,
  { tokens, askable, inUse, now }: TokenCircumstances,
): TokenPlan {
  const outcomes = new Map<HeaderSpec, TokenOutcome>();
  const due = new Map<TokenKey, DueToken>();
  let nextAt = Number.POSITIVE_INFINITY;
  for (const [spec, asked] of grants) {
    if (!originsAsked(spec).every((origin) => askable.has(origin))) {
      outcomes.set(spec, { failure: { code: 'token-endpoint-not-allowed' } });
      continue;
    }
    const state = tokens[asked.key];
    const token = liveToken(state, now);
    const failure = state?.failure ?? ({ code: 'token-pending' } as const);
    outcomes.set(spec, token ? { token } : { failure });
    // The first is asked for in any case, so that it is there when it is needed.
    const next = state && !inUse(spec) ? Number.POSITIVE_INFINITY : askAt(state);
    if (next <= now) due.set(asked.key, asked);
    nextAt = Math.min(nextAt, next, token?.expiresAt ?? nextAt);
  }
  return { outcomes, due: [...due.values()], nextAt };
}

/** The addresses that the spec's scheme asks by itself. */
export function endpointsOf(spec: HeaderSpec): readonly string[] {
  return schemeOf(spec)?.grant?.endpoints(spec.credential) ?? [];
}

/** For which the browser has to allow it. */
export function originsAsked(spec: HeaderSpec): readonly Origin[] {
  // Cast: an origin as the URL parser writes it is what `Origin` means.
  return [...new Set(endpointsOf(spec).map((endpoint) => new URL(endpoint).origin as Origin))];
}

/** The token, as long as the server takes it. */
function liveToken(state: TokenState | undefined, now: number): AccessToken | undefined {
  const token = state?.token;
  return token && (token.expiresAt === undefined || token.expiresAt > now) ? token : undefined;
}

/** When it is to be asked for next, which may be long ago; infinity: not by itself. */
function askAt({ token, failure, retryAt }: Partial<TokenState> = {}): number {
  if (failure) return retryAt ?? Number.POSITIVE_INFINITY;
  return token?.renewAt ?? 0;
}

function schemeOf({ schemeId }: HeaderSpec) {
  try {
    return findScheme(schemeId);
  } catch {
    // Of another version: issuing it says so.
    return undefined;
  }
}

async function keyOf({ schemeId, credential }: HeaderSpec): Promise<TokenKey> {
  const text = new TextEncoder().encode(JSON.stringify([schemeId, credential]));
  const digest = await crypto.subtle.digest('SHA-256', text);
  // Cast: this is where they are made.
  return btoa(String.fromCharCode(...new Uint8Array(digest))) as TokenKey;
}
