/** Reads a message: whatever is not one of ours, to the last key, is refused. */
import * as v from 'valibot';
import { AppError } from '../domain/errors';
import type { Request } from './messages';

/** Longest text a message may carry; the longest honest one is a pasted key or token. */
const text = v.pipe(v.string(), v.maxLength(64 * 1024));

const header = v.strictObject({
  id: v.exactOptional(text),
  schemeId: text,
  fields: v.exactOptional(v.record(text, text)),
});

const profile = v.strictObject({
  id: v.exactOptional(text),
  name: text,
  sites: v.pipe(v.array(v.strictObject({ url: text, path: text })), v.maxLength(100)),
  headers: v.pipe(v.array(header), v.maxLength(100)),
});

const request = v.variant('type', [
  v.strictObject({ type: v.literal('state/read') }),
  v.strictObject({ type: v.literal('vault/create'), passphrase: text }),
  v.strictObject({ type: v.literal('vault/unlock'), passphrase: text }),
  v.strictObject({ type: v.literal('vault/lock') }),
  v.strictObject({ type: v.literal('profile/save'), profile, pick: v.boolean() }),
  v.strictObject({ type: v.literal('profile/remove'), profileId: text }),
  v.strictObject({ type: v.literal('pick/set'), origin: text, profileId: v.nullable(text) }),
]);

/** @throws {@link AppError} `message-refused`. */
export function parseRequest(message: unknown): Request {
  const { success, output } = v.safeParse(request, message);
  if (success) return output;
  throw new AppError('message-refused', 'not a message of this build');
}
