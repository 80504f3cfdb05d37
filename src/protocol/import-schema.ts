/** The messages of an import: see `request-schema.ts`. */
import * as v from 'valibot';
import { profileDraftSchema } from '../domain/draft-schema';
import { CHECKS_AT_MOST } from '../domain/import-check';
import { importReviewSchema } from '../domain/import-review';
import { IMPORT_ENTRIES_AT_MOST } from '../domain/imported';

export const importCommands = [
  v.strictObject({
    type: v.literal('import/save'),
    profiles: v.pipe(v.array(profileDraftSchema), v.maxLength(IMPORT_ENTRIES_AT_MOST)),
    /** Whether to pick each on its sites. */
    pick: v.boolean(),
  }),
  /** The user may be asked for the files again after a lock. */
  v.strictObject({ type: v.literal('import/keep'), review: importReviewSchema }),
  v.strictObject({ type: v.literal('import/forget') }),
] as const;

export const importQueries = [
  /** Asks what each draft would do, and whether it is there already. */
  v.strictObject({
    type: v.literal('import/review'),
    drafts: v.pipe(v.array(profileDraftSchema), v.maxLength(CHECKS_AT_MOST)),
  }),
  /** The names and ticks of an import that a lock has ended. */
  v.strictObject({ type: v.literal('import/kept') }),
] as const;
