/** Plans the tokens of picked headers: which are live, which are due, and when to ask again. */
import { AppError, type Failure } from '../../domain/errors';
import type { HeaderSpec, HeaderSpecId, LastingToken } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import { knownScheme } from '../../schemes';
import type { AccessToken, Grant, Obtained } from '../../schemes/auth-scheme';
import { namesUser } from '../../schemes/oauth2/signed-in-user';
import type { TokenKey, TokenState } from '../session';
import type { DueToken } from '../token-ports';
import { addressesOf, originsAsked } from './asked-addresses';
import { isSilentUnderWay, silentAskAt, silently } from './silent-renewal';
import { wantsNew } from './token-refusal';

/** The specs whose header carries a token, each with its token request. */
export async function grantsOf(
  specs: readonly HeaderSpec[],
): Promise<ReadonlyMap<HeaderSpec, DueToken>> {
  const entries = await Promise.all(
    specs.map(async (spec) => {
      const { grant } = knownScheme(spec.schemeId) ?? {};
      if (!grant) return [];
      const { id: headerId, credential, refreshToken } = spec;
      const due = hasRefreshToken(grant, credential)
        ? { key: signInKey(headerId), refresh: { headerId, refreshToken } }
        : { key: await keyOf(spec) };
      return [[spec, { ...due, grant, credential }] as const];
    }),
  );
  return new Map(entries.flat());
}

/** Whether the vault keeps a refresh token beside the header, which then has a token of its own. */
function hasRefreshToken(grant: Grant, credential: unknown): boolean {
  try {
    return grant.signIn !== undefined || grant.keepsRefreshToken?.(credential) === true;
  } catch {
    // A credential of another build: its addresses are refused below.
    return false;
  }
}

/** The token for a header, or the reason why there is none. */
export type TokenOutcome =
  | {
      readonly token: AccessToken;
      /** When the next one is asked for. Absent: only the user can get a new one. */
      readonly renewAt?: number;
      readonly failure?: never;
    }
  | { readonly token?: never; readonly renewAt?: never; readonly failure: Failure };

export interface TokenPlan {
  readonly outcomes: ReadonlyMap<HeaderSpec, TokenOutcome>;
  readonly due: readonly DueToken[];
  /** When a token is due or expires; infinity: never. */
  readonly nextAt: number;
}

export const NO_TOKENS: TokenPlan = {
  outcomes: new Map(),
  due: [],
  nextAt: Number.POSITIVE_INFINITY,
};

interface TokenCircumstances {
  readonly tokens: Readonly<Record<TokenKey, TokenState>>;
  /** The origins to which the browser allows requests. */
  readonly askable: ReadonlySet<Origin>;
  /** Whether the vault can be written. If not, a refresh token is not used: the next would be lost. */
  readonly canKeep: boolean;
  /** Whether the user works on a site of the header. Other tokens are not renewed. */
  readonly inUse: (spec: HeaderSpec) => boolean;
  /** Whether its server may be asked with the session that the user has there. */
  readonly maySilently: (spec: HeaderSpec) => boolean;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

export function planTokens(
  grants: ReadonlyMap<HeaderSpec, DueToken>,
  { tokens, askable, canKeep, inUse, maySilently, now }: TokenCircumstances,
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
    if (asked.refresh && !canKeep) {
      outcomes.set(spec, { failure: { code: 'vault-newer' } });
      continue;
    }
    const state = tokens[asked.key];
    const token = liveToken(state, now) ?? lasting(spec);
    const byToken = withNewest(asked, state);
    const bySession = !byToken && maySilently(spec) ? silently(spec, asked, state) : undefined;
    const renewAt = byToken
      ? askAt(state, now)
      : bySession
        ? silentAskAt(state, now)
        : Number.POSITIVE_INFINITY;
    const isPending =
      byToken || (bySession && renewAt <= now) || isSilentUnderWay(state ?? {}, now);
    outcomes.set(
      spec,
      token
        ? { token, ...(Number.isFinite(renewAt) && { renewAt }) }
        : { failure: state?.failure ?? { code: isPending ? 'token-pending' : 'signed-out' } },
    );
    // The first token is requested in any case, so that it is there when the user needs it.
    const isWanted = bySession || (byToken && (!state || wantsNew(state) || inUse(spec)));
    const next = isWanted ? renewAt : Number.POSITIVE_INFINITY;
    const renewable = byToken ?? bySession;
    if (renewable && next <= now) due.set(asked.key, renewable);
    nextAt = Math.min(nextAt, next, token?.expiresAt ?? nextAt);
  }
  return { outcomes, due: [...due.values()], nextAt };
}

