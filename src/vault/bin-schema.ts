/** Reads the bin of a vault: see `domain/bin.ts`. */
import * as v from 'valibot';
import type { BinnedEntry, BinnedId } from '../domain/bin';
import { storedDraftSchema } from './draft-schema';
import { asStored, branded, profileSchema } from './profile-schema';

const overdueSchema = v.object({ by: v.picklist(['past', 'ahead']), foundIn: v.string() });

const shared = {
  id: branded<BinnedId>(),
  deletedAt: v.number(),
  restartedAt: v.exactOptional(v.number()),
  overdue: v.exactOptional(overdueSchema),
};

const binnedSchema = v.variant('kind', [
  v.object({
    ...shared,
    kind: v.picklist(['profile', 'header', 'credential']),
    profile: profileSchema,
    at: v.number(),
    isLeft: v.exactOptional(v.literal(true)),
  }),
  v.object({ ...shared, kind: v.literal('draft'), key: v.string(), draft: storedDraftSchema }),
]);

/** Drops an entry that this build cannot read: it must not keep a vault closed. */
export const binSchema = v.pipe(
  v.array(v.unknown()),
  v.transform((entries) =>
    entries.flatMap((entry): BinnedEntry[] => {
      const { success, output } = v.safeParse(binnedSchema, entry);
      return success ? [output] : [];
    }),
  ),
);

/** The entry as `binSchema` reads it. */
export function asStoredEntry(entry: BinnedEntry) {
  return entry.kind === 'draft' ? entry : { ...entry, profile: asStored(entry.profile) };
}
