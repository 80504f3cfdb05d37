/** The queries whose answer waits for a server that gives tokens. */
import * as v from 'valibot';
import { text } from '../domain/draft-schema';

export const signInQueries = [
  /** A sign-in waits for servers and people, so it takes short turns of its own for its changes. */
  v.strictObject({ type: v.literal('sign-in/begin'), headerId: text }),
  v.strictObject({
    type: v.literal('sign-in/proceed'),
    headerId: text,
    /** The address to which the server sent the browser, once it did. */
    address: v.exactOptional(text),
  }),
  v.strictObject({ type: v.literal('sign-in/cancel'), headerId: text }),
  v.strictObject({ type: v.literal('sign-out'), headerId: text }),
  /** Logs in once, to show the shape of the answer. */
  v.strictObject({
    type: v.literal('login/try'),
    login: v.union([
      v.strictObject({ schemeId: text, fields: v.record(text, text) }),
      /** The stored credential as it is. */
      v.strictObject({ headerId: text }),
    ]),
  }),
  /** Asks an authorization server for its metadata. */
  v.strictObject({ type: v.literal('issuer/look-up'), issuer: text }),
  /** Asks a site where its users sign in. */
  v.strictObject({ type: v.literal('site/find-sign-in'), url: text }),
] as const;
