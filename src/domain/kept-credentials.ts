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

/** The header of another profile counts too, though today no change moves one. */
export function keptIn(before: readonly Profile[], after: Profile): readonly KeptCredential[] {
  return after.headers.flatMap((to) =>
    before.flatMap((fromProfile) =>
      fromProfile.headers
        .filter((from) => keeps(from, to))
        .map((from) => ({ from, fromProfile, to })),
    ),
  );
}

function keeps(from: HeaderSpec, to: HeaderSpec): boolean {
  return from.id === to.id || credentialsOf(from).some((each) => credentialsOf(to).includes(each));
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