/** Adds the newest refresh token. @returns undefined if the user has to sign in first. */
function withNewest(asked: DueToken, state: TokenState | undefined): DueToken | undefined {
  const { grant, refresh } = asked;
  if (!refresh) return asked;
  const refreshToken = state?.refreshToken ?? refresh.refreshToken;
  if (refreshToken === undefined) return grant.signIn ? undefined : asked;
  return { ...asked, refresh: { ...refresh, refreshToken } };
}

/** The key of a token with a refresh token in the vault. */
export function signInKey(headerId: HeaderSpecId): TokenKey {
  // Cast: the id of a header never equals a digest.
  return headerId as string as TokenKey;
}

/** Whether the user is signed in; undefined if the scheme has no sign-in. */
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

/** Whether the token of a sign-in names the user, so that the next one can be compared with it. */
export function isUserNamed(
  { id, schemeId }: HeaderSpec,
  tokens: Readonly<Record<TokenKey, TokenState>>,
): boolean {
  if (!knownScheme(schemeId)?.grant?.signIn?.silent) return false;
  const { user, token } = tokens[signInKey(id)] ?? {};
  return user !== undefined || (token !== undefined && namesUser(token.value));
}

/** Whether a server gives out a new token without the user. */
export function getsToken(
  spec: HeaderSpec,
  tokens: Readonly<Record<TokenKey, TokenState>>,
): boolean {
  const { grant } = knownScheme(spec.schemeId) ?? {};
  if (!grant?.signIn) return grant !== undefined;
  const state = tokens[signInKey(spec.id)];
  if (state?.failure?.code === 'sign-in-ended') return false;
  return (state?.refreshToken ?? spec.refreshToken) !== undefined;
}

/** A server is asked again after a day, even if it names a later time; milliseconds. */
export const LONGEST_WAIT_MS = 24 * 60 * 60_000;

/** A token that was obtained further in the future was obtained before the clock was set back. */
const CLOCK_JITTER_MS = 60_000;

/** A shorter-lived token may expire before a request with it arrives; milliseconds. */
const LEAST_LIFE_MS = 10_000;

/** Called after the refresh token is stored, which stays valid. @throws AppError `token-short-lived`. */
export function refuseShortLived({
  obtainedAt,
  expiresAt = Number.POSITIVE_INFINITY,
}: AccessToken) {
  if (expiresAt - obtainedAt >= LEAST_LIFE_MS) return;
  throw new AppError('token-short-lived', `lives for ${expiresAt - obtainedAt} ms`);
}

/** @returns undefined once the token has expired. */
function liveToken(state: TokenState | undefined, now: number): AccessToken | undefined {
  const token = state?.token;
  return token && (token.expiresAt === undefined || token.expiresAt > now) ? token : undefined;
}

/** The token of a sign-in that gave a token without an end and no refresh token. */
function lasting({ lastingToken }: HeaderSpec): AccessToken | undefined {
  return lastingToken && { ...lastingToken, renewAt: Number.POSITIVE_INFINITY };
}

/** @returns the token to store in the vault: it never expires, and there is no refresh token. */
export function lastingTokenOf({ token, refreshToken }: Obtained): LastingToken | undefined {
  if (refreshToken !== undefined || token.expiresAt !== undefined) return undefined;
  const { value, obtainedAt } = token;
  return { value, obtainedAt };
}

/** When the token is due, which may be in the past; infinity: only when the user asks. */
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
  // Cast: this is where token keys are made.
  return btoa(String.fromCharCode(...new Uint8Array(digest))) as TokenKey;
}
