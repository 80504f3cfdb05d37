/**
 * Secrets that were typed in the popup to replace a stored one, and are not saved. The popup closes when
 * another window gets the focus, so the session keeps them, and a lock seals them into the vault. They
 * never go back to a page, and end after ten minutes.
 */
import type { HeaderSpecId, Profile, ProfileId } from '../../domain/profile';
import {
  isLive,
  type KeptReplacement,
  type Replacement,
  type Replacements,
} from '../../domain/replacement';
import type { Ports } from '../ports';
import type { Session } from '../session';

interface Typed {
  readonly profileId: string;
  readonly revision: number;
  readonly headerId: string;
  readonly value: string;
}

export async function keepReplacement(
  { session, now }: Ports,
  { profileId, revision, headerId, value }: Typed,
): Promise<undefined> {
  const { dataKey, replacements } = await session.readNow();
  // The page has not heard of the lock yet: a locked session must not hold a secret.
  if (!dataKey) return;
  const typedAt = now();
  // Casts: the ids come from a page that has them from the state; an unknown one is never shown.
  const kept: Replacement = { profileId: profileId as ProfileId, revision, value, typedAt };
  await session.write({
    replacements: { ...live(replacements, typedAt), [headerId as HeaderSpecId]: kept },
  });
}

export async function discardReplacement(
  { session }: Pick<Ports, 'session'>,
  { headerId }: { readonly headerId: string },
): Promise<undefined> {
  const { replacements } = await session.readNow();
  await session.write({ replacements: withoutReplacement(replacements, headerId) });
}

/** Drops from the session what has ended. */
export async function dropEndedReplacements(
  { session, now }: Pick<Ports, 'session' | 'now'>,
  { replacements }: Pick<Session, 'replacements'>,
): Promise<void> {
  const left = live(replacements, now());
  if (Object.keys(left).length === Object.keys(replacements).length) return;
  await session.write({ replacements: left });
}

/** @param now - Milliseconds since the Unix epoch. */
export function live(replacements: Replacements, now: number): Replacements {
  return Object.fromEntries(entriesOf(replacements).filter(([, each]) => isLive(each, now)));
}

export function withoutReplacement(replacements: Replacements, headerId: string): Replacements {
  return Object.fromEntries(entriesOf(replacements).filter(([id]) => id !== headerId));
}

/** @returns the typed secret of this header; undefined if there is none, or if it has ended. */
export function replacementOf(
  replacements: Replacements,
  headerId: HeaderSpecId,
  now: number,
): Replacement | undefined {
  const kept = Object.hasOwn(replacements, headerId) ? replacements[headerId] : undefined;
  return kept && isLive(kept, now) ? kept : undefined;
}

/** For the pages: those of headers that still exist, without the secret. */
export function shownReplacements(
  replacements: Replacements,
  profiles: readonly Profile[],
  now: number,
): readonly KeptReplacement[] {
  return entriesOf(live(replacements, now)).flatMap(([headerId, { profileId, typedAt }]) => {
    const profile = profiles.find(({ id }) => id === profileId);
    const isThere = profile?.headers.some(({ id }) => id === headerId);
    return isThere ? [{ profileId, headerId, typedAt }] : [];
  });
}

function entriesOf(replacements: Replacements): readonly (readonly [HeaderSpecId, Replacement])[] {
  // Cast: `entries` forgets the type of the keys.
  return Object.entries(replacements).flatMap(([id, each]) =>
    each ? [[id as HeaderSpecId, each] as const] : [],
  );
}
