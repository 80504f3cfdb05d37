/** The stored copies of the vault, as the recovery page lists them. */

/** Two databases of the browser. A failure of one does not damage the other. */
export type CopyPlace = 'storage' | 'database';

export interface CopyFinding {
  readonly place: CopyPlace;
  /** `before`: the generation before the last change. */
  readonly which: 'current' | 'before';
  readonly state: 'intact' | 'damaged' | 'newer' | 'missing' | 'unreadable';
}

/** Characters in a file with copies: more than the browser's storage can hold. */
export const COPIES_AT_MOST = 16 * 1024 * 1024;

/** A repair, a failure or a loss that the user should know of. */
export type Notice =
  /** A damaged copy was replaced by the other one. Nothing is lost. */
  | 'repaired'
  /** Only the generation before the last change was intact: that change may be lost. */
  | 'older-restored'
  /** One of the two copies cannot be written: only one is up to date. */
  | 'copy-failing'
  /** The storage was full: the oldest entries of the bin are gone for good. */
  | 'bin-gave-way';
