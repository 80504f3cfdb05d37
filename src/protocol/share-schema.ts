/** The messages about shared files: profiles for others, without their secrets. */
import * as v from 'valibot';
import { DOUBTS } from '../domain/doubts';
import { text } from '../domain/draft-schema';
import { SHARE_AT_MOST, SHARED_PROFILES_AT_MOST } from '../domain/share';

const file = v.pipe(v.string(), v.maxLength(SHARE_AT_MOST));

const typedHeader = v.strictObject({
  fields: v.record(text, text),
  /** Doubts about the fields that the user has answered with "use it as it is". */
  accepted: v.pipe(v.array(v.picklist(DOUBTS)), v.maxLength(DOUBTS.length)),
});

export const shareCommands = [
  /** The user has looked at the file: see `share/review`. */
  v.strictObject({
    type: v.literal('share/import'),
    text: file,
    /** The digest of the review. A file that has changed since is refused. */
    digest: text,
    profiles: v.pipe(
      v.array(
        v.strictObject({
          /** Its position in the file. */
          at: v.number(),
          name: text,
          headers: v.pipe(v.array(typedHeader), v.maxLength(100)),
        }),
      ),
      v.maxLength(SHARED_PROFILES_AT_MOST),
    ),
    /** Whether to pick them on their sites. */
    pick: v.boolean(),
  }),
] as const;

export const shareQueries = [
  /** The text of a file with these profiles. */
  v.strictObject({
    type: v.literal('share/make'),
    profileIds: v.array(text),
    /** Whether the file has their notes. */
    notes: v.boolean(),
  }),
  /** Asks what a file would add. Nothing is saved. */
  v.strictObject({ type: v.literal('share/review'), text: file }),
] as const;
