/** The headers of a signature: one `Name: template` a line. */
import { fieldError } from '../field-error';
import { parseHeaderName, parseHeaderValue } from '../header-field/header-field';
import { hasPlaceholder, IN_HEADER, type InHeader, parseTemplate, type Template } from './template';

/** Plain JSON. */
export interface HeaderTemplate {
  readonly name: string;
  readonly value: string;
}

const FIELD = 'headers';
const HEADERS_AT_MOST = 10;

/** @throws AppError `credential-invalid`, field `headers`. */
export function parseHeaderTemplates(typed: string): readonly HeaderTemplate[] {
  const lines = typed.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) throw fieldError(FIELD, 'required');
  if (lines.length > HEADERS_AT_MOST) throw fieldError(FIELD, 'too-long');
  const headers = lines.map(readLine);
  const names = new Set(headers.map(({ name }) => name.toLowerCase()));
  if (names.size < headers.length) throw fieldError(FIELD, 'header-name-twice');
  if (!headers.some(isSigned)) throw fieldError(FIELD, 'signature-not-sent');
  return headers;
}

/** @returns the text that `parseHeaderTemplates` reads. */
export function headerTemplatesText(headers: readonly HeaderTemplate[]): string {
  return headers.map(({ name, value }) => `${name}: ${value}`).join('\n');
}

/**
 * The header with the signature first.
 *
 * @throws AppError `credential-invalid` if none has it, which `parse` refuses.
 */
export function inOrder(headers: readonly HeaderTemplate[]): [HeaderTemplate, ...HeaderTemplate[]] {
  const [first, ...others] = headers.filter(isSigned);
  if (!first) throw fieldError(FIELD, 'signature-not-sent');
  return [first, ...others, ...headers.filter((each) => !isSigned(each))];
}

export function templateOf({ value }: HeaderTemplate): Template<InHeader> {
  return parseTemplate(FIELD, value, IN_HEADER);
}

function readLine(line: string): HeaderTemplate {
  const colon = line.indexOf(':');
  if (colon < 0) throw fieldError(FIELD, 'header-line-syntax');
  const name = parseHeaderName(FIELD, line.slice(0, colon).trim());
  const value = parseHeaderValue(FIELD, line.slice(colon + 1).trim());
  templateOf({ name, value });
  return { name, value };
}

function isSigned(header: HeaderTemplate): boolean {
  return hasPlaceholder(templateOf(header), 'signature');
}
