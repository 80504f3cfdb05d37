/** A secret typed in the popup to replace the stored one, as long as it is not saved. */
import type { HeaderSpecId, ProfileId } from './profile';

export interface Replacement {
  readonly profileId: ProfileId;
  /** The profile's revision when the user began to type: a later one refuses the save. */
  readonly revision: number;
  /** A secret. It never goes back to a page. */
  readonly value: string;
  /** Milliseconds since the Unix epoch. */
  readonly typedAt: number;
}

/** By the header whose only secret field it is for. */
export type Replacements = Readonly<Record<HeaderSpecId, Replacement | undefined>>;

/** Then the typed secret is dropped; milliseconds. */
export const REPLACEMENT_ENDS_MS = 10 * 60_000;

/** A clock that was set back must not keep it longer. @param now - Milliseconds since the Unix epoch. */
export function isLive({ typedAt }: Replacement, now: number): boolean {
  return Math.abs(now - typedAt) < REPLACEMENT_ENDS_MS;
}

/** The part that pages know. */
export interface KeptReplacement extends Pick<Replacement, 'profileId' | 'typedAt'> {
  readonly headerId: HeaderSpecId;
}
