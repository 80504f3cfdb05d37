/** The messages between the import page and its worker. */
import type { Failure } from './errors';
import type { FormatId, ImportedProfile, Remark } from './imported';

/**
 * A file of the user with its path, or pasted text with the name ''. Pasted text is no blob: a browser
 * may write a blob to the disk.
 */
export type ChosenSource =
  | { readonly name: string; readonly file: Blob }
  | { readonly name: ''; readonly text: string };

/** In this order: progress, then the profiles in portions, then the end. Or a failure at any time. */
export type ImportReport =
  /** Only the ratio of the two numbers means something. */
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'profiles'; readonly profiles: readonly ImportedProfile[] }
  | { readonly kind: 'end'; readonly format: FormatId; readonly remarks: readonly Remark[] }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** A page receives at most this many profiles in one report, so that no frame takes long. */
export const PROFILES_IN_REPORT = 250;
