/** What the vault holds, as JSON: read with a schema, since an older or newer build may have written it. */
import * as v from 'valibot';
import type { SchemeId } from '../domain/credential';
import { profileDraftSchema } from '../domain/draft-schema';
import { AppError } from '../domain/errors';
import type { PasskeySummary } from '../domain/passkey';
import {
  COLOURS,
  type HeaderSpecId,
  METHODS,
  type Picks,
  type Profile,
  type ProfileId,
} from '../domain/profile';
import type { ProfileDraft } from '../domain/profile-draft';
import type { Origin, PathScope } from '../domain/site';

export interface VaultContent {
  readonly profiles: readonly Profile[];
  readonly picks: Picks;
  /** Nothing is sent anywhere, whatever is picked. */
  readonly paused: boolean;
  readonly autoLockMinutes: number;
  /** Whether it locks when the computer does. */
  readonly lockWithComputer: boolean;
  /** Whether it is seen what becomes of requests to picked sites. */
  readonly observes: boolean;
  /** What the passkey slots are called. */
  readonly passkeys: readonly PasskeySummary[];
  /** Forms that were not saved yet when the vault was locked, by what they are of. */
  readonly drafts: Readonly<Record<string, ProfileDraft>>;
}

export const EMPTY_CONTENT: VaultContent = {
  profiles: [],
  picks: {},
  paused: false,
  autoLockMinutes: 15,
  lockWithComputer: true,
  observes: true,
  passkeys: [],
  drafts: {},
};

const lastingTokenSchema = v.object({ value: v.string(), obtainedAt: v.number() });

const replacedCredentialSchema = v.object({
  schemeId: branded<SchemeId>(),
  credential: v.unknown(),
  rotatedAt: v.exactOptional(v.number()),
  refreshToken: v.exactOptional(v.string()),
  lastingToken: v.exactOptional(lastingTokenSchema),
  isLeft: v.exactOptional(v.literal(true)),
});

/** What has come later than format 1 itself has the default it had before it was there. */
const profileSchema = v.object({
  id: branded<ProfileId>(),
  revision: v.optional(v.pipe(v.number(), v.safeInteger()), 1),
  name: v.string(),
  colour: v.optional(v.picklist(COLOURS), 'grey'),
  note: v.optional(v.string(), ''),
  sites: v.array(v.object({ origin: branded<Origin>(), path: branded<PathScope>() })),
  headers: v.array(
    v.object({
      id: branded<HeaderSpecId>(),
      // A scheme this build does not know stays stored: its header fails alone, and says so.
      schemeId: branded<SchemeId>(),
      credential: v.unknown(),
      rotatedAt: v.exactOptional(v.number()),
      refreshToken: v.exactOptional(v.string()),
      lastingToken: v.exactOptional(lastingTokenSchema),
      before: v.exactOptional(replacedCredentialSchema),
      paths: v.optional(v.array(branded<PathScope>()), []),
      methods: v.optional(v.array(v.picklist(METHODS)), []),
    }),
  ),
  rotateEveryDays: v.exactOptional(v.number()),
  callers: v.optional(v.array(branded<Origin>()), []),
  strict: v.optional(v.boolean(), false),
  ownForms: v.optional(v.boolean(), false),
  allowHttp: v.optional(v.boolean(), false),
});

const contentSchema = v.object({
  profiles: v.array(profileSchema),
  picks: v.record(branded<Origin>(), branded<ProfileId>()),
  paused: v.optional(v.boolean(), false),
  autoLockMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 60)),
  lockWithComputer: v.optional(v.boolean(), true),
  observes: v.optional(v.boolean(), true),
  passkeys: v.optional(v.array(v.object({ slotId: v.string(), name: v.string() })), []),
  drafts: v.optional(v.pipe(v.record(v.string(), v.unknown()), v.transform(readableDrafts)), {}),
});

export function encodeContent(content: VaultContent): string {
  return JSON.stringify(content);
}

/** @throws {@link AppError} `vault-damaged` if authentic text is not a vault's content. */
export function decodeContent(text: string): VaultContent {
  try {
    return v.parse(contentSchema, JSON.parse(text));
  } catch {
    // Without cause: the schema's message quotes values.
    throw new AppError('vault-damaged', 'the content is authentic but not as this format has it');
  }
}

/** One of another build is left out: a form that was never saved must not keep a vault closed. */
function readableDrafts(stored: Readonly<Record<string, unknown>>): Record<string, ProfileDraft> {
  const entries = Object.entries(stored).flatMap(([key, draft]) => {
    const { success, output } = v.safeParse(profileDraftSchema, draft);
    return success ? [[key, output] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** A string the vault itself has written and authenticated, so its brand still holds. */
function branded<T extends string>() {
  return v.custom<T>((value) => typeof value === 'string');
}
