/** The content of a shared file. A schema reads it: another person has sent it. */
import * as v from 'valibot';
import { accessDraftSchema, text } from '../../domain/draft-schema';
import { COLOURS, METHODS } from '../../domain/profile';
import { PROFILE_NAME_MAX_LENGTH, PROFILE_NOTE_MAX_LENGTH } from '../../domain/profile-draft';
import { ROTATE_DAYS_AT_MOST } from '../../domain/rotation';
import { SHARE_FORMAT, SHARE_VERSION, SHARED_PROFILES_AT_MOST } from '../../domain/share';

/** More than any scheme has. */
const FIELDS_AT_MOST = 40;

const headerSchema = v.strictObject({
  scheme: text,
  /** Field name → text. Secret fields have no entry. */
  fields: v.pipe(
    v.record(text, text),
    v.check((fields) => Object.keys(fields).length <= FIELDS_AT_MOST),
  ),
  /** The names of the fields that had a value and were left out. */
  asks: v.pipe(v.array(text), v.maxLength(FIELDS_AT_MOST)),
  paths: v.pipe(v.array(text), v.maxLength(100)),
  methods: v.pipe(v.array(v.picklist(METHODS)), v.maxLength(METHODS.length)),
  isOff: v.exactOptional(v.literal(true)),
});

const profileSchema = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(PROFILE_NAME_MAX_LENGTH)),
  colour: v.picklist(COLOURS),
  note: v.exactOptional(v.pipe(v.string(), v.maxLength(PROFILE_NOTE_MAX_LENGTH))),
  headers: v.pipe(v.array(headerSchema), v.minLength(1), v.maxLength(100)),
  rotateEveryDays: v.exactOptional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(ROTATE_DAYS_AT_MOST)),
  ),
  isExtra: v.exactOptional(v.literal(true)),
  production: v.exactOptional(
    v.strictObject({ readPaths: v.pipe(v.array(text), v.maxLength(100)) }),
  ),
  ...accessDraftSchema.entries,
  sites: v.pipe(accessDraftSchema.entries.sites, v.minLength(1)),
});

export const shareSchema = v.strictObject({
  format: v.literal(SHARE_FORMAT),
  version: v.literal(SHARE_VERSION),
  profiles: v.pipe(v.array(profileSchema), v.minLength(1), v.maxLength(SHARED_PROFILES_AT_MOST)),
});

export type Share = v.InferOutput<typeof shareSchema>;
export type ProfileOfShare = Share['profiles'][number];
export type HeaderOfShare = ProfileOfShare['headers'][number];
