/** An import that is being reviewed. A lock seals it, so that the user can go on after the unlock. */

import * as v from 'valibot';
import { IMPORT_ENTRIES_AT_MOST } from './imported';
import type { Parsed } from './parsed';

/** Enough for the folder of a large collection. */
const FILES_AT_MOST = 2_000;

const name = v.pipe(v.string(), v.maxLength(4_096));
/** Positions, as the keys of an object. */
const position = v.pipe(v.string(), v.regex(/^\d{1,5}$/));

/** Without the drafts: their credentials are gone at a lock, and the files are chosen again. */
export const importReviewSchema = v.strictObject({
  /** The names of the files; '' for pasted text. */
  files: v.pipe(v.array(name), v.maxLength(FILES_AT_MOST)),
  /** The rows whose tick differs from the first one: position in the import → ticked. */
  ticks: v.pipe(
    v.record(position, v.boolean()),
    v.check((ticks) => Object.keys(ticks).length <= IMPORT_ENTRIES_AT_MOST),
  ),
});

export type ImportReview = Parsed<typeof importReviewSchema>;
