/** The answer of an authenticator, which a page hands on: see `domain/passkey.ts`. */
import * as v from 'valibot';
import { isBase64Of } from '../domain/base64-text';
import { text } from '../domain/draft-schema';
import { PASSKEYS_AT_MOST } from '../domain/passkey';

/** 32 bytes in base64. */
const secret = v.pipe(v.string(), v.check(isBase64Of(32)));
export const passkeyAnswer = v.strictObject({ slotId: text, secret });
export const passkeyAnswers = v.pipe(v.array(passkeyAnswer), v.maxLength(PASSKEYS_AT_MOST));
export const newPasskey = v.strictObject({
  slotId: text,
  secret,
  credentialId: text,
  prfInput: secret,
});
