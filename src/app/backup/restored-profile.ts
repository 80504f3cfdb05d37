/**
 * Makes a profile of what a backup says, by the rules for a form: a forged file brings no origin, path,
 * header or credential that the editor would refuse.
 */
import type { StoredCredential, StoredProfile } from '../../backup/backup-schema';
import type { CredentialFields } from '../../domain/credential';
import { DOUBTS } from '../../domain/doubts';
import { AppError, type Failure, toFailure } from '../../domain/errors';
import type { HeaderSpec, HeaderSpecId, Profile, ProfileId } from '../../domain/profile';
import type { HeaderDraft } from '../../domain/profile-draft';
import { knownScheme } from '../../schemes';
import { parseProfile } from '../profiles/parse-profile';

export type RestoredProfile =
  | { readonly profile: Profile; readonly refused?: never }
  | { readonly refused: Failure; readonly profile?: never };

/**
 * The ids are those of the file, which may be in use.
 *
 * @param now - Milliseconds since the Unix epoch.
 */
export function restoredProfile(stored: StoredProfile, now: number): RestoredProfile {
  try {
    return { profile: parsed(stored, now) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { refused: toFailure(error) };
  }
}

function parsed(stored: StoredProfile, now: number): Profile {
  const { id, revision, sites, headers, callers, rotateEveryDays, ...rest } = stored;
  const profile = parseProfile(
    {
      ...rest,
      revision: revision - 1,
      sites: sites.map(({ origin, path }) => ({ url: origin, path })),
      callers: [...callers],
      ...(rotateEveryDays !== undefined && { rotateEveryDays: String(rotateEveryDays) }),
      headers: headers.map((header) => draftOf(header, header)),
    },
    undefined,
    now,
  );
  return {
    ...profile,
    // Cast: an id is any text, and the restore gives a new one to a text that is no id.
    ...(id !== undefined && { id: id as ProfileId }),
    headers: profile.headers.map((header, index) => {
      const source = headers[index];
      return source ? restoredHeader(header, source, profile, now) : header;
    }),
  };
}

function restoredHeader(
  { id, schemeId, credential, paths, methods, isOff }: HeaderSpec,
  { id: storedId, rotatedAt, previousCredential }: StoredProfile['headers'][number],
  profile: Profile,
  now: number,
): HeaderSpec {
  const previous = previousCredential && previousOf(previousCredential, profile, now);
  return {
    // Cast: as above.
    id: (storedId ?? id) as HeaderSpecId,
    schemeId,
    credential,
    ...(rotatedAt !== undefined && { rotatedAt }),
    ...(previous && { previousCredential: previous }),
    paths,
    methods,
    ...(isOff && { isOff }),
  };
}

/** The user may go back to it, so the same rules hold for it. */
function previousOf(
  previous: NonNullable<StoredProfile['headers'][number]['previousCredential']>,
  profile: Profile,
  now: number,
): NonNullable<HeaderSpec['previousCredential']> {
  // One header alone is parsed here: which requests carry it does not matter.
  const { sites, production, ...rest } = profile;
  const draft = {
    ...rest,
    callers: [],
    sites: sites.map(({ origin, path }) => ({ url: origin, path })),
    headers: [draftOf(previous, { paths: [], methods: [] })],
    rotateEveryDays: '',
  };
  const [header] = parseProfile(draft, undefined, now).headers;
  if (!header) throw new AppError('backup-damaged', 'no credential');
  const { rotatedAt, isLeft } = previous;
  return {
    schemeId: header.schemeId,
    credential: header.credential,
    ...(rotatedAt !== undefined && { rotatedAt }),
    ...(isLeft && { isLeft }),
  };
}

/** The user has answered the doubts when the profile was saved. */
function draftOf(
  credential: StoredCredential,
  { paths, methods, isOff }: Pick<StoredProfile['headers'][number], 'paths' | 'methods' | 'isOff'>,
): HeaderDraft {
  return {
    schemeId: credential.schemeId,
    fields: fieldsOf(credential),
    paths,
    methods,
    ...(isOff && { isOff }),
    accepted: DOUBTS,
  };
}

/** Only the names that the scheme knows. */
function fieldsOf({ schemeId, fields, credential }: StoredCredential): CredentialFields {
  const scheme = knownScheme(schemeId);
  const found = fields ?? (scheme && fieldsOfOther(() => scheme.fieldsOf(credential))) ?? {};
  const names = scheme?.fields.map(({ name }) => name) ?? [];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = Object.hasOwn(found, name) ? found[name] : undefined;
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

/** A build that did not know the scheme has copied the credential as it was stored, or someone has made it. */
function fieldsOfOther(read: () => CredentialFields): CredentialFields {
  try {
    return read();
  } catch {
    return {};
  }
}
