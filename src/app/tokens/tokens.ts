/** The tokens of picked headers: which are live, which are due, and when to ask again. Pure but for a digest. */
import { AppError, type Failure } from '../../domain/errors';
import type { HeaderSpec, HeaderSpecId, LastingToken } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import { knownScheme } from '../../schemes';
import type { AccessToken, Obtained } from '../../schemes/auth-scheme';
import type { DueToken } from '../ports';
import type { TokenKey, TokenState } from '../session';
import { addressesOf, originsAsked } from './asked-addresses';

/** The specs whose header carries a token, each with its key. */
export async function grantsOf(
  specs: readonly HeaderSpec[],
): Promise<ReadonlyMap<HeaderSpec, DueToken>> {
  const entries = await Promise.all(
    specs.map(async (spec) => {
      const { grant } = knownScheme(spec.schemeId) ?? {};
      if (!grant) return [];
      const { id: headerId, credential, refreshToken } = spec;
      const due = grant.signIn
        ? { key: signInKey(headerId), signIn: { headerId, refreshToken } }
        : { key: await keyOf(spec) };
      return [[spec, { ...due, grant, credential }] as const];
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
  /** Whether the vault can be written: what can be used once is not spent for what cannot be kept. */
  readonly canKeep: boolean;
  /** Whether somebody works where it is sent: nothing is renewed for nobody. */
  readonly inUse: (spec: HeaderSpec) => boolean;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

export function planTokens(
  grants: ReadonlyMap<HeaderSpec, DueToken>,
  { tokens, askable, canKeep, inUse, now }: TokenCircumstances,
): TokenPlan {
  const outcomes = new Map<HeaderSpec, TokenOutcome>();
  const due = new Map<TokenKey, DueToken>();
  let nextAt = Number.POSITIVE_INFINITY;
  for (const [spec, asked] of grants) {
    if (!addressesOf(spec)) {
      const failure = { code: 'credential-invalid', problem: 'endpoint-not-a-url' } as const;
      outcomes.set(spec, { failure });
      continue;
    }
    if (!originsAsked(spec).every((origin) => askable.has(origin))) {
      outcomes.set(spec, { failure: { code: 'token-endpoint-not-allowed' } });
      continue;
    }
    if (asked.signIn && !canKeep) {
      outcomes.set(spec, { failure: { code: 'vault-newer' } });
      continue;
    }
    const state = tokens[asked.key];
    const token = liveToken(state, now) ?? lasting(spec);
    const renewable = withNewest(asked, state);
    const code = renewable ? 'token-pending' : 'signed-out';
    outcomes.set(spec, token ? { token } : { failure: state?.failure ?? { code } });
    // The first is asked for in any case, so that it is there when it is needed.
    const isWanted = renewable && (!state || inUse(spec));
    const next = isWanted ? askAt(state, now) : Number.POSITIVE_INFINITY;
    if (renewable && next <= now) due.set(asked.key, renewable);
    nextAt = Math.min(nextAt, next, token?.expiresAt ?? nextAt);
  }
  return { outcomes, due: [...due.values()], nextAt };
}

/** With what buys the next token; nothing where somebody has to sign in first. */
function withNewest(asked: DueToken, state: TokenState | undefined): DueToken | undefined {
  const { signIn } = asked;
  if (!signIn) return asked;
  const refreshToken = state?.refreshToken ?? signIn.refreshToken;
  return refreshToken === undefined ? undefined : { ...asked, signIn: { ...signIn, refreshToken } };
}

/** The key of what a sign-in has obtained. */
export function signInKey(headerId: HeaderSpecId): TokenKey {
  // Cast: ids of headers are like no digest.
  return headerId as string as TokenKey;
}

/** Whether somebody is signed in; nothing where nobody has to. */
export function isSignedIn(
  spec: HeaderSpec,
  tokens: Readonly<Record<TokenKey, TokenState>>,
  now: number,
): boolean | undefined {
  if (!knownScheme(spec.schemeId)?.grant?.signIn) return undefined;
  const state = tokens[signInKey(spec.id)];
  if (state?.failure?.code === 'sign-in-ended') return false;
  const { refreshToken, lastingToken } = spec;
  return refreshToken !== undefined || (liveToken(state, now) ?? lastingToken) !== undefined;
}

/** A server that says when to ask again is asked within a day all the same; milliseconds. */
export const LONGEST_WAIT_MS = 24 * 60 * 60_000;

/** What lies further ahead than clocks stray was written before the clock was set back. */
const CLOCK_JITTER_MS = 60_000;

/** Less is over before it has arrived everywhere; milliseconds. */
const LEAST_LIFE_MS = 10_000;

/**
 * Asked once its refresh token is stored, which is good all the same.
 *
 * @throws AppError `token-short-lived`.
 */
export function refuseShortLived({
  obtainedAt,
  expiresAt = Number.POSITIVE_INFINITY,
}: AccessToken) {
  if (expiresAt - obtainedAt >= LEAST_LIFE_MS) return;
  throw new AppError('token-short-lived', `lives for ${expiresAt - obtainedAt} ms`);
}

/** The token, as long as the server takes it. */
function liveToken(state: TokenState | undefined, now: number): AccessToken | undefined {
  const token = state?.token;
  return token && (token.expiresAt === undefined || token.expiresAt > now) ? token : undefined;
}

/** That of a sign-in which has left nothing else, and is good till somebody ends it. */
function lasting({ lastingToken }: HeaderSpec): AccessToken | undefined {
  return lastingToken && { ...lastingToken, renewAt: Number.POSITIVE_INFINITY };
}

/** What is kept of a sign-in by whose token alone somebody can go on; nothing where it has to end. */
export function lastingTokenOf({ token, refreshToken }: Obtained): LastingToken | undefined {
  if (refreshToken !== undefined || token.expiresAt !== undefined) return undefined;
  const { value, obtainedAt } = token;
  return { value, obtainedAt };
}

/** When it is to be asked for next, which may be long ago; infinity: not by itself. */
function askAt(state: TokenState | undefined, now: number): number {
  const { token, failure, retryAt } = state ?? {};
  if (failure) {
    if (retryAt === undefined) return Number.POSITIVE_INFINITY;
    return retryAt > now + LONGEST_WAIT_MS ? now : retryAt;
  }
  if (!token || token.obtainedAt > now + CLOCK_JITTER_MS) return now;
  return token.renewAt;
}

async function keyOf({ schemeId, credential }: HeaderSpec): Promise<TokenKey> {
  const text = new TextEncoder().encode(JSON.stringify([schemeId, credential]));
  const digest = await crypto.subtle.digest('SHA-256', text);
  // Cast: this is where they are made.
  return btoa(String.fromCharCode(...new Uint8Array(digest))) as TokenKey;
}
