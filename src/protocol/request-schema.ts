/** Reads a message: whatever is not one of ours, to the last key, is refused. */
import * as v from 'valibot';
import { AppError, DOUBTS } from '../domain/errors';
import { COLOURS, METHODS } from '../domain/profile';
import type { Request } from './messages';

/** Longest text a message may carry; the longest honest one is a pasted key or token. */
const text = v.pipe(v.string(), v.maxLength(64 * 1024));

const header = v.strictObject({
  id: v.exactOptional(text),
  schemeId: text,
  fields: v.exactOptional(v.record(text, text)),
  paths: v.pipe(v.array(text), v.maxLength(100)),
  methods: v.pipe(v.array(v.picklist(METHODS)), v.maxLength(METHODS.length)),
  accepted: v.exactOptional(v.pipe(v.array(v.picklist(DOUBTS)), v.maxLength(DOUBTS.length))),
});

const site = v.strictObject({ url: text, path: text });
const sites = v.pipe(v.array(site), v.maxLength(100));
const callers = v.pipe(v.array(text), v.maxLength(100));
const access = { callers, strict: v.boolean(), ownForms: v.boolean(), allowHttp: v.boolean() };

const previewHeader = v.strictObject({
  headerName: text,
  paths: header.entries.paths,
  methods: header.entries.methods,
});
const previewDraft = v.strictObject({
  sites,
  headers: v.pipe(v.array(previewHeader), v.maxLength(100)),
  ...access,
});

const profile = v.strictObject({
  id: v.exactOptional(text),
  revision: v.pipe(v.number(), v.safeInteger()),
  name: text,
  colour: v.picklist(COLOURS),
  note: text,
  sites,
  headers: v.pipe(v.array(header), v.maxLength(100)),
  ...access,
});

const request = v.variant('type', [
  v.strictObject({ type: v.literal('state/read') }),
  v.strictObject({ type: v.literal('vault/create'), passphrase: text }),
  v.strictObject({ type: v.literal('vault/unlock'), passphrase: text }),
  v.strictObject({ type: v.literal('vault/lock') }),
  v.strictObject({ type: v.literal('profile/save'), profile, pick: v.boolean() }),
  v.strictObject({ type: v.literal('profile/remove'), profileId: text }),
  v.strictObject({
    type: v.literal('credential/check'),
    schemeId: text,
    fields: v.record(text, text),
  }),
  v.strictObject({ type: v.literal('profile/preview'), draft: previewDraft }),
  v.strictObject({ type: v.literal('pause/set'), paused: v.boolean() }),
  v.strictObject({ type: v.literal('settings/set-auto-lock'), minutes: v.number() }),
  v.strictObject({
    type: v.literal('vault/change-passphrase'),
    passphrase: text,
    newPassphrase: text,
  }),
  v.strictObject({ type: v.literal('pick/set'), origin: text, profileId: v.nullable(text) }),
]);

/** @throws {@link AppError} `message-refused`. */
export function parseRequest(message: unknown): Request {
  const { success, output } = v.safeParse(request, message);
  if (success) return output;
  throw new AppError('message-refused', 'not a message of this build');
}
