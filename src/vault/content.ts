/** The content of the vault as JSON. A schema reads it, since another build may have written it. */
import * as v from 'valibot';
import type { BackupTimes } from '../domain/backup-times';
import type { BinnedEntry } from '../domain/bin';
import type { Call } from '../domain/call';
import { AppError } from '../domain/errors';
import type { ImportReview } from '../domain/import-review';
import { NEWS, type News } from '../domain/news';
import type { PasskeySummary } from '../domain/passkey';
import type { PickTimes } from '../domain/pick-times';
import type { SitePicks } from '../domain/picks';
import type { HeaderSpecId, Profile, ProfileId } from '../domain/profile';
import type { ProfileDraft } from '../domain/profile-draft';
import type { Replacements } from '../domain/replacement';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings';
import type { Origin } from '../domain/site';
import type { Widening } from '../domain/widened';
import { asStoredEntry, binSchema } from './bin-schema';
import { draftsSchema } from './draft-schema';
import { asFormat4, autoLockMinutes, format4Schema, fromFormat4 } from './format-4';
import { apartPicksSchema, asStoredPicks, fromStoredPicks, sitePicksSchema } from './pick-schema';
import { asStored, branded, profileSchema } from './profile-schema';
import { wideningSchema } from './widening-schema';

export interface VaultContent {
  readonly profiles: readonly Profile[];
  readonly sitePicks: SitePicks;
  readonly pickTimes: PickTimes;
  readonly settings: Settings;
  /** The names of the passkey slots. */
  readonly passkeys: readonly PasskeySummary[];
  /** Forms that were not saved when the vault was locked, by `draftKeyOf`. */
  readonly drafts: Readonly<Record<string, ProfileDraft>>;
  /** The user has not been told them yet. */
  readonly news: readonly News[];
  /** Changes that have widened a stored credential. The user has not been told, or has not answered. */
  readonly widenings: readonly Widening[];
  /** Secrets typed in the popup that were not saved when the vault was locked, by header. */
  readonly replacements: Replacements;
  /** Calls that the user does not want to be offered as callers again. */
  readonly declinedCalls: readonly Call[];
  /** The latest last. */
  readonly bin: readonly BinnedEntry[];
  readonly backup: BackupTimes;
  /** An import that was being reviewed when the vault was locked. Absent: none was. */
  readonly importReview?: ImportReview;
}

export const EMPTY_CONTENT: VaultContent = {
  profiles: [],
  sitePicks: {},
  pickTimes: {},
  settings: DEFAULT_SETTINGS,
  passkeys: [],
  drafts: {},
  news: [],
  widenings: [],
  replacements: {},
  declinedCalls: [],
  bin: [],
  backup: {},
};

/** For each file that a user keeps: what was deleted must not live on in it. */
export function withoutBin(content: VaultContent): VaultContent {
  return { ...content, bin: [] };
}

const replacementSchema = v.object({
  profileId: branded<ProfileId>(),
  revision: v.number(),
  value: v.string(),
  typedAt: v.number(),
});

const callSchema = v.object({ caller: branded<Origin>(), site: branded<Origin>() });

const sharedSchema = v.object({
  profiles: v.array(profileSchema),
  pickTimes: v.optional(v.record(branded<ProfileId>(), v.number()), {}),
  passkeys: v.optional(v.array(v.object({ slotId: v.string(), name: v.string() })), []),
  drafts: v.optional(draftsSchema, {}),
  // An older format has none: all that is new since then is news.
  news: v.optional(v.pipe(v.array(v.string()), v.transform(knownNews)), () => [...NEWS]),
  widenings: v.optional(v.array(wideningSchema), []),
  replacements: v.optional(v.record(branded<HeaderSpecId>(), replacementSchema), {}),
  declinedCalls: v.optional(v.array(callSchema), []),
  bin: v.optional(binSchema, []),
  backup: v.optional(
    v.object({ madeAt: v.exactOptional(v.number()), changedAt: v.exactOptional(v.number()) }),
    {},
  ),
  importReview: v.exactOptional(
    v.object({ files: v.array(v.string()), ticks: v.record(v.string(), v.boolean()) }),
  ),
});

const picksAndSettingsSchema = v.object({
  sitePicks: sitePicksSchema,
  apartPicks: v.optional(apartPicksSchema, {}),
  settings: v.object({
    paused: v.boolean(),
    autoLockMinutes,
    lockWithComputer: v.boolean(),
    observes: v.boolean(),
    singleKeys: v.optional(v.boolean(), DEFAULT_SETTINGS.singleKeys),
    digitsPick: v.optional(v.boolean(), DEFAULT_SETTINGS.digitsPick),
    namesInToolbar: v.optional(v.boolean(), DEFAULT_SETTINGS.namesInToolbar),
    backupReminderDays: v.optional(v.number(), DEFAULT_SETTINGS.backupReminderDays),
  }),
});

/** All that this build writes. */
export const contentSchema = v.object({
  ...sharedSchema.entries,
  ...picksAndSettingsSchema.entries,
});

export function encodeContent(content: VaultContent): string {
  const profiles = content.profiles.map(asStored);
  const bin = content.bin.map(asStoredEntry);
  const production = content.profiles.filter((profile) => profile.production).map(({ id }) => id);
  const picks = asStoredPicks(content.sitePicks, new Set(production));
  return JSON.stringify({ ...content, profiles, bin, ...picks, ...asFormat4(content, picks) });
}

/** @throws {@link AppError} `vault-damaged` if authentic text is not a vault's content. */
export function decodeContent(text: string): VaultContent {
  try {
    const stored = v.parse(v.looseObject({}), JSON.parse(text));
    if ('settings' in stored || 'sitePicks' in stored) {
      const { apartPicks, ...content } = v.parse(contentSchema, stored);
      return { ...content, sitePicks: fromStoredPicks({ ...content, apartPicks }) };
    }
    return { ...v.parse(sharedSchema, stored), ...fromFormat4(v.parse(format4Schema, stored)) };
  } catch {
    // Without cause: the schema's message quotes values.
    throw new AppError('vault-damaged', 'the content does not fit its format');
  }
}

/** A later build may have written news that this one does not know. */
function knownNews(stored: string[]): readonly News[] {
  return NEWS.filter((news) => stored.includes(news));
}
