/** Adds a copy of a profile behind it. The copy starts unpicked and signed out. */
import { AppError } from '../../domain/errors';
import {
  type HeaderSpec,
  newHeaderSpecId,
  type Profile,
  type ProfileId,
} from '../../domain/profile';
import { PROFILE_NAME_MAX_LENGTH } from '../../domain/profile-draft';
import { changeVault } from '../headers/change-vault';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { parseName } from './parse-profile';

interface Duplicate {
  readonly profileId: string;
  /** The name of the copy. */
  readonly name: string;
}

/**
 * The copy has the same credential, so a later edit of the copy is judged like an edit of the original.
 * A wider use of the original that the user has not answered is recorded for the copy too.
 *
 * @throws AppError `profile-unknown`; `profile-invalid` for the name.
 */
export async function duplicateProfile(
  ports: Ports,
  { profileId, name }: Duplicate,
): Promise<OpenVault> {
  return changeVault(ports, (content) => {
    const { profiles, widenings } = content;
    const at = profiles.findIndex(({ id }) => id === profileId);
    const original = profiles[at];
    if (!original) throw new AppError('profile-unknown', 'no such profile');
    // A name of the greatest length leaves no room for the word that marks a copy.
    // Half a surrogate pair would be refused.
    const fitting = name.slice(0, PROFILE_NAME_MAX_LENGTH).replace(/\p{Cs}$/u, '');
    const copy = copyOf(original, parseName(fitting));
    const told = widenings.filter((each) => each.profileId === profileId);
    return {
      ...content,
      profiles: profiles.toSpliced(at + 1, 0, copy),
      widenings: [...widenings, ...told.map((each) => ({ ...each, profileId: copy.id }))],
    };
  });
}

function copyOf(original: Profile, name: string): Profile {
  return {
    ...original,
    // Cast: this is where the id of a copy is made.
    id: crypto.randomUUID() as ProfileId,
    revision: 1,
    name,
    headers: original.headers.map(copyOfHeader),
  };
}

/**
 * Takes only these parts. Two headers with one refresh token would look like a stolen token to a server
 * that rotates it (RFC 9700 §4.14.2). The previous credential belongs to the original, whose change the
 * user may still undo.
 */
function copyOfHeader({
  schemeId,
  credential,
  rotatedAt,
  paths,
  methods,
  isOff,
}: HeaderSpec): HeaderSpec {
  return {
    id: newHeaderSpecId(),
    schemeId,
    credential,
    ...(rotatedAt !== undefined && { rotatedAt }),
    paths,
    methods,
    ...(isOff && { isOff }),
  };
}
