/** Compares profiles by what they hold: four equalities, each for one question. Pure. */

import type { HeaderSpec, Profile, ReplacedCredential } from './profile';
import type { ProfileDraft } from './profile-draft';

/**
 * The same text for profiles that differ only in their ids, revision, times and tokens of a sign-in: a
 * backup of one restores to the other.
 */
export function contentKey({ id, revision, headers, ...profile }: Profile): string {
  return sortedJson({ ...profile, headers: headers.map(headerContent) });
}

/**
 * The same text for profiles with the same sites, headers and credentials, by any names and in any order: an
 * import of one brings nothing new beside the other. A header that the user has switched off counts as there.
 */
export function sentKey({ sites, headers }: Pick<Profile, 'sites' | 'headers'>): string {
  const places = sites.map(({ origin, path }) => origin + path).sort();
  const specs = headers
    .map(({ schemeId, credential, paths, methods }) =>
      sortedJson([schemeId, credential, paths.toSorted(), methods.toSorted()]),
    )
    .sort();
  return sortedJson([places, specs]);
}

/** The same text for headers with equal credentials. */
export function credentialKey({ schemeId, credential }: HeaderSpec): string {
  return sortedJson([schemeId, credential]);
}

/**
 * The same text for drafts of one import that become profiles alike. An importer writes sites and fields in
 * one order, so nothing is sorted: a page compares thousands within a frame.
 */
export function draftKey({ sites, headers }: Pick<ProfileDraft, 'sites' | 'headers'>): string {
  return JSON.stringify([
    sites,
    headers.map(({ schemeId, fields, paths, methods, isOff }) => [
      schemeId,
      fields,
      paths,
      methods,
      isOff === true,
    ]),
  ]);
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
