/**
 * `Authorization: Bearer …` as RFC 6750 wants it judged: which answer goes with which mistake
 * (§3.1), and a bare challenge for who shows nothing at all (§3).
 */
import { judgeToken } from './ixo-tokens.mjs';
import { jsonAnswer } from './lab-host.mjs';

const REALM = 'ixo';

/**
 * @typedef {object} BearerCheck
 * @property {string | undefined} header Value of `Authorization`.
 * @property {string | undefined} scope What the endpoint wants; undefined: any good token.
 * @property {number} now Milliseconds since the Unix epoch.
 */

/**
 * @param {BearerCheck} check
 * @returns {{ readonly grant: import('./ixo-tokens.mjs').Grant }
 *   | { readonly refusal: import('./lab-host.mjs').LabAnswer }}
 */
export function checkBearer({ header = '', scope, now }) {
  // Another scheme is no bearer token at all: §3 says no error code then.
  if (!/^Bearer(?: |$)/i.test(header)) return { refusal: refuse(401) };
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(header)?.[1];
  if (token === undefined) {
    return { refusal: refuse(400, { error: 'invalid_request', description: 'Not one token' }) };
  }
  const judged = judgeToken(token, now);
  if ('problem' in judged) {
    return { refusal: refuse(401, { error: 'invalid_token', description: judged.problem }) };
  }
  if (scope !== undefined && !judged.grant.scopes.includes(scope)) {
    const description = 'The access token does not cover this request';
    return { refusal: refuse(403, { error: 'insufficient_scope', description, scope }) };
  }
  return judged;
}

/**
 * @param {number} status
 * @param {{ error: string, description: string, scope?: string }} [reason]
 */
function refuse(status, reason) {
  const { error, description, scope } = reason ?? {};
  const parameters = { realm: REALM, error, error_description: description, scope };
  const challenge = Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${value}"`]))
    .join(', ');
  return jsonAnswer(
    status,
    { error: error ?? 'unauthorized', message: description ?? 'A bearer token is needed' },
    { 'www-authenticate': `Bearer ${challenge}` },
  );
}
