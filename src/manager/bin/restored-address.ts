/** Finds the page of what a restore has brought back. Pure. */
import type { OpenState } from '../../domain/app-state';

type Restorable = Pick<OpenState, 'profiles' | 'drafts'>;

/** @returns the fragment of its address; undefined if nothing came back. */
export function restoredAddress(before: Restorable, after: Restorable): string | undefined {
  const revisions = new Map(before.profiles.map(({ id, revision }) => [id, revision]));
  const profile = after.profiles.find(({ id, revision }) => revisions.get(id) !== revision);
  const id = profile?.id ?? after.drafts.find((key) => !before.drafts.includes(key));
  return id === undefined ? undefined : `#/profile/${id}`;
}
