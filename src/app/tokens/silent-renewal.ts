/**
 * Renews a token by the session that the user has at the authorization server, where that gives no
 * refresh token: decides when, and stores the answer.
 */
import { AppError } from '../../domain/errors';
import type { HeaderSpec, PickedProfile } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import { knownScheme } from '../../schemes';
import type { SilentContext, SilentRenewal } from '../../schemes/auth-scheme';
import type { BrowserPorts, Ports } from '../ports';
import type { Session, TokenState } from '../session';
import type { DueToken, SilentAsk } from '../token-ports';
import { unseal } from '../vault/commit';
import { readEnvelope } from '../vault/stored-vault';
import { addressesOf } from './asked-addresses';

/** Not sooner, however the server has refused the token. */
const LIFE_BEFORE = 0.7;

/** Longer than one takes: ten seconds for the page, ten for the token. */
const UNDER_WAY_MS = 30_000;

/** @returns undefined for a scheme without it, and if the user has not switched it on. */
export function silentOf({
  schemeId,
  credential,
}: Pick<HeaderSpec, 'schemeId' | 'credential'>): SilentRenewal | undefined {
  const silent = knownScheme(schemeId)?.grant?.signIn?.silent;
  try {
    return silent?.isOn(credential) ? silent : undefined;
  } catch {
    // A credential of another build.
    return undefined;
  }
}

/** @returns the request, if it is known who signed in. */
export function silently(spec: HeaderSpec, asked: DueToken, state?: TokenState) {
  const { token, user } = state ?? {};
  const renewal = silentOf(spec);
  if (!renewal || !token || !user) return undefined;
  const { refresh: _, ...due } = asked;
  return {
    ...due,
    silent: { headerId: spec.id, renewal, user, obtainedAt: token.obtainedAt },
  } satisfies DueToken;
}

/** When it is due, which may be in the past; infinity: only when the user signs in. */
export function silentAskAt(state: TokenState | undefined, now: number): number {
  const { token, failure, retryAt, silentAt = Number.NEGATIVE_INFINITY } = state ?? {};
  // A token without an end is stored as such (decision 23).
  if (token?.expiresAt === undefined || (failure && retryAt === undefined)) {
    return Number.POSITIVE_INFINITY;
  }
  const { obtainedAt, expiresAt, renewAt } = token;
  const life = expiresAt - obtainedAt;
  // Pages decide when a refused token is due (T26). They must not decide this. The clock may have been
  // set back since the last time.
  const bound = Math.min(silentAt, now) + life / 2;
  return Math.max(renewAt, obtainedAt + life * LIFE_BEFORE, bound, retryAt ?? 0);
}

/** A background that has died since leaves it for lost. */
export function isSilentUnderWay({ silentAt, failure }: Partial<TokenState>, now: number): boolean {
  return silentAt !== undefined && !failure && Math.abs(now - silentAt) < UNDER_WAY_MS;
}

interface Surroundings {
  readonly picked: readonly PickedProfile[];
  /** The sites that tabs show because the user has opened them. */
  readonly opened: ReadonlySet<Origin>;
  readonly signIns: Session['signIns'];
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** Whether the user works on a site of the header, and the server is apart from every site in use. */
export function maySilently(
  spec: HeaderSpec,
  { picked, opened, signIns, now }: Surroundings,
): boolean {
  const own = picked.filter(([, { headers }]) => headers.some(({ id }) => id === spec.id));
  const sites = new Set([
    ...picked.map(([origin]) => origin),
    ...own.flatMap(([, profile]) => profile.sites.map(({ origin }) => origin)),
  ]);
  const pages = addressesOf(spec)?.pages.map((page) => new URL(page).origin as Origin) ?? [];
  const isSigningIn = (signIns[spec.id]?.endsAt ?? 0) > now;
  return (
    own.some(([origin]) => opened.has(origin)) &&
    !pages.some((page) => sites.has(page)) &&
    !isSigningIn
  );
}

/** Called before the requests begin: a background that dies meanwhile must not ask twice. */
export async function noteSilent(ports: Ports, due: readonly DueToken[]): Promise<void> {
  const keys = due.flatMap(({ key, silent }) => (silent ? [key] : []));
  if (keys.length === 0) return;
  const { tokens } = await ports.session.readNow();
  const now = ports.now();
  const noted = keys.flatMap((key) => {
    const state = tokens[key];
    return state ? [[key, { ...state, silentAt: now }] as const] : [];
  });
  await ports.session.write({ tokens: { ...tokens, ...Object.fromEntries(noted) } });
}

/** @returns the browser's part, for one header. */
export function silentContext(
  ports: Pick<BrowserPorts, 'session' | 'redirectUri' | 'visitSilently' | 'fetch' | 'now'>,
  { renewal }: SilentAsk,
  credential: unknown,
): SilentContext {
  return {
    now: () => ports.now(),
    fetch: ports.fetch,
    redirectUri: ports.redirectUri(renewal.redirect(credential)),
    visit: (url) => ports.visitSilently(url),
    async refuseLocked() {
      const { dataKey } = await ports.session.readNow();
      if (!dataKey) throw new AppError('vault-locked', 'locked meanwhile');
    },
  };
}

/**
 * Whether the answer is still for the one who signed in, for the credential that asked, and for a header
 * that is in use. Called in the turn that stores it.
 */
export async function isSilentWanted(
  ports: Ports,
  { key, credential, silent }: DueToken & { readonly silent: SilentAsk },
): Promise<boolean> {
  const { dataKey, tokens, signIns } = await ports.session.readNow();
  const { token, user } = tokens[key] ?? {};
  const isSame = token?.obtainedAt === silent.obtainedAt && user?.digest === silent.user.digest;
  if (!dataKey || !isSame || signIns[silent.headerId]) return false;
  const { content } = await unseal(await readEnvelope(ports), dataKey);
  const inForce = Object.values(content.sitePicks).flatMap((pick) =>
    pick ? [pick.identity, ...pick.extras] : [],
  );
  const headers = content.profiles
    .filter(({ id }) => inForce.includes(id))
    .flatMap((profile) => profile.headers);
  const spec = headers.find(({ id }) => id === silent.headerId);
  return (
    !content.settings.paused && JSON.stringify(spec?.credential) === JSON.stringify(credential)
  );
}
