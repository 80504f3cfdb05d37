/**
 * The secrets that came over the wire in a test: access tokens and refresh tokens. A code is not
 * among them: it is in the redirect address, and already used.
 */
import { tokenRequests } from '../apis/oauth/token-requests.mjs';

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
    ({ headers }) => /^Bearer (.{20,})$/.exec(headers.authorization ?? '')?.[1] ?? [],
  );
  return {
    ...named('refresh token', refreshTokens),
    ...named('code verifier', verifiers),
    ...named('access token', tokens),
  };
}

/**
 * @param {string} name
 * @param {readonly string[]} secrets
 */
function named(name, secrets) {
  return Object.fromEntries([...new Set(secrets)].map((secret, nth) => [`${name} ${nth}`, secret]));
}
