/** Reads the unsaved forms of a vault. */
import * as v from 'valibot';
import { profileDraftSchema } from '../domain/draft-schema';
import type { ProfileDraft } from '../domain/profile-draft';

/** Formats 1 to 5 kept forms without these two. */
export const storedDraftSchema = v.pipe(
  v.looseObject({}),
  v.transform((draft) => ({ ownPictures: false, allowCache: false, ...draft })),
  profileDraftSchema,
);

/** Drops an unsaved form that this build cannot read: it must not keep a vault closed. */
export const draftsSchema = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform((stored) => {
    const entries = Object.entries(stored).flatMap(([key, draft]) => {
      const { success, output } = v.safeParse(storedDraftSchema, draft);
      return success ? [[key, output] as const] : [];
    });
    return Object.fromEntries(entries) as Record<string, ProfileDraft>;
  }),
);
