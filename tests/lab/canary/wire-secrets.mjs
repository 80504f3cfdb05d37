/**
 * The secrets that came over the wire in a test: tokens and headers. A code is not
 * among them: it is in the redirect address, and already used.
 */
import { loginRequests } from '../apis/login-api.mjs';
import { tokenRequests } from '../apis/oauth/token-requests.mjs';
import { CODE_VERIFIER, SHORTEST_BYTES } from './spellings.mjs';

/**
 * @param {import('../server/request-log.mjs').RequestLog} log
 * @returns {import('./scan-profile.mjs').Canaries}
 */
export function wireSecrets(log) {
  const refreshTokens = tokenRequests(log).flatMap(({ parameters }) =>
    parameters.getAll('refresh_token'),
  );
  const verifiers = tokenRequests(log).flatMap(({ parameters }) =>
    parameters.getAll('code_verifier'),
  );
  const tokens = log.entries.flatMap(
    ({ headers }) => /^(?:Bearer|Token) (.{20,})$/.exec(headers.authorization ?? '')?.[1] ?? [],
  );
  const ofLogins = loginRequests(log).flatMap(
    ({ body }) => /"refresh":"([^"]+)"/.exec(body)?.[1] ?? [],
  );
  return {
    ...named('refresh token', [...refreshTokens, ...ofLogins]),
    ...named(CODE_VERIFIER, verifiers),
    ...named('access token', tokens),
    ...named('header', headersOf(log)),
  };
}

const HEADERS = ['authorization', 'x-api-key', 'x-request-signature'];

/**
 * Headers as they were sent: what a cache hashes.
 *
 * @param {import('../server/request-log.mjs').RequestLog} log
 */
function headersOf(log) {
  const values = log.entries.flatMap(({ headers }) => HEADERS.map((name) => headers[name] ?? ''));
  return values.filter((value) => value.length >= SHORTEST_BYTES);
}

/**
 * @param {string} name
 * @param {readonly string[]} secrets
 */
function named(name, secrets) {
  return Object.fromEntries([...new Set(secrets)].map((secret, nth) => [`${name} ${nth}`, secret]));
}
