/** Recognises a copy as *Duplicate* has made it: unchanged since, and in use nowhere. Pure. */
import type { OpenState, ProfileSummary } from '../../domain/app-state';
import { PROFILE_NAME_MAX_LENGTH } from '../../domain/profile-draft';

/**
 * @param nameOfCopy - The name that a copy gets.
 * @returns the profile that it is a copy of; undefined if it is none.
 */
export function originalOf(
  copy: ProfileSummary,
  { profiles, picks }: Pick<OpenState, 'profiles' | 'picks'>,
  nameOfCopy: (name: string) => string,
): ProfileSummary | undefined {
  if (copy.revision !== 1 || Object.values(picks).includes(copy.id)) return undefined;
  return profiles.find(
    (each) =>
      each !== copy && isName(copy.name, nameOfCopy(each.name)) && haveSameSchemes(each, copy),
  );
}

/** A name that is too long is cut, and not in the middle of a character. */
function isName(name: string, full: string): boolean {
  return name === full || (name.length >= PROFILE_NAME_MAX_LENGTH - 1 && full.startsWith(name));
}

function haveSameSchemes(one: ProfileSummary, other: ProfileSummary): boolean {
  const schemesOf = ({ headers }: ProfileSummary) => headers.map(({ schemeId }) => schemeId).join();
  return schemesOf(one) === schemesOf(other);
}
