/** Finds what a change of the profiles deletes, for every use case. Pure. */
import { type BinnedEntry, newBinnedId } from './bin';
import type { HeaderSpec, Profile, ReplacedCredential } from './profile';

export interface Deletion {
  readonly entry: BinnedEntry;
  /** False for a credential that a replacement has dropped: the user has not asked for that. */
  readonly isAsked: boolean;
}

/**
 * A credential is kept if the change hands on the same object, or if a new header of the same profile has
 * an equal one: the user has typed it again. One that is no object is kept if its header still has it.
 *
 * @param now - Milliseconds since the Unix epoch.
 */
export function deletedBy(
  before: readonly Profile[],
  after: readonly Profile[],
  now: number,
): readonly Deletion[] {
  const unchanged = new Set(after);
  const byId = new Map(after.map((profile) => [profile.id, profile]));
  const kept = new Set<unknown>(after.flatMap(({ headers }) => headers.flatMap(credentialsOf)));
  return before.flatMap((profile, at): readonly Deletion[] => {
    if (unchanged.has(profile)) return [];
    const next = byId.get(profile.id);
    if (!next) return [deletion('profile', { profile, at }, now)];
    const known = new Set(profile.headers.map(({ id }) => id));
    // The previous one of a replaced credential was not typed again.
    const had = new Set<unknown>(profile.headers.flatMap(credentialsOf));
    const added = next.headers
      .filter(({ id }) => !known.has(id))
      .flatMap(heldIn)
      .filter(({ credential }) => !had.has(credential));
    const isKept = (held: ReplacedCredential, { id }: HeaderSpec) =>
      kept.has(held.credential) ||
      added.some((each) => isEqual(held, each)) ||
      // A credential of a later build may be a text, which has no identity.
      next.headers.some((each) => each.id === id && holds(each, held.credential));
    return profile.headers.flatMap((header, place) =>
      deletedFrom(header, next, isKept).map(({ kind, isAsked = true, spec, isLeft }) =>
        deletion(
          kind,
          { profile: { ...profile, headers: [spec] }, at: place, ...(isLeft && { isLeft }) },
          now,
          isAsked,
        ),
      ),
    );
  });
}

interface DeletedHeader {
  readonly kind: 'header' | 'credential';
  readonly spec: HeaderSpec;
  readonly isAsked?: boolean;
  readonly isLeft?: true | undefined;
}

function deletedFrom(
  header: HeaderSpec,
  next: Profile,
  isKept: (held: ReplacedCredential, from: HeaderSpec) => boolean,
): readonly DeletedHeader[] {
  const all = heldIn(header);
  const lost = all.filter((each) => !isKept(each, header));
  const isThere = next.headers.some(({ id }) => id === header.id);
  if (lost.length === all.length && !isThere) return [{ kind: 'header', spec: header }];
  const successor = next.headers.find((each) => holdsOneOf(each, header));
  const { id, paths, methods, isOff } = header;
  return lost.map(({ isLeft, ...credential }) => ({
    kind: 'credential',
    spec: {
      id: isThere ? id : (successor?.id ?? id),
      paths,
      methods,
      ...(isOff && { isOff }),
      ...credential,
    },
    isAsked: isThere,
    isLeft,
  }));
}

/** A credential that is typed again comes without the sign-in. */
function isEqual(lost: ReplacedCredential, typed: ReplacedCredential): boolean {
  const isSignedIn = lost.refreshToken !== undefined || lost.lastingToken !== undefined;
  return (
    !isSignedIn &&
    lost.schemeId === typed.schemeId &&
    JSON.stringify(lost.credential) === JSON.stringify(typed.credential)
  );
}

function holds(header: HeaderSpec, credential: unknown): boolean {
  return heldIn(header).some((each) => each.credential === credential);
}

function holdsOneOf(header: HeaderSpec, other: HeaderSpec): boolean {
  const held = credentialsOf(other);
  return credentialsOf(header).some((each) => held.includes(each));
}

/** The credential in use, and the previous one. */
function heldIn(header: HeaderSpec): readonly ReplacedCredential[] {
  const { id, paths, methods, isOff, previousCredential, ...inUse } = header;
  return previousCredential ? [inUse, previousCredential] : [inUse];
}

/** The same object stands for the same credential; another value may be there twice. */
function credentialsOf(header: HeaderSpec): readonly object[] {
  return heldIn(header)
    .map(({ credential }) => credential)
    .filter((each) => typeof each === 'object' && each !== null);
}

function deletion(
  kind: 'profile' | 'header' | 'credential',
  place: { readonly profile: Profile; readonly at: number; readonly isLeft?: true },
  now: number,
  isAsked = true,
): Deletion {
  return { entry: { id: newBinnedId(), kind, deletedAt: now, ...place }, isAsked };
}
