/**
 * `Authorization: Bearer …` as RFC 6750 wants it judged: which answer goes with which mistake
 * (§3.1), and a challenge without an error for who shows nothing at all (§3). Every challenge says
 * where to learn who issues tokens (RFC 9728 §5.1).
 */
import { jsonAnswer } from '../server/lab-host.mjs';

const REALM = 'ixo';

/** @typedef {import('./ixo-tokens.mjs').JudgedToken} JudgedToken */

/**
 * @callback TokenJudge
 * @param {string} token
 * @param {number} now Milliseconds since the Unix epoch.
 * @returns {Promise<JudgedToken | undefined>} Undefined if the token is nothing to this judge.
 */

/**
 * @typedef {object} BearerCheck
 * @property {string | undefined} header Value of `Authorization`.
 * @property {string | undefined} scope The scope that the endpoint needs; undefined: any good token.
 * @property {number} now Milliseconds since the Unix epoch.
 * @property {(token: string, now: number) => Promise<JudgedToken>} judge
 * @property {string} resourceMetadata The address of the API's metadata.
 */

/**
 * @param {BearerCheck} check
 * @returns {Promise<{ readonly grant: import('./ixo-tokens.mjs').Grant }
 *   | { readonly refusal: import('../server/lab-host.mjs').LabAnswer }>}
 */
export async function checkBearer({ header = '', scope, now, judge, resourceMetadata }) {
  /**
   * @param {number} status
   * @param {Reason} [reason]
   */
  const refuse = (status, reason) => refusal(status, resourceMetadata, reason);
  // A header of another scheme has no bearer token: §3 says no error code then.
  if (!/^Bearer(?: |$)/i.test(header)) return { refusal: refuse(401) };
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(header)?.[1];
  if (token === undefined) {
    return { refusal: refuse(400, { error: 'invalid_request', description: 'Not one token' }) };
  }
  const judged = await judge(token, now);
  if ('problem' in judged) {
    return { refusal: refuse(401, { error: 'invalid_token', description: judged.problem }) };
  }
  if (scope !== undefined && !judged.grant.scopes.includes(scope)) {
    const description = 'The access token does not cover this request';
    return { refusal: refuse(403, { error: 'insufficient_scope', description, scope }) };
  }
  return judged;
}

/** @typedef {{ error: string, description: string, scope?: string }} Reason */

/**
 * @param {number} status
 * @param {string} resourceMetadata
 * @param {Reason} [reason]
 */
function refusal(status, resourceMetadata, reason) {
  const { error, description, scope } = reason ?? {};
  const parameters = {
    realm: REALM,
    resource_metadata: resourceMetadata,
    error,
    error_description: description,
    scope,
  };
  const challenge = Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${value}"`]))
    .join(', ');
  return jsonAnswer(
    status,
    { error: error ?? 'unauthorized', message: description ?? 'A bearer token is needed' },
    { 'www-authenticate': `Bearer ${challenge}` },
  );
}
