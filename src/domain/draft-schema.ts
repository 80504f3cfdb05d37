/** What a form may send and the vault may keep of it: text, within bounds, to the last key. */
import * as v from 'valibot';
import { DOUBTS } from './errors';
import { COLOURS, METHODS } from './profile';

/** The longest honest text in a form is a pasted key or token. */
export const text = v.pipe(v.string(), v.maxLength(64 * 1024));

const paths = v.pipe(v.array(text), v.maxLength(100));
const methods = v.pipe(v.array(v.picklist(METHODS)), v.maxLength(METHODS.length));
const headerNames = v.pipe(v.array(text), v.maxLength(20));
const header = v.strictObject({
  key: v.exactOptional(text),
  id: v.exactOptional(text),
  schemeId: text,
  fields: v.exactOptional(v.record(text, text)),
  fieldsInBackground: v.exactOptional(v.pipe(v.array(text), v.maxLength(20))),
  paths,
  methods,
  accepted: v.exactOptional(v.pipe(v.array(v.picklist(DOUBTS)), v.maxLength(DOUBTS.length))),
});

const place = {
  sites: v.pipe(v.array(v.strictObject({ url: text, path: text })), v.maxLength(100)),
  callers: v.pipe(v.array(text), v.maxLength(100)),
  strict: v.boolean(),
  ownForms: v.boolean(),
  allowHttp: v.boolean(),
};

export const profileDraftSchema = v.strictObject({
  id: v.exactOptional(text),
  revision: v.pipe(v.number(), v.safeInteger()),
  name: text,
  colour: v.picklist(COLOURS),
  note: text,
  headers: v.pipe(v.array(header), v.maxLength(100)),
  rotateEveryDays: v.exactOptional(text),
  pick: v.exactOptional(v.boolean()),
  ...place,
});

export const previewDraftSchema = v.strictObject({
  headers: v.pipe(v.array(v.strictObject({ headerNames, paths, methods })), v.maxLength(100)),
  ...place,
});
