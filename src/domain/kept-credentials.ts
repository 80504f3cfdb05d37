/**
 * Finds the stored credentials that a change keeps, wherever it puts them: in their header, as the
 * replaced credential of a header, back in its place, or in another profile. Pure.
 */
import type { HeaderSpec, Profile } from './profile';

export interface KeptCredential {
  /** The header and profile that held it. */
  readonly from: HeaderSpec;
  readonly fromProfile: Profile;
  /** The header that holds it now, in use or replaced. */
  readonly to: HeaderSpec;
}

/** The credentials that are stored, found by the id of their header and by the credential itself. */
export interface StoredCredentials {
  readonly stored: Index;
  readonly binned: Index;
}

type Index = ReadonlyMap<string | object, readonly Source[]>;

interface Source extends Pick<KeptCredential, 'from' | 'fromProfile'> {
  /** Its position among all headers. */
  readonly at: number;
}

/**
 * Looks at each stored header once, however many profiles a change has.
 *
 * @param binned - Profiles as they were when something of them was deleted. Their headers may have the
 * ids of stored ones, so that only a credential that comes back counts.
 */
export function storedCredentials(
  profiles: readonly Profile[],
  binned: readonly Profile[] = [],
): StoredCredentials {
  return {
    stored: indexed(profiles, (spec) => [spec.id, ...credentialsOf(spec)]),
    binned: indexed(binned, credentialsOf),
  };
}

/** The header of another profile counts too, though today no change moves one. */
export function keptIn(
  { stored, binned }: StoredCredentials,
  after: Profile,
): readonly KeptCredential[] {
  return after.headers.flatMap((to) => {
    const credentials = credentialsOf(to);
    const sources = [
      ...sourcesIn(stored, [to.id, ...credentials]),
      ...sourcesIn(binned, credentials),
    ];
    return sources.map(({ from, fromProfile }) => ({ from, fromProfile, to }));
  });
}

function indexed(
  profiles: readonly Profile[],
  keysOf: (spec: HeaderSpec) => readonly (string | object)[],
): Index {
  const index = new Map<string | object, Source[]>();
  let at = 0;
  for (const fromProfile of profiles) {
    for (const from of fromProfile.headers) {
      at += 1;
      for (const key of keysOf(from)) {
        const there = index.get(key);
        if (there) there.push({ from, fromProfile, at });
        else index.set(key, [{ from, fromProfile, at }]);
      }
    }
  }
  return index;
}

/** Each header once, in the order in which they are stored. */
function sourcesIn(index: Index, keys: readonly (string | object)[]): readonly Source[] {
  const found = new Map(keys.flatMap((key) => index.get(key) ?? []).map((each) => [each.at, each]));
  return [...found.values()].sort((one, other) => one.at - other.at);
}

/**
 * A credential is the same one if a change hands on the same object. The user who types an equal one
 * knows it, and has lost nothing by it.
 */
function credentialsOf({ credential, previousCredential }: HeaderSpec): readonly object[] {
  return [credential, previousCredential?.credential].filter(
    (each) => typeof each === 'object' && each !== null,
  );
}
