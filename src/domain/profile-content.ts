/** Compares profiles by what they hold. Pure. */
import type { HeaderSpec, Profile, ReplacedCredential } from './profile';

/**
 * The same text for profiles that differ only in their ids, revision, times and tokens of a sign-in: a
 * backup of one restores to the other.
 */
export function contentKey({ id, revision, headers, ...profile }: Profile): string {
  return sortedJson({ ...profile, headers: headers.map(headerContent) });
}

/** The same text for profiles that send the same to the same sites, with any names and in any order. */
export function sentKey({ sites, headers }: Pick<Profile, 'sites' | 'headers'>): string {
  const places = sites.map(({ origin, path }) => origin + path).sort();
  const specs = headers
    .map(({ schemeId, credential, paths, methods }) =>
      sortedJson([schemeId, credential, paths.toSorted(), methods.toSorted()]),
    )
    .sort();
  return sortedJson([places, specs]);
}

function headerContent({ id, previousCredential, ...header }: HeaderSpec) {
  const previous = previousCredential && credentialContent(previousCredential);
  return { ...credentialContent(header), ...(previous && { previous }) };
}

function credentialContent<C extends Omit<ReplacedCredential, 'isLeft'>>(held: C) {
  const { rotatedAt, refreshToken, lastingToken, ...content } = held;
  return content;
}

/** The order of the keys says nothing. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
