/**
 * The refresh tokens of sign-ins, sealed in the vault beside the credential they belong to. A server
 * may take each of them only once, so a new one is stored before anything is done with the access
 * token that came with it.
 */
import type { HeaderSpec, HeaderSpecId } from '../domain/profile';
import type { VaultContent } from '../vault/content';
import { commit, unseal } from './commit';
import type { Ports, Session } from './ports';
import { readEnvelope } from './stored-vault';
import { signInKey } from './tokens';

/** What an answer of a server means to the sign-in of a header. */
export interface Renewal {
  readonly headerId: HeaderSpecId;
  /** The one it was asked for with, which may be spent; absent: somebody has just signed in. */
  readonly askedWith?: string | undefined;
  /** Absent: the one before holds; after a sign-in there is none. */
  readonly refreshToken?: string | undefined;
}

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
  const { dataKey, tokens } = await ports.session.read();
  if (!dataKey || renewals.length === 0) return new Set();
  const vault = await unseal(await readEnvelope(ports), dataKey);
  const headers = vault.content.profiles.flatMap((profile) => profile.headers);
  const current = renewals.filter(({ headerId, askedWith }) => {
    const spec = headers.find(({ id }) => id === headerId);
    return spec && (askedWith === undefined || newestOf(spec, tokens) === askedWith);
  });
  const fresh = new Map(
    current.flatMap(({ headerId, askedWith, refreshToken }) =>
      // That of a sign-in before could be somebody else's.
      refreshToken === undefined && askedWith !== undefined ? [] : [[headerId, refreshToken]],
    ),
  );
  const isNews = headers.some(
    ({ id, refreshToken }) => fresh.has(id) && fresh.get(id) !== refreshToken,
  );
  if (isNews) await commit(ports, vault, withRefreshTokens(vault.content, fresh));
  return new Set(current.map(({ headerId }) => headerId));
}

/** The one to ask with next: the vault's, unless it could not be made to keep a newer one. */
function newestOf(spec: HeaderSpec, tokens: Session['tokens']): string | undefined {
  return tokens[signInKey(spec.id)]?.refreshToken ?? spec.refreshToken;
}

/** No change of the profiles: an edit that began before goes on. */
function withRefreshTokens(
  content: VaultContent,
  fresh: ReadonlyMap<HeaderSpecId, string | undefined>,
): VaultContent {
  const profiles = content.profiles.map((profile) => ({
    ...profile,
    headers: profile.headers.map((spec) => {
      if (!fresh.has(spec.id)) return spec;
      const { refreshToken: _, ...rest } = spec;
      const refreshToken = fresh.get(spec.id);
      return refreshToken === undefined ? rest : { ...rest, refreshToken };
    }),
  }));
  return { ...content, profiles };
}
