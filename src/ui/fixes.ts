/** The effect of “Fix it” on a field that the background doubts or refuses. Pure. */
import type { CredentialFields } from '../domain/credential';
import type { FieldProblem } from '../domain/errors';
import { readHeaderLine } from '../domain/header-line';

export interface Fixed {
  /** Set if the value belongs to another scheme. */
  readonly schemeId?: string;
  readonly fields: CredentialFields;
}

type Fix = (value: string, field: string, fields: CredentialFields) => Fixed | undefined;

const FIXES: Partial<Record<FieldProblem, Fix>> = {
  'space-around': (value, field, fields) => ({ fields: { ...fields, [field]: value.trim() } }),
  'scheme-word-twice': (value, field, fields) => ({
    fields: { ...fields, [field]: value.replace(/^(\S+)\s+(?:\1\s+)*/i, '') },
  }),
  'looks-like-header-line': (value, field, fields) => cutOut(value, field, fields),
  'bearer-syntax': (value, field, fields) => {
    const token = tokenIn(value);
    return token === undefined ? undefined : { fields: { ...fields, [field]: token } };
  },
  'wif-with-prefix': (value, field, fields) => ({
    fields: { ...fields, [field]: value.replace(/^[^:]*:/, '') },
  }),
  'looks-like-basic-pair': (value) => ({ schemeId: 'basic', fields: pairOf(value) }),
  'looks-like-encoded-pair': (value) => ({ fields: pairOf(decoded(value)) }),
};

/** @returns undefined if only the user can fix it. */
export function fix(
  problem: FieldProblem,
  field: string,
  fields: CredentialFields,
): Fixed | undefined {
  return FIXES[problem]?.(fields[field] ?? '', field, fields);
}

/** The value of a header line. A scheme that asks for the header's name gets that too. */
function cutOut(line: string, field: string, fields: CredentialFields): Fixed | undefined {
  const found = readHeaderLine(line);
  if (!found) return undefined;
  const { name: headerName, value } = found;
  if ('headerName' in fields) return { fields: { ...fields, headerName, [field]: value } };
  return { fields: { ...fields, [field]: value.replace(/^(basic|bearer|token)\s+/i, '') } };
}

/** The token in an answer that was pasted whole, or between quotes. */
function tokenIn(text: string): string | undefined {
  const [, token] =
    /"access_token"\s*:\s*"([^"\\]+)"/.exec(text) ?? /^["'{]+([^"'{}\s]+)["'}]+$/.exec(text) ?? [];
  return token;
}

function pairOf(pair: string): CredentialFields {
  const colon = pair.indexOf(':');
  return { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

function decoded(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (each) => each.charCodeAt(0)));
}
