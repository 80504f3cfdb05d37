/** The stored copies of the vault, as the recovery page lists them. */

/** Two databases of the browser, which do not fail together by themselves. */
export type CopyPlace = 'storage' | 'database';

export interface CopyFinding {
  readonly place: CopyPlace;
  /** `before`: the generation before the last change. */
  readonly which: 'current' | 'before';
  readonly state: 'intact' | 'damaged' | 'newer' | 'missing' | 'unreadable';
}

/** Characters of a file with copies: more than the browser's storage takes of them. */
export const COPIES_AT_MOST = 16 * 1024 * 1024;

/** What has been done about a copy, for the user to know. */
export type Notice =
  /** A damaged copy was written anew from the other one; nothing is lost. */
  | 'repaired'
  /** Only the generation before the last change was left: that change may be lost. */
  | 'older-restored'
  /** One of the two copies cannot be written: there is only one. */
  | 'copy-failing';
