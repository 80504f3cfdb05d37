/**
 * The bin: deleted profiles, headers, credentials and unsaved forms, sealed with the vault for 30 days. No
 * header is made from any of it.
 */
import type { Colour, Profile } from './profile';
import type { ProfileDraft } from './profile-draft';
import type { Origin } from './site';

export const BIN_DAYS = 30;

/** The time for an undo. */
export const UNDO_MS = 10_000;

export type BinnedId = string & { readonly __brand: 'BinnedId' };

interface Binned {
  readonly id: BinnedId;
  /** Milliseconds since the Unix epoch. */
  readonly deletedAt: number;
  /** When its 30 days began anew, as long as the clock is behind `deletedAt`. */
  readonly restartedAt?: number;
  /** Absent: its time is not over, as far as the clock can be trusted. */
  readonly overdue?: Overdue;
}

/** A finding of one start of the browser. It counts once a later start finds the same. */
export interface Overdue {
  /** `past`: its 30 days are over. `ahead`: it was deleted in the future. */
  readonly by: 'past' | 'ahead';
  /** See `SessionFacts.start`. */
  readonly foundIn: string;
}

export interface BinnedProfile extends Binned {
  /**
   * `header`: `profile` is the one that had it, with this header alone. `credential`: the same, and the
   * header holds the deleted credential as if it were in use, under the id of the header that it was
   * kept beside.
   */
  readonly kind: 'profile' | 'header' | 'credential';
  readonly profile: Profile;
  /** Its place among the profiles, or among the headers of its profile. */
  readonly at: number;
  /** See `ReplacedCredential`. */
  readonly isLeft?: true;
}

export interface BinnedDraft extends Binned {
  readonly kind: 'draft';
  /** See `draftKeyOf`. */
  readonly key: string;
  readonly draft: ProfileDraft;
}

export type BinnedEntry = BinnedProfile | BinnedDraft;

/** An entry as the bin's page shows it: nothing secret. */
export interface BinnedItem {
  readonly id: BinnedId;
  readonly kind: BinnedEntry['kind'];
  /** The profile's name. Empty for a form without a name. */
  readonly name: string;
  readonly colour: Colour;
  readonly origins: readonly Origin[];
  readonly schemeIds: readonly string[];
  readonly deletedAt: number;
  /** When it leaves the bin. */
  readonly endsAt: number;
  /** A server is asked to end its sign-in when it leaves the bin. Absent: it has none. */
  readonly isSignedIn?: true;
}

/** The deletion that can be undone now. */
export interface UndoOffer {
  readonly kind: BinnedEntry['kind'];
  /** The first entry's name. */
  readonly name: string;
  readonly ids: readonly BinnedId[];
  /** Milliseconds since the Unix epoch. */
  readonly endsAt: number;
}

export function newBinnedId(): BinnedId {
  // Cast: this is where these ids are made.
  return crypto.randomUUID() as BinnedId;
}
