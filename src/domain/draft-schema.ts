/** A profile as a form sends it, and as the vault keeps an unsaved form: text, within bounds. */
import * as v from 'valibot';
import { DOUBTS } from './doubts';
import { COLOURS, METHODS } from './profile';

/** The longest honest text in a form is a pasted key or token. */
export const text = v.pipe(v.string(), v.maxLength(64 * 1024));

const paths = v.pipe(v.array(text), v.maxLength(100));
const methods = v.pipe(v.array(v.picklist(METHODS)), v.maxLength(METHODS.length));
const headerNames = v.pipe(v.array(text), v.maxLength(20));

const accessKeys = {
  sites: v.pipe(v.array(v.strictObject({ url: text, path: text })), v.maxLength(100)),
  /** Origins of other sites, one in each text. */
  callers: v.pipe(v.array(text), v.maxLength(100)),
  strict: v.boolean(),
  ownForms: v.boolean(),
  ownPictures: v.boolean(),
  allowCache: v.boolean(),
  allowHttp: v.boolean(),
};

/** Reads only, until the user arms the profile. Its paths only read by POST, too: one in each text. */
const production = v.exactOptional(v.strictObject({ readPaths: paths }));

/** The sites of a draft, and the requests that may carry its headers. */
export const accessDraftSchema = v.strictObject(accessKeys);

export const headerDraftSchema = v.strictObject({
  /** Names this header in an unsaved form until it is saved. */
  key: v.exactOptional(text),
  /** The stored header that this one continues. Absent for a new one. */
  id: v.exactOptional(text),
  schemeId: text,
  /** Absent: the stored credential of `id` stays. */
  fields: v.exactOptional(v.record(text, text)),
  /** Names of secret fields whose values only the background holds: see `kept-drafts.ts`. */
  fieldsInBackground: v.exactOptional(v.pipe(v.array(text), v.maxLength(20))),
  /** Names of fields whose stored value stays, beside the `fields` of this draft. */
  storedFields: v.exactOptional(v.pipe(v.array(text), v.maxLength(20))),
  paths,
  methods,
  /** The header is switched off. Absent: it is on. */
  isOff: v.exactOptional(v.literal(true)),
  /** Doubts about the fields that the user has answered with "use it as it is". */
  accepted: v.exactOptional(v.pipe(v.array(v.picklist(DOUBTS)), v.maxLength(DOUBTS.length))),
});

export const profileDraftSchema = v.strictObject({
  /** Absent for a new profile. */
  id: v.exactOptional(text),
  /** The revision that the edit began with. 0 for a new profile, and for a removed one made anew. */
  revision: v.pipe(v.number(), v.safeInteger()),
  name: text,
  colour: v.picklist(COLOURS),
  note: text,
  headers: v.pipe(v.array(headerDraftSchema), v.maxLength(100)),
  /** Empty or absent: never. */
  rotateEveryDays: v.exactOptional(text),
  /** The profile is an extra. Absent: it is not. */
  isExtra: v.exactOptional(v.literal(true)),
  production,
  /** For an unsaved new profile: whether to pick it on its sites when it is saved. */
  pick: v.exactOptional(v.boolean()),
  ...accessKeys,
});

/** A draft without its credentials. */
export const previewDraftSchema = v.strictObject({
  headers: v.pipe(v.array(v.strictObject({ headerNames, paths, methods })), v.maxLength(100)),
  production,
  ...accessKeys,
});
