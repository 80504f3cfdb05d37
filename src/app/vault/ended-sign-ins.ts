/**
 * Finds the sign-ins that leave the bin with a change, for every use case. Pure.
 *
 * A server may end more than the one token: RFC 7009 §2.1 lets it end the whole grant, and several end
 * all sign-ins of the user at this client. So a sign-in is not revoked while the vault or its bin has
 * another one of the same client.
 */
import type { BinnedEntry } from '../../domain/bin';
import type { CredentialFields, SchemeId } from '../../domain/credential';
import type { Profile } from '../../domain/profile';
import { knownScheme } from '../../schemes';
import type { VaultContent } from '../../vault/content';
import type { EndedSignIn } from '../ports';

type WithSignIns = Pick<VaultContent, 'profiles' | 'bin'>;

export function endedSignIns(before: WithSignIns, after: WithSignIns): readonly EndedSignIn[] {
  const left = new Set(after.bin.map(({ id }) => id));
  const gone = before.bin.filter(({ id }) => !left.has(id));
  if (gone.length === 0) return [];
  const kept = signInsIn([...after.profiles, ...profilesIn(after.bin)]);
  const tokens = new Set(kept.map(({ token }) => token));
  const clients = new Set(kept.map(clientOf));
  const ended = signInsIn(profilesIn(gone)).filter(({ token }) => !tokens.has(token));
  return [...new Map(ended.map((each) => [each.token, each])).values()].map((each) => ({
    ...each,
    isShared: clients.has(clientOf(each)),
  }));
}

function profilesIn(bin: readonly BinnedEntry[]): readonly Profile[] {
  return bin.flatMap((entry) => (entry.kind === 'draft' ? [] : [entry.profile]));
}

type SignedIn = Omit<EndedSignIn, 'isShared'>;

/** The replaced credentials too. */
function signInsIn(profiles: readonly Profile[]): readonly SignedIn[] {
  const headers = profiles.flatMap((profile) => profile.headers);
  const all = headers.flatMap((spec) => [spec, spec.previousCredential ?? []].flat());
  return all.flatMap(({ schemeId, credential, refreshToken, lastingToken }) => {
    const token = refreshToken ?? lastingToken?.value;
    return token === undefined ? [] : [{ schemeId, credential, token }];
  });
}

/** The same for each sign-in of one client at one server, also if two schemes sign in there. */
function clientOf({ schemeId, credential }: SignedIn): string {
  const { tokenUrl, clientId } = fieldsOf(schemeId, credential);
  return JSON.stringify(clientId === undefined ? [schemeId, credential] : [tokenUrl, clientId]);
}

/** A credential that another build has written may not fit: the change is stored by now. */
function fieldsOf(schemeId: SchemeId, credential: unknown): CredentialFields {
  try {
    return knownScheme(schemeId)?.fieldsOf(credential) ?? {};
  } catch {
    return {};
  }
}
