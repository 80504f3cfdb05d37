/**
 * What sign-ins leave, sealed in the vault beside the credential it belongs to: refresh tokens mostly. A
 * server may take each of them only once, so a new one is stored before anything is done with the access
 * token that came with it.
 */
import type { HeaderSpec, HeaderSpecId } from '../../domain/profile';
import type { VaultContent } from '../../vault/content';
import type { Ports, Renewal } from '../ports';
import type { Session } from '../session';
import { commit, unseal } from '../vault/commit';
import { readEnvelope } from '../vault/stored-vault';
import { signInKey } from './tokens';

/**
 * Whatever the session says of its time being up: a token that is not stored now is lost.
 *
 * @returns the headers whose sign-in it still is: not signed out meanwhile, nor in anew.
 * @throws AppError as `commit` does; then nothing is stored.
 */
export async function storeRenewals(
  ports: Ports,
  renewals: readonly Renewal[],
): Promise<ReadonlySet<HeaderSpecId>> {
  const { dataKey, tokens } = await ports.session.readNow();
  if (!dataKey || renewals.length === 0) return new Set();
  const vault = await unseal(await readEnvelope(ports), dataKey);
  const headers = vault.content.profiles.flatMap((profile) => profile.headers);
  const current = renewals.filter(({ headerId, askedWith }) => {
    const spec = headers.find(({ id }) => id === headerId);
    return spec && (askedWith === undefined || newestOf(spec, tokens) === askedWith);
  });
  const next = (spec: HeaderSpec) => beforeRenewed(renewed(spec, current), renewals);
  if (headers.some((spec) => next(spec) !== spec)) {
    await commit(ports, vault, withHeaders(vault.content, next));
  }
  return new Set(current.map(({ headerId }) => headerId));
}

/** What the vault could not be made to keep when it came. */
export async function unstoredRenewals({
  session,
}: Pick<Ports, 'session'>): Promise<readonly Renewal[]> {
  const { tokens } = await session.readNow();
  return Object.entries(tokens).flatMap(([key, { refreshToken }]) => {
    if (refreshToken === undefined) return [];
    // Cast: only a sign-in leaves one, under the id of its header.
    return [{ headerId: key as HeaderSpecId, askedWith: refreshToken, refreshToken }];
  });
}

/** The one to ask with next: the vault's, unless it could not be made to keep a newer one. */
function newestOf(spec: HeaderSpec, tokens: Session['tokens']): string | undefined {
  return tokens[signInKey(spec.id)]?.refreshToken ?? spec.refreshToken;
}

/** @returns the very same where there is no news of it. */
function renewed(spec: HeaderSpec, renewals: readonly Renewal[]): HeaderSpec {
  const renewal = renewals.find(({ headerId }) => headerId === spec.id);
  if (!renewal) return spec;
  const { refreshToken, lastingToken } = renewal;
  if (refreshToken === spec.refreshToken && lastingToken === spec.lastingToken) return spec;
  return {
    ...signedOut(spec),
    ...(refreshToken !== undefined && { refreshToken }),
    ...(lastingToken && { lastingToken }),
  };
}

/** The same for a credential that was replaced meanwhile: it has no id, but the token is its own. */
function beforeRenewed(spec: HeaderSpec, renewals: readonly Renewal[]): HeaderSpec {
  const { previousCredential: previous } = spec;
  if (previous?.refreshToken === undefined) return spec;
  const renewal = renewals.find(({ askedWith }) => askedWith === previous.refreshToken);
  const { refreshToken = previous.refreshToken } = renewal ?? {};
  return refreshToken === previous.refreshToken
    ? spec
    : { ...spec, previousCredential: { ...previous, refreshToken } };
}

/** No change of the profiles: an edit that began before goes on. */
export function withHeaders(
  content: VaultContent,
  next: (spec: HeaderSpec) => HeaderSpec,
): VaultContent {
  const profiles = content.profiles.map((profile) => ({
    ...profile,
    headers: profile.headers.map(next),
  }));
  return { ...content, profiles };
}

/** Without anything that a sign-in has left. */
export function signedOut({ refreshToken, lastingToken, ...spec }: HeaderSpec): HeaderSpec {
  return spec;
}
