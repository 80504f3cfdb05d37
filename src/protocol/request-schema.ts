/** Reads a message: whatever is not one of ours, to the last key, is refused. */
import * as v from 'valibot';
import { previewDraftSchema, profileDraftSchema, text } from '../domain/draft-schema';
import { AppError } from '../domain/errors';
import { TEST_METHODS, WAYS } from '../domain/inquiry';
import { PASSKEYS_AT_MOST } from '../domain/passkey';
import { METHODS } from '../domain/profile';
import { COPIES_AT_MOST } from '../domain/stored-copy';
import type { Request } from './messages';

/** 32 bytes in base64. */
const secret = v.pipe(v.string(), v.base64(), v.length(44));
const passkeyAnswer = v.strictObject({ slotId: text, secret });
const passkeyAnswers = v.pipe(v.array(passkeyAnswer), v.maxLength(PASSKEYS_AT_MOST));
const newPasskey = v.strictObject({ slotId: text, secret, credentialId: text, prfInput: secret });

const settings = v.strictObject({
  paused: v.exactOptional(v.boolean()),
  autoLockMinutes: v.exactOptional(v.number()),
  lockWithComputer: v.exactOptional(v.boolean()),
  observes: v.exactOptional(v.boolean()),
});

const exported = v.pipe(v.string(), v.maxLength(COPIES_AT_MOST));

const request = v.variant('type', [
  v.strictObject({ type: v.literal('state/read') }),
  v.strictObject({ type: v.literal('vault/create'), passphrase: text }),
  v.strictObject({ type: v.literal('vault/unlock'), passphrase: text }),
  v.strictObject({ type: v.literal('vault/lock') }),
  v.strictObject({
    type: v.literal('profile/save'),
    profile: profileDraftSchema,
    pick: v.boolean(),
  }),
  v.strictObject({ type: v.literal('profile/remove'), profileId: text }),
  v.strictObject({ type: v.literal('credential/confirm'), profileId: text, headerId: text }),
  v.strictObject({ type: v.literal('credential/go-back'), profileId: text, headerId: text }),
  v.strictObject({
    type: v.literal('credential/check'),
    schemeId: text,
    fields: v.record(text, text),
  }),
  v.strictObject({ type: v.literal('profile/preview'), draft: previewDraftSchema }),
  v.strictObject({ type: v.literal('settings/change'), settings }),
  v.strictObject({ type: v.literal('activity/clear') }),
  v.strictObject({ type: v.literal('activity/look') }),
  v.strictObject({ type: v.literal('vault/unlock-by-passkey'), answer: passkeyAnswer }),
  v.strictObject({ type: v.literal('vault/restore'), text: exported }),
  v.strictObject({ type: v.literal('vault/start-over'), locked: v.boolean() }),
  v.strictObject({ type: v.literal('vault/export') }),
  v.strictObject({
    type: v.literal('passkey/add'),
    passphrase: text,
    name: text,
    passkey: newPasskey,
  }),
  v.strictObject({
    type: v.literal('passkey/remove'),
    passphrase: text,
    passkeys: passkeyAnswers,
  }),
  v.strictObject({ type: v.literal('notice/dismiss') }),
  v.strictObject({ type: v.literal('draft/keep'), draft: profileDraftSchema }),
  v.strictObject({ type: v.literal('draft/discard'), key: text }),
  v.strictObject({ type: v.literal('draft/read'), key: text }),
  v.strictObject({ type: v.literal('header/facts'), headerId: text }),
  v.strictObject({ type: v.literal('header/copy'), origin: text, headerId: text }),
  v.strictObject({
    type: v.literal('header/curl'),
    origin: text,
    url: text,
    method: v.picklist(METHODS),
  }),
  v.strictObject({ type: v.literal('sign-in/begin'), headerId: text }),
  v.strictObject({
    type: v.literal('sign-in/proceed'),
    headerId: text,
    address: v.exactOptional(text),
  }),
  v.strictObject({ type: v.literal('sign-in/cancel'), headerId: text }),
  v.strictObject({ type: v.literal('sign-out'), headerId: text }),
  v.strictObject({ type: v.literal('issuer/look-up'), issuer: text }),
  v.strictObject({ type: v.literal('site/find-sign-in'), url: text }),
  v.strictObject({
    type: v.literal('diagnosis/explain'),
    question: v.strictObject({
      url: text,
      way: v.picklist(WAYS),
      method: v.picklist(METHODS),
      page: text,
    }),
  }),
  v.strictObject({ type: v.literal('test/run'), url: text, method: v.picklist(TEST_METHODS) }),
  v.strictObject({
    type: v.literal('vault/change-passphrase'),
    passphrase: text,
    newPassphrase: text,
    passkeys: passkeyAnswers,
  }),
  v.strictObject({ type: v.literal('clock/confirm'), origin: text, offsetMs: v.number() }),
  v.strictObject({ type: v.literal('pick/set'), origin: text, profileId: v.nullable(text) }),
]);

/** @throws {@link AppError} `message-refused`. */
export function parseRequest(message: unknown): Request {
  const { success, output } = v.safeParse(request, message);
  if (success) return output;
  throw new AppError('message-refused', 'not a message of this build');
}
