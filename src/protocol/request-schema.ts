/**
 * Every message that a page may send to the background. Commands change something and run one at a
 * time; queries are answered beside them. A message with a wrong, missing or unknown key is refused.
 */
import * as v from 'valibot';
import { DOUBTS } from '../domain/doubts';
import { previewDraftSchema, profileDraftSchema, text } from '../domain/draft-schema';
import { AppError } from '../domain/errors';
import { TEST_METHODS, WAYS } from '../domain/inquiry';
import type { Parsed } from '../domain/parsed';
import { COLOURS, METHODS } from '../domain/profile';
import { COPIES_AT_MOST } from '../domain/stored-copy';
import { fileCommands, fileQueries } from './file-schema';
import { newPasskey, passkeyAnswer, passkeyAnswers } from './passkey-schema';
import { pickCommands } from './pick-schema';
import { place } from './place-schema';
import { signInQueries } from './sign-in-schema';

const settingsChange = v.strictObject({
  paused: v.exactOptional(v.boolean()),
  autoLockMinutes: v.exactOptional(v.number()),
  lockWithComputer: v.exactOptional(v.boolean()),
  observes: v.exactOptional(v.boolean()),
  singleKeys: v.exactOptional(v.boolean()),
  digitsPick: v.exactOptional(v.boolean()),
  namesInToolbar: v.exactOptional(v.boolean()),
  backupReminderDays: v.exactOptional(v.number()),
});

/** The tab whose own pick counts. Absent: the site's pick. */
const ofTab = { tabId: v.exactOptional(v.number()) };

/** The ids of as many entries as a vault can have. */
const texts = v.array(text);

const exported = v.pipe(v.string(), v.maxLength(COPIES_AT_MOST));

const question = v.strictObject({
  url: text,
  way: v.picklist(WAYS),
  method: v.picklist(METHODS),
  page: text,
});

export const commandSchema = v.variant('type', [
  v.strictObject({ type: v.literal('state/read') }),
  v.strictObject({ type: v.literal('vault/create'), passphrase: text }),
  v.strictObject({ type: v.literal('vault/unlock'), passphrase: text }),
  v.strictObject({
    type: v.literal('vault/unlock-by-passkey'),
    answer: passkeyAnswer,
    /** The count in the state when the user was asked: the vault may have been locked since. */
    locks: v.number(),
  }),
  v.strictObject({ type: v.literal('vault/lock') }),
  /** The user confirms that a stored key may be widened. */
  v.strictObject({ type: v.literal('vault/confirm'), passphrase: text }),
  v.strictObject({ type: v.literal('vault/confirm-by-passkey'), answer: passkeyAnswer }),
  v.strictObject({
    type: v.literal('vault/change-passphrase'),
    passphrase: text,
    newPassphrase: text,
    /** The passkeys that stay, each with a fresh answer. Every other one is removed. */
    passkeys: passkeyAnswers,
  }),
  v.strictObject({ type: v.literal('vault/restore'), text: exported }),
  v.strictObject({ type: v.literal('vault/start-over'), locked: v.boolean() }),
  v.strictObject({
    type: v.literal('passkey/add'),
    passphrase: text,
    name: text,
    passkey: newPasskey,
  }),
  v.strictObject({
    type: v.literal('passkey/remove'),
    passphrase: text,
    /** The passkeys that stay. */
    passkeys: passkeyAnswers,
  }),
  v.strictObject({ type: v.literal('notice/dismiss') }),
  v.strictObject({ type: v.literal('news/dismiss') }),
  v.strictObject({ type: v.literal('unrevoked/dismiss') }),
  v.strictObject({ type: v.literal('draft/keep'), draft: profileDraftSchema }),
  /** The user has taken all changes back. */
  v.strictObject({ type: v.literal('draft/clear'), key: text }),
  /** It goes to the bin. */
  v.strictObject({ type: v.literal('draft/discard'), key: text }),
  /** A secret typed in the popup, as long as it is not saved. It never comes back to a page. */
  v.strictObject({
    type: v.literal('replacement/keep'),
    profileId: text,
    /** Of the profile when the user began to type. */
    revision: v.number(),
    headerId: text,
    value: text,
  }),
  v.strictObject({ type: v.literal('replacement/discard'), headerId: text }),
  /** Names only the settings that change: another page may have changed the others. */
  v.strictObject({ type: v.literal('settings/change'), settings: settingsChange }),
  v.strictObject({ type: v.literal('activity/clear') }),
  v.strictObject({
    type: v.literal('profile/save'),
    profile: profileDraftSchema,
    /** Whether to pick it on each of its sites. */
    pick: v.boolean(),
  }),
  /** They go to the bin. */
  v.strictObject({ type: v.literal('profile/remove'), profileIds: texts }),
  v.strictObject({
    type: v.literal('profile/colour'),
    profileIds: texts,
    colour: v.picklist(COLOURS),
  }),
  /** Undoes the last deletion. The ids are those of the offer: another window may have deleted since. */
  v.strictObject({ type: v.literal('bin/undo'), ids: texts }),
  v.strictObject({ type: v.literal('bin/restore'), id: text }),
  /** These leave the bin for good. */
  v.strictObject({ type: v.literal('bin/delete'), ids: texts }),
  v.strictObject({ type: v.literal('bin/empty') }),
  v.strictObject({
    type: v.literal('profile/duplicate'),
    profileId: text,
    /** The name of the copy. */
    name: text,
  }),
  /** Uses a profile on the site next door too, and picks it there. */
  v.strictObject({ type: v.literal('profile/add-site'), profileId: text, origin: text }),
  /** Lets the pages of an origin call the profile's sites. */
  v.strictObject({ type: v.literal('profile/add-caller'), profileId: text, caller: text }),
  /** The user does not want to be offered this page as a caller of the site again. */
  v.strictObject({ type: v.literal('call/decline'), caller: text, site: text }),
  /** The answers to what was added to a profile before the last lock. */
  v.strictObject({ type: v.literal('widening/keep'), profileId: text }),
  v.strictObject({ type: v.literal('widening/remove'), profileId: text }),
  /** Gets a new token from the server, although the old one has not ended. */
  v.strictObject({ type: v.literal('token/renew'), headerId: text }),
  /** Another secret in place of the only one of a header. */
  v.strictObject({
    type: v.literal('credential/replace'),
    profileId: text,
    revision: v.number(),
    headerId: text,
    /** Absent: the value that `replacement/keep` has left. */
    value: v.exactOptional(text),
    accepted: v.pipe(v.array(v.picklist(DOUBTS)), v.maxLength(DOUBTS.length)),
  }),
  /** The new credential works: the previous one is deleted. */
  v.strictObject({ type: v.literal('credential/confirm'), profileId: text, headerId: text }),
  /** The previous credential and the present one change places. */
  v.strictObject({ type: v.literal('credential/go-back'), profileId: text, headerId: text }),
  ...pickCommands,
  /** The user says that a server's clock is right although it is far from ours. */
  v.strictObject({
    type: v.literal('clock/confirm'),
    origin: text,
    /** The offset that the page showed. */
    offsetMs: v.number(),
  }),
  ...fileCommands,
]);

