/** Writes the JSON of a backup. */
import type { CredentialFields, SchemeId } from '../domain/credential';
import type { SitePicks } from '../domain/picks';
import type { HeaderSpec, Profile } from '../domain/profile';
import type { VaultContent } from '../vault/content';
import {
  BACKUP_VERSION,
  type Backup,
  type StoredCredential,
  type StoredHeader,
  type StoredProfile,
  VERSION_KEY,
} from './backup-schema';
import type { KeptKey } from './content-keys';

/** @returns undefined if the scheme is unknown or cannot read the credential. */
export type FieldsOf = (schemeId: SchemeId, credential: unknown) => CredentialFields | undefined;

/** @param madeAt - Milliseconds since the Unix epoch. */
export function encodeBackup(
  content: Pick<VaultContent, KeptKey>,
  madeAt: number,
  fieldsOf: FieldsOf,
): string {
  const { profiles, sitePicks, pickTimes, settings, declinedCalls } = content;
  const backup = {
    [VERSION_KEY]: BACKUP_VERSION,
    madeAt,
    profiles: profiles.map((profile) => storedProfile(profile, fieldsOf)),
    picks: lastingOf(sitePicks),
    pickTimes,
    settings,
    declinedCalls,
  } satisfies Record<keyof Backup, unknown>;
  return JSON.stringify(backup);
}

/** A restore may come long after the end: a pick with an end is off, and its extras stay on. */
function lastingOf(picks: SitePicks): Backup['picks'] {
  return Object.fromEntries(
    Object.entries(picks).flatMap(([origin, pick]) => {
      if (!pick?.until) return pick ? [[origin, { ...pick, extras: [...pick.extras] }]] : [];
      return pick.extras.length > 0 ? [[origin, { extras: [...pick.extras] }]] : [];
    }),
  );
}

/** A server revokes a sign-in if its refresh token is used twice, so the file has none. */
function storedProfile(
  { headers, production, ...profile }: Profile,
  fieldsOf: FieldsOf,
): StoredProfile {
  return {
    ...profile,
    headers: headers.map((header) => storedHeader(header, fieldsOf)),
    ...(production && { production: { readPaths: [...production.readPaths] } }),
  };
}

function storedHeader(header: HeaderSpec, fieldsOf: FieldsOf): StoredHeader {
  const { id, paths, methods, isOff, previousCredential: previous } = header;
  return {
    id,
    ...storedCredential(header, fieldsOf),
    ...(previous && {
      previousCredential: {
        ...storedCredential(previous, fieldsOf),
        ...(previous.isLeft && { isLeft: true }),
      },
    }),
    paths: [...paths],
    methods: [...methods],
    ...(isOff && { isOff }),
  };
}

function storedCredential(
  { schemeId, credential, rotatedAt }: Pick<HeaderSpec, 'schemeId' | 'credential' | 'rotatedAt'>,
  fieldsOf: FieldsOf,
): StoredCredential {
  const fields = fieldsOf(schemeId, credential);
  return {
    schemeId,
    ...(fields ? { fields } : { credential }),
    ...(rotatedAt !== undefined && { rotatedAt }),
  };
}
