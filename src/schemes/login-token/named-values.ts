/** Lists in a text field, one entry per line: `name=value` for a body, `Name: value` for headers. */
import { fieldError } from '../field-error';
import { parseHeaderName, parseHeaderValue } from '../header-field/header-field';

export type NamedValues = Readonly<Record<string, string>>;

/** The request sets them. */
const OWN_HEADERS = ['content-type', 'accept'];

/**
 * Spaces around a value stay, since a password may have them.
 *
 * @throws AppError `credential-invalid` naming the field.
 */
export function parseValues(field: string, typed: string): NamedValues {
  return record(
    field,
    linesOf(typed).map((line) => {
      const [name, value] = halvesOf(line, /=/);
      if (name === '' || value === '' || /\p{Cc}/u.test(line)) {
        throw fieldError(field, 'parameter-syntax');
      }
      return [name, value];
    }),
  );
}

/** @throws AppError `credential-invalid` naming the field. */
export function parseHeaders(field: string, typed: string): NamedValues {
  return record(
    field,
    linesOf(typed).map((line) => {
      const [typedName, value] = halvesOf(line, /[:=]/);
      if (typedName === '') throw fieldError(field, 'header-line-syntax');
      const name = parseHeaderName(field, typedName);
      if (OWN_HEADERS.includes(name.toLowerCase())) throw fieldError(field, 'header-name-owned');
      return [name, parseHeaderValue(field, value.trim())];
    }),
    (name) => name.toLowerCase(),
  );
}

/**
 * @param field - The one with the second list.
 * @throws AppError `credential-invalid` naming the field, if both lists have a name.
 */
export function refuseShared(field: string, one: NamedValues, other: NamedValues): void {
  const names = new Set(Object.keys(one).map((name) => name.toLowerCase()));
  if (Object.keys(other).some((name) => names.has(name.toLowerCase()))) {
    throw fieldError(field, 'name-twice');
  }
}

/** @returns the text that `parseValues` reads. */
export function valuesText(values: NamedValues): string {
  return textOf(values, '=');
}

/** @returns the text that `parseHeaders` reads. */
export function headersText(values: NamedValues): string {
  return textOf(values, ': ');
}

function textOf(values: NamedValues, between: string): string {
  const lines = Object.entries(values).map(([name, value]) => `${name}${between}${value}`);
  return lines.join('\n');
}

function linesOf(typed: string): readonly string[] {
  return typed.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** @returns the name trimmed, and all that follows the first separator; both empty without one. */
function halvesOf(line: string, separator: RegExp): readonly [string, string] {
  const at = line.search(separator);
  return at < 0 ? ['', ''] : [line.slice(0, at).trim(), line.slice(at + 1)];
}

function record(
  field: string,
  entries: readonly (readonly [name: string, value: string])[],
  asCompared = (name: string) => name,
): NamedValues {
  const names = new Set(entries.map(([name]) => asCompared(name)));
  if (names.size < entries.length) throw fieldError(field, 'name-twice');
  return Object.fromEntries(entries);
}
