/** Finds what a restore has brought back, by comparing the states before and after it. Pure. */
import type { OpenState } from '../../domain/app-state';

export interface Restored {
  /** The fragment of its page. */
  readonly address: string;
  readonly isNewProfile: boolean;
}

type Restorable = Pick<OpenState, 'profiles' | 'drafts'>;

/** @returns undefined if nothing came back. */
export function findRestored(before: Restorable, after: Restorable): Restored | undefined {
  const revisions = new Map(before.profiles.map(({ id, revision }) => [id, revision]));
  const profile = after.profiles.find(({ id, revision }) => revisions.get(id) !== revision);
  const id = profile?.id ?? after.drafts.find((key) => !before.drafts.includes(key));
  if (id === undefined) return undefined;
  return {
    address: `#/profile/${id}`,
    isNewProfile: profile !== undefined && !revisions.has(profile.id),
  };
}
