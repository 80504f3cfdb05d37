/**
 * The reader of a build of format 9 for a vault of a later format: its schemas, copied. They stay
 * unchanged as long as this build marks its vaults as readable by such a build.
 */
import * as v from 'valibot';
import { slotSchema } from '../../src/vault/slots';

const box = v.strictObject({ iv: v.string(), ciphertext: v.string() });

const envelopeSchema = v.looseObject({
  format: v.pipe(v.number(), v.safeInteger(), v.minValue(10)),
  readableFrom: v.pipe(v.number(), v.maxValue(9)),
  generation: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  slots: v.pipe(v.array(v.unknown()), v.maxLength(17)),
  sealed: box,
});

const tokenSchema = v.object({ value: v.string(), obtainedAt: v.number() });

const replacedSchema = v.object({
  schemeId: v.string(),
  credential: v.unknown(),
  rotatedAt: v.exactOptional(v.number()),
  refreshToken: v.exactOptional(v.string()),
  lastingToken: v.exactOptional(tokenSchema),
  isLeft: v.exactOptional(v.literal(true)),
});

const headerSchema = v.object({
  id: v.string(),
  schemeId: v.string(),
  credential: v.unknown(),
  rotatedAt: v.exactOptional(v.number()),
  refreshToken: v.exactOptional(v.string()),
  lastingToken: v.exactOptional(tokenSchema),
  previousCredential: v.exactOptional(replacedSchema),
  paths: v.optional(v.array(v.string()), []),
  methods: v.optional(v.array(v.picklist(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])), []),
});

const profileSchema = v.object({
  id: v.string(),
  revision: v.optional(v.pipe(v.number(), v.safeInteger()), 1),
  name: v.string(),
  colour: v.optional(
    v.picklist(['grey', 'red', 'orange', 'green', 'teal', 'blue', 'purple']),
    'grey',
  ),
  note: v.optional(v.string(), ''),
  sites: v.array(v.object({ origin: v.string(), path: v.string() })),
  headers: v.array(headerSchema),
  offHeaders: v.optional(v.array(v.object({ at: v.number(), header: headerSchema })), []),
  rotateEveryDays: v.exactOptional(v.number()),
  callers: v.optional(v.array(v.string()), []),
  strict: v.optional(v.boolean(), false),
  ownForms: v.optional(v.boolean(), false),
  ownPictures: v.optional(v.boolean(), false),
  allowCache: v.optional(v.boolean(), false),
  allowHttp: v.optional(v.boolean(), false),
  isExtra: v.exactOptional(v.literal(true)),
});

const contentSchema = v.object({
  profiles: v.array(profileSchema),
  sitePicks: v.record(
    v.string(),
    v.object({
      identity: v.exactOptional(v.string()),
      extras: v.array(v.string()),
      extrasAlone: v.exactOptional(v.literal(true)),
    }),
  ),
  settings: v.object({
    paused: v.boolean(),
    autoLockMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 60)),
    lockWithComputer: v.boolean(),
    observes: v.boolean(),
    singleKeys: v.optional(v.boolean(), true),
    digitsPick: v.optional(v.boolean(), false),
    namesInToolbar: v.optional(v.boolean(), true),
    backupReminderDays: v.optional(v.number(), 30),
  }),
  passkeys: v.optional(v.array(v.object({ slotId: v.string(), name: v.string() })), []),
  pickTimes: v.optional(v.record(v.string(), v.number()), {}),
  declinedCalls: v.optional(v.array(v.object({ caller: v.string(), site: v.string() })), []),
  bin: v.optional(v.array(v.unknown()), []),
  backup: v.optional(
    v.object({ madeAt: v.exactOptional(v.number()), changedAt: v.exactOptional(v.number()) }),
    {},
  ),
  importReview: v.exactOptional(
    v.object({ files: v.array(v.string()), ticks: v.record(v.string(), v.boolean()) }),
  ),
});

/** @returns the slots that it knows, of an envelope that it opens read-only; throws for any other. */
export function slotsForFormat9(text: string) {
  const { slots } = v.parse(envelopeSchema, JSON.parse(text.split('\n')[1] ?? ''));
  return slots.flatMap((slot) => {
    const { success, output } = v.safeParse(slotSchema, slot);
    return success ? [output] : [];
  });
}

/** @param plain - The content once it is open. Throws if such a build says `vault-newer`. */
export function contentForFormat9(plain: string) {
  return v.parse(contentSchema, JSON.parse(plain));
}
