/**
 * Reads extra parameters that a server wants beside those of the protocol: one `name=value` per line.
 *
 * Source: RFC 6749 §8.2 (parameter names).
 */
import { fieldError } from '../field-error';

export type ExtraParameters = Readonly<Record<string, string>>;

/** These parameters have fields of their own, or come from the protocol. */
const OWNED = new Set([
  'audience',
  'client_assertion',
  'client_assertion_type',
  'client_id',
  'client_secret',
  'code',
  'code_challenge',
  'code_challenge_method',
  'code_verifier',
  'device_code',
  'grant_type',
  'nonce',
  'redirect_uri',
  'refresh_token',
  // RFC 9101: the parameters inside these two override all others.
  'request',
  'request_uri',
  'resource',
  'response_mode',
  'response_type',
  'scope',
  'state',
]);

/** @throws AppError `credential-invalid` naming the field. */
export function parseExtraParameters(field: string, typed: string): ExtraParameters {
  const lines = typed.split(/\r?\n/).filter((line) => line.trim() !== '');
  const entries = lines.map((line) => {
    const [name, value] = halvesOf(line);
    if (!/^[\w.-]+$/.test(name) || !/^.+$/.test(value)) throw fieldError(field, 'parameter-syntax');
    if (OWNED.has(name)) throw fieldError(field, 'parameter-owned');
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

/** @returns the text that `parseExtraParameters` reads. */
export function extraParametersText(parameters: ExtraParameters): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}

/** Not by one expression: it would try each blank of a long line as the beginning of the last ones. */
function halvesOf(line: string): readonly [name: string, value: string] {
  const end = line.indexOf('=');
  return end < 0 ? ['', ''] : [line.slice(0, end).trim(), line.slice(end + 1).trim()];
}
