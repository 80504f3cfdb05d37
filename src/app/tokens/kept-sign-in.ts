/**
 * Stores a sign-in: its open step in the session, its tokens in the vault and in the session. Each
 * function runs in a turn.
 */
import { AppError } from '../../domain/errors';
import type { HeaderSpec, HeaderSpecId } from '../../domain/profile';
import { findScheme } from '../../schemes';
import type { Obtained, PendingSignIn, SignInFlow } from '../../schemes/auth-scheme';
import type { Ports } from '../ports';
import type { OpenSignIn } from '../session';
import { commit, type OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { addressesOf } from './asked-addresses';
import { signedOut, storeRenewals, withHeaders } from './refresh-tokens';
import { lastingTokenOf, refuseShortLived, signInKey } from './tokens';

/** The user has to find a password and a second factor, and to come back. */
const SIGN_IN_WITHIN_MS = 10 * 60_000;

export interface FoundSignIn {
  readonly vault: OpenVault;
  readonly spec: HeaderSpec;
  readonly flow: SignInFlow;
  readonly open: OpenSignIn | undefined;
}

/** @throws AppError `profile-unknown`, and as `openVault` does. */
export async function readSignIn(ports: Ports, headerId: string): Promise<FoundSignIn> {
  const vault = await openVault(ports);
  const headers = vault.content.profiles.flatMap((profile) => profile.headers);
  const spec = headers.find(({ id }) => id === headerId);
  const flow = spec && findScheme(spec.schemeId).grant?.signIn;
  if (!spec || !flow) throw new AppError('profile-unknown', 'no header of that id has a sign-in');
  if (!addressesOf(spec)) throw new AppError('credential-invalid', 'an address is invalid');
  const { signIns } = await ports.session.read();
  return { vault, spec, flow, open: signIns[spec.id] };
}

export async function keepOpen(
  { session, now }: Ports,
  headerId: HeaderSpecId,
  pending: PendingSignIn,
): Promise<void> {
  const { dataKey, signIns } = await session.read();
  if (!dataKey) throw new AppError('vault-locked', 'locked meanwhile');
  const { step } = pending;
  const endsAt = step.kind === 'device' ? step.expiresAt : now() + SIGN_IN_WITHIN_MS;
  await session.write({ signIns: { ...signIns, [headerId]: { ...pending, endsAt } } });
}

export async function giveUp({ session }: Ports, headerId: HeaderSpecId): Promise<void> {
  const { signIns } = await session.read();
  await session.write({ signIns: without(signIns, headerId) });
}

/**
 * Stores the result of a sign-in before it is used.
 *
 * @throws AppError `vault-locked`; `profile-unknown` if the header was removed; `token-short-lived`.
 */
export async function keepObtained(
  ports: Ports,
  headerId: HeaderSpecId,
  obtained: Obtained,
): Promise<void> {
  const { token, user, refreshToken } = obtained;
  const lastingToken = lastingTokenOf(obtained);
  const stored = await storeRenewals(ports, [{ headerId, refreshToken, lastingToken }]);
  const { dataKey, tokens, signIns } = await ports.session.readNow();
  if (!dataKey) throw new AppError('vault-locked', 'locked meanwhile');
  if (!stored.has(headerId)) throw new AppError('profile-unknown', 'removed meanwhile');
  // The token of the sign-in before may be of another user: it is deleted even if the new one fails.
  const others = without(tokens, signInKey(headerId));
  await ports.session.write({ signIns: without(signIns, headerId), tokens: others });
  refuseShortLived(token);
  await ports.session.write({
    tokens: { ...others, [signInKey(headerId)]: { token, attempts: 0, ...(user && { user }) } },
  });
}

/** Signs out. @returns the sign-in, and the token that the server is asked to revoke. */
export async function forget(
  ports: Ports,
  id: string,
): Promise<FoundSignIn & { readonly token?: string }> {
  const found = await readSignIn(ports, id);
  const { vault, spec } = found;
  const { tokens, signIns } = await ports.session.readNow();
  const state = tokens[signInKey(spec.id)];
  const { refreshToken, lastingToken } = spec;
  const token = state?.refreshToken ?? refreshToken ?? state?.token?.value ?? lastingToken?.value;
  if (refreshToken !== undefined || lastingToken) {
    const next = (each: HeaderSpec) => (each === spec ? signedOut(spec) : each);
    await commit(ports, vault, withHeaders(vault.content, next));
  }
  await ports.session.write({
    tokens: without(tokens, signInKey(spec.id)),
    signIns: without(signIns, spec.id),
  });
  return { ...found, ...(token !== undefined && { token }) };
}

function without<K extends string, V>(record: Readonly<Record<K, V>>, key: K): Record<K, V> {
  const { [key]: _, ...rest } = record;
  // Cast: a computed key loses its type.
  return rest as Record<K, V>;
}
