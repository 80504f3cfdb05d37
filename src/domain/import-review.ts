/** An import that is being reviewed. A lock seals it, so that the user can go on after the unlock. */

/** Without the drafts: their credentials are gone at a lock, and the files are chosen again. */
export interface ImportReview {
  /** The names of the files; '' for pasted text. */
  readonly files: readonly string[];
  /** The rows whose tick differs from the first one: position in the import → ticked. */
  readonly ticks: Readonly<Record<string, boolean>>;
}
