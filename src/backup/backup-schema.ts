/**
 * The JSON of a backup: see docs/backup.md. A stranger may have written the file, so it is read as
 * untrusted text: bounds, and no key that this version does not know.
 */
import * as v from 'valibot';
import { text } from '../domain/draft-schema';
import type { Parsed } from '../domain/parsed';
import { COLOURS, METHODS } from '../domain/profile';
import type { Settings } from '../domain/settings';

/**
 * Each addition to a released version raises it. A build refuses keys that it does not know, so an older
 * one asks for an update instead of reading the file as damaged.
 */
export const BACKUP_VERSION = 1;
export const VERSION_KEY = 'keybearer-backup';

const PROFILES_AT_MOST = 20_000;

const time = v.pipe(v.number(), v.finite());
const listOf = <S extends v.GenericSchema>(item: S, atMost: number) =>
  v.optional(v.pipe(v.array(item), v.maxLength(atMost)), []);
/** A file that was written by hand need not have it. */
const flag = v.optional(v.boolean(), false);

const credentialKeys = {
  schemeId: text,
  /** The values of a form, from which the scheme makes the credential. */
  fields: v.exactOptional(v.record(text, v.pipe(v.string(), v.maxLength(256 * 1024)))),
  /** Instead of `fields`, if the build that made the file did not know the scheme. */
  credential: v.exactOptional(v.unknown()),
  /** Milliseconds since the Unix epoch, as all times. */
  rotatedAt: v.exactOptional(time),
};

const headerSchema = v.strictObject({
  id: v.exactOptional(text),
  ...credentialKeys,
  previousCredential: v.exactOptional(
    v.strictObject({ ...credentialKeys, isLeft: v.exactOptional(v.literal(true)) }),
  ),
  paths: listOf(text, 100),
  methods: listOf(v.picklist(METHODS), METHODS.length),
  isOff: v.exactOptional(v.literal(true)),
});

const profileSchema = v.strictObject({
  id: v.exactOptional(text),
  revision: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1)), 1),
  name: text,
  colour: v.optional(v.picklist(COLOURS), 'grey'),
  note: v.optional(text, ''),
  sites: listOf(v.strictObject({ origin: text, path: v.optional(text, '') }), 100),
  headers: listOf(headerSchema, 100),
  rotateEveryDays: v.exactOptional(v.number()),
  callers: listOf(text, 100),
  strict: flag,
  ownForms: flag,
  ownPictures: flag,
  allowCache: flag,
  allowHttp: flag,
  isExtra: v.exactOptional(v.literal(true)),
  /** Paths where a POST only reads. Absent: the profile is for no production site. */
  production: v.exactOptional(v.strictObject({ readPaths: listOf(text, 100) })),
});

const settingsSchema = v.strictObject({
  paused: v.exactOptional(v.boolean()),
  autoLockMinutes: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  lockWithComputer: v.exactOptional(v.boolean()),
  observes: v.exactOptional(v.boolean()),
  singleKeys: v.exactOptional(v.boolean()),
  digitsPick: v.exactOptional(v.boolean()),
  namesInToolbar: v.exactOptional(v.boolean()),
  backupReminderDays: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
} satisfies Record<keyof Settings, v.GenericSchema>);

export const backupSchema = v.strictObject({
  [VERSION_KEY]: v.literal(BACKUP_VERSION),
  madeAt: time,
  profiles: v.pipe(v.array(profileSchema), v.maxLength(PROFILES_AT_MOST)),
  picks: v.optional(
    v.record(
      text,
      v.strictObject({
        identity: v.exactOptional(text),
        extras: listOf(text, PROFILES_AT_MOST),
        extrasAlone: v.exactOptional(v.literal(true)),
      }),
    ),
    {},
  ),
  /** Keyed by the id of a profile. */
  pickTimes: v.optional(v.record(text, time), {}),
  settings: v.optional(settingsSchema, {}),
  declinedCalls: listOf(v.strictObject({ caller: text, site: text }), 10_000),
});

/** A file of any version. */
export const anyBackupSchema = v.looseObject({ [VERSION_KEY]: v.number() });

export type Backup = Parsed<typeof backupSchema>;
export type StoredProfile = Backup['profiles'][number];
export type StoredHeader = StoredProfile['headers'][number];
export type StoredCredential = Pick<
  StoredHeader,
  'schemeId' | 'fields' | 'credential' | 'rotatedAt'
>;
