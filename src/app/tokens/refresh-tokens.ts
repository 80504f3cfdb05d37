/**
 * Stores refresh tokens and lasting tokens in the vault, beside the credential. A server may accept each
 * refresh token only once, so a new one is stored before the access token that came with it is used.
 */
import type { BinnedEntry } from '../../domain/bin';
import type { HeaderSpec, HeaderSpecId, Profile, ReplacedCredential } from '../../domain/profile';
import type { VaultContent } from '../../vault/content';
import type { Ports } from '../ports';
import type { Session } from '../session';
import type { Renewal } from '../token-ports';
import { commit, unseal } from '../vault/commit';
import { readEnvelope } from '../vault/stored-vault';
import { signInKey } from './tokens';

/**
 * Ignores the auto-lock deadline: a refresh token that is not stored now is lost.
 *
 * @returns the headers that have not signed out, or in again, meanwhile.
 * @throws AppError as `commit` does; then no token is stored.
 */
export async function storeRenewals(
  ports: Ports,
  renewals: readonly Renewal[],
): Promise<ReadonlySet<HeaderSpecId>> {
  const { dataKey, tokens } = await ports.session.readNow();
  if (!dataKey || renewals.length === 0) return new Set();
  const vault = await unseal(ports, await readEnvelope(ports), dataKey);
  const headers = vault.content.profiles.flatMap((profile) => profile.headers);
  const current = renewals.filter(({ headerId, askedWith }) => {
    const spec = headers.find(({ id }) => id === headerId);
    return spec && (askedWith === undefined || newestOf(spec, tokens) === askedWith);
  });
  const next = (spec: HeaderSpec) =>
    previousRenewed(inUseRenewed(spec, current, renewals), renewals);
  const bin = vault.content.bin.map((entry) => renewedEntry(entry, renewals));
  const isBinChanged = bin.some((entry, index) => entry !== vault.content.bin[index]);
  if (isBinChanged || headers.some((spec) => next(spec) !== spec)) {
    await commit(ports, vault, { ...withHeaders(vault.content, next), bin });
  }
  return new Set(current.map(({ headerId }) => headerId));
}

/** @returns the refresh tokens that could not be stored when they came. */
export async function unstoredRenewals({
  session,
}: Pick<Ports, 'session'>): Promise<readonly Renewal[]> {
  const { tokens } = await session.readNow();
  return Object.entries(tokens).flatMap(([key, { refreshToken }]) => {
    if (refreshToken === undefined) return [];
    // Cast: the key of a token with a refresh token is the id of its header.
    return [{ headerId: key as HeaderSpecId, askedWith: refreshToken, refreshToken }];
  });
}

/** @returns the vault's refresh token, unless a newer one could not be stored there. */
function newestOf(spec: HeaderSpec, tokens: Session['tokens']): string | undefined {
  return tokens[signInKey(spec.id)]?.refreshToken ?? spec.refreshToken;
}

/** @returns the same object if no renewal changes it. */
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

/** An undo, or the way back to it, has given the credential a header of another id meanwhile. */
function inUseRenewed(
  spec: HeaderSpec,
  current: readonly Renewal[],
  renewals: readonly Renewal[],
): HeaderSpec {
  const isAsked = renewals.some(({ headerId }) => headerId === spec.id);
  return isAsked ? renewed(spec, current) : renewedByToken(spec, renewals);
}

/** Does the same for the previous credential. */
function previousRenewed(spec: HeaderSpec, renewals: readonly Renewal[]): HeaderSpec {
  const { previousCredential: previous } = spec;
  const next = previous && renewedByToken(previous, renewals);
  return next === previous || !next ? spec : { ...spec, previousCredential: next };
}

/** The header was deleted while a server was asked: its entry in the bin gets the next token. */
function renewedEntry(entry: BinnedEntry, renewals: readonly Renewal[]): BinnedEntry {
  if (entry.kind === 'draft') return entry;
  const { profile } = entry;
  const headers = profile.headers.map((spec) =>
    renewedByToken(previousRenewed(spec, renewals), renewals),
  );
  const isChanged = headers.some((spec, index) => spec !== profile.headers[index]);
  return isChanged ? { ...entry, profile: { ...profile, headers } } : entry;
}

/** Finds the renewal by the refresh token: the credential has no id of its own, or another one. */
function renewedByToken<C extends ReplacedCredential>(held: C, renewals: readonly Renewal[]): C {
  if (held.refreshToken === undefined) return held;
  const renewal = renewals.find(({ askedWith }) => askedWith === held.refreshToken);
  const { refreshToken = held.refreshToken } = renewal ?? {};
  return refreshToken === held.refreshToken ? held : { ...held, refreshToken };
}

/** The profiles with the refresh tokens that could not be stored, for a header that is deleted now. */
export function withUnstored(
  profiles: readonly Profile[],
  tokens: Session['tokens'],
): readonly Profile[] {
  const unstored = ({ id }: HeaderSpec) => tokens[signInKey(id)]?.refreshToken;
  return profiles.map((profile) =>
    profile.headers.every((spec) => unstored(spec) === undefined)
      ? profile
      : {
          ...profile,
          headers: profile.headers.map((spec) => {
            const refreshToken = unstored(spec);
            return refreshToken === undefined ? spec : { ...spec, refreshToken };
          }),
        },
  );
}

/** Keeps the profiles' revisions, so that an edit that began before can be saved. */
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

/** Removes the tokens of a sign-in. */
export function signedOut({ refreshToken, lastingToken, ...spec }: HeaderSpec): HeaderSpec {
  return spec;
}
