/**
 * Renews a token by the session that the user has at the authorization server, where that gives no
 * refresh token: decides when, and stores the answer.
 */
import { AppError } from '../../domain/errors';
import type { HeaderSpec, PickedProfile } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import { isInScope } from '../../domain/tab-scope';
import { knownScheme } from '../../schemes';
import type { SilentContext, SilentRenewal } from '../../schemes/auth-scheme';
import type { VaultContent } from '../../vault/content';
import type { BrowserPorts, Ports } from '../ports';
import type { Session, TokenState } from '../session';
import type { DueToken, SilentAsk } from '../token-ports';
import { unseal } from '../vault/commit';
import { readEnvelope } from '../vault/stored-vault';
import { addressesOf } from './asked-addresses';
import { originsOpened } from './opened-tabs';

/** Not sooner, however the server has refused the token. */
const LIFE_BEFORE = 0.7;

/** Longer than one takes from its visit on: ten seconds for the page, ten for the token. */
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

/** `allowedPicks` of `headers`: that folder imports this one, so it is handed over. */
export type PicksOf = (
  ports: Pick<Ports, 'permissions' | 'session'>,
  content: VaultContent,
) => Promise<readonly PickedProfile[]>;

/** A token that is asked for silently. */
export type SilentDue = DueToken & { readonly silent: SilentAsk };

interface Surroundings {
  readonly picked: readonly PickedProfile[];
  /** From `originsOpened`. */
  readonly opened: ReadonlyMap<number, Origin>;
  readonly signIns: Session['signIns'];
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** Whether the user works on a site of the header, and the server is apart from every site in use. */
export function maySilently(spec: HeaderSpec, around: Surroundings): boolean {
  const { picked, opened } = around;
  const own = picked.filter(([, { headers }]) => headers.some(({ id }) => id === spec.id));
  const sites = new Set([
    ...picked.map(([origin]) => origin),
    ...own.flatMap(([, profile]) => profile.sites.map(({ origin }) => origin)),
  ]);
  const pages = addressesOf(spec)?.pages.map((page) => new URL(page).origin as Origin) ?? [];
  return (
    own.some(([origin, , tabs]) =>
      [...opened].some(([tabId, shown]) => shown === origin && isInScope(tabs, tabId)),
    ) &&
    !pages.some((page) => sites.has(page)) &&
    !isSigningIn({ headerId: spec.id }, around)
  );
}

export async function surroundingsOf(
  ports: Pick<Ports, 'session' | 'tabs' | 'now'>,
  picked: readonly PickedProfile[],
): Promise<Surroundings> {
  const { signIns } = await ports.session.read();
  return { picked, opened: await originsOpened(ports), signIns, now: ports.now() };
}

/** The question is not asked: what it was planned for is over. */
export class NotBegun extends Error {}

/**
 * @param mayBegin - Asked just before the visit.
 * @returns the browser's part, for one header. Its `visit` throws `NotBegun`.
 */
export function silentContext(
  ports: Pick<BrowserPorts, 'session' | 'redirectUri' | 'visitSilently' | 'fetch' | 'now'>,
  { silent: { renewal }, credential }: SilentDue,
  mayBegin: () => Promise<boolean>,
): SilentContext {
  const begin = async () => {
    if (!(await mayBegin())) throw new NotBegun('no longer wanted');
  };
  return {
    now: () => ports.now(),
    fetch: ports.fetch,
    redirectUri: ports.redirectUri(renewal.redirect(credential)),
    visit: (url) => ports.visitSilently(url, begin),
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
  asked: SilentDue,
  picksOf: PicksOf,
): Promise<boolean> {
  return (await wantedBy(ports, asked, picksOf)) !== undefined;
}

/**
 * Asked in a turn just before the visit, which may have waited for others: whether all is as it was when
 * the question was planned. Notes the time, since a background that dies meanwhile must not ask twice.
 */
export async function beginSilent(
  ports: Ports,
  asked: SilentDue,
  picksOf: PicksOf,
): Promise<boolean> {
  const wanted = await wantedBy(ports, asked, picksOf);
  if (!wanted) return false;
  const around = await surroundingsOf(ports, wanted.picked);
  const { tokens } = await ports.session.readNow();
  const state = tokens[asked.key];
  if (!state || !maySilently(wanted.spec, around)) return false;
  const noted = { ...state, silentAt: around.now };
  await ports.session.write({ tokens: { ...tokens, [asked.key]: noted } });
  return true;
}

/** @returns the header and the picks that are in force; undefined if the answer is for neither. */
async function wantedBy(ports: Ports, { key, credential, silent }: SilentDue, picksOf: PicksOf) {
  const { dataKey, tokens, signIns } = await ports.session.readNow();
  const { token, user } = tokens[key] ?? {};
  const isSame = token?.obtainedAt === silent.obtainedAt && user?.digest === silent.user.digest;
  if (!dataKey || !isSame || isSigningIn(silent, { signIns, now: ports.now() })) return undefined;
  const { content } = await unseal(ports, await readEnvelope(ports), dataKey);
  const picked = await picksOf(ports, content);
  const headers = picked.flatMap(([, profile]) => profile.headers);
  const spec = headers.find(({ id }) => id === silent.headerId);
  const isCredential = JSON.stringify(spec?.credential) === JSON.stringify(credential);
  return spec && isCredential ? { spec, picked } : undefined;
}

/** The user has left the page of a sign-in open, or has just begun. */
function isSigningIn(
  { headerId }: Pick<SilentAsk, 'headerId'>,
  { signIns, now }: Pick<Surroundings, 'signIns' | 'now'>,
): boolean {
  return (signIns[headerId]?.endsAt ?? 0) > now;
}
