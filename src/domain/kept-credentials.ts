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

/**
 * The header of another profile counts too, though today no change moves one.
 *
 * @param binned - Profiles as they were when something of them was deleted. Their headers may have the
 * ids of stored ones, so that only a credential that comes back counts.
 */
export function keptIn(
  before: readonly Profile[],
  after: Profile,
  binned: readonly Profile[] = [],
): readonly KeptCredential[] {
  return after.headers.flatMap((to) => [
    ...sourcesOf(to, before, (from) => from.id === to.id || shareOne(from, to)),
    ...sourcesOf(to, binned, (from) => shareOne(from, to)),
  ]);
}

function sourcesOf(
  to: HeaderSpec,
  profiles: readonly Profile[],
  keeps: (from: HeaderSpec) => boolean,
): readonly KeptCredential[] {
  return profiles.flatMap((fromProfile) =>
    fromProfile.headers.filter(keeps).map((from) => ({ from, fromProfile, to })),
  );
}

function shareOne(from: HeaderSpec, to: HeaderSpec): boolean {
  const all = credentialsOf(to);
  return credentialsOf(from).some((each) => all.includes(each));
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
