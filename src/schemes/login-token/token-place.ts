/**
 * The place of a value in an answer: a JSON Pointer into its body, or one of its headers.
 *
 * Source: RFC 6901 §3, §4.
 */
import { fieldError } from '../field-error';
import { parseHeaderName } from '../header-field/header-field';

type Place = { readonly header: string } | { readonly members: readonly string[] };

/**
 * @returns the text as `valueAt` reads it: `/data/token`, or `header: X-Auth-Token`.
 * @throws AppError `credential-invalid` naming the field.
 */
export function parsePlace(field: string, typed: string): string {
  const text = typed.trim();
  const [, header] = /^header:(.*)$/i.exec(text) ?? [];
  if (header === undefined) return parsePointer(field, text);
  return `header: ${parseHeaderName(field, header.trim())}`;
}

/** @throws AppError `credential-invalid` naming the field. */
export function parsePointer(field: string, typed: string): string {
  const text = typed.trim();
  if (text === '') throw fieldError(field, 'required');
  // A tilde begins `~0` or `~1`, and nothing else.
  if (!text.startsWith('/') || /~(?![01])/.test(text)) throw fieldError(field, 'pointer-syntax');
  return text;
}

export interface AnsweredValues {
  /** The body, if it is JSON. */
  readonly json: unknown;
  readonly headers: Headers;
}

/** @param text - Made by `parsePlace`. @returns undefined if the answer has nothing there. */
export function valueAt(text: string, { json, headers }: AnsweredValues): unknown {
  const place = placeOf(text);
  if ('header' in place) return headers.get(place.header) ?? undefined;
  return place.members.reduce(memberOf, json);
}

function placeOf(text: string): Place {
  if (text.startsWith('header: ')) return { header: text.slice('header: '.length) };
  // `~01` stands for `~1`, so `~1` is decoded first.
  const members = text.split('/').slice(1);
  return { members: members.map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~')) };
}

/** Own members only: `__proto__` is a name like any other. */
function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(name) ? value[Number(name)] : undefined;
  // Cast: the object has the member.
  return (value as Readonly<Record<string, unknown>>)[name];
}