export const querySchema = v.variant('type', [
  v.strictObject({
    type: v.literal('credential/check'),
    schemeId: text,
    fields: v.record(text, text),
    /** The stored header that the form edits, and its fields whose value stays. */
    stored: v.exactOptional(
      v.strictObject({ headerId: text, fields: v.pipe(v.array(text), v.maxLength(20)) }),
    ),
  }),
  /** The problems of a secret that would replace the stored one of a header. */
  v.strictObject({
    type: v.literal('replacement/check'),
    profileId: text,
    headerId: text,
    value: text,
  }),
  v.strictObject({ type: v.literal('profile/preview'), draft: previewDraftSchema }),
  /** An unsaved form, without its secrets. */
  v.strictObject({ type: v.literal('draft/read'), key: text }),
  /** Public facts about a stored credential, such as the claims of a token. */
  v.strictObject({ type: v.literal('header/facts'), headerId: text }),
  /** The fields of a stored credential that hold no secret, for an open editor. */
  v.strictObject({ type: v.literal('credential/shown'), headerId: text }),
  /** A header in force, in clear: at an explicit click, for the clipboard alone. */
  v.strictObject({ type: v.literal('header/copy'), origin: text, headerId: text }),
  /** A curl command that sends the browser's request, with a variable for each secret. */
  v.strictObject({
    type: v.literal('header/curl'),
    origin: text,
    url: text,
    method: v.picklist(METHODS),
    ...ofTab,
  }),
  ...signInQueries,
  /** The user has opened the popup over a tab where a token may be renewed silently. */
  v.strictObject({ type: v.literal('tab/use'), tabId: v.number() }),
  /** What the popup may offer over a page without a profile. */
  v.strictObject({
    type: v.literal('page/offers'),
    page: text,
    /** Null: the browser does not tell. */
    tabId: v.nullable(v.number()),
  }),
  /** The Unicode form of a host that a URL writes in Punycode. */
  v.strictObject({ type: v.literal('host/unicode'), host: text }),
  /** Shows the manager's tab. */
  v.strictObject({ type: v.literal('manager/show'), hash: place, isPrivate: v.boolean() }),
  /** Whether an address would carry a header, from the rules alone. */
  v.strictObject({ type: v.literal('diagnosis/explain'), question, ...ofTab }),
  /** A page shows the activity. It repeats this within half a minute as long as it does. */
  v.strictObject({ type: v.literal('activity/look') }),
  /** Sends one request of our own with the header in force there. */
  v.strictObject({
    type: v.literal('test/run'),
    url: text,
    method: v.picklist(TEST_METHODS),
    ...ofTab,
  }),
  /** The entries of the bin, without their credentials. */
  v.strictObject({ type: v.literal('bin/list') }),
  /** The sealed copies, for a user whose vault cannot be read. */
  v.strictObject({ type: v.literal('vault/export') }),
  ...fileQueries,
]);

export type Command = Parsed<typeof commandSchema>;
export type Query = Parsed<typeof querySchema>;

const requestSchema = v.variant('type', [commandSchema, querySchema]);

/** @throws {@link AppError} `message-refused`. */
export function parseRequest(message: unknown): Command | Query {
  const { success, output } = v.safeParse(requestSchema, message);
  if (success) return output;
  throw new AppError('message-refused', 'not a message of this build');
}
