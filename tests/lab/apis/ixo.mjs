/**
 * Stand-in for the IXO Spatial Web API: a bearer token for most paths, an API key for the harmless
 * ones, and a refusal of every request over plain http.
 *
 * Source: IXO Spatial Web API documentation, "Authentication". That page names no paths, no
 * scopes and no header for the key; those below are made up in its manner.
 */

import { htmlAnswer, jsonAnswer } from '../server/lab-host.mjs';
import { eventStreamAnswer } from './event-stream.mjs';
import { checkBearer } from './ixo-bearer.mjs';
import { IXO_PAGE } from './ixo-page.mjs';
import { createRateLimit, IXO_RATE_LIMIT } from './ixo-rate-limit.mjs';
import { IXO_API_KEY, judgeToken } from './ixo-tokens.mjs';

const ENTITIES = [
  { id: 'did:ixo:entity:1', type: 'project', name: 'Clean cooking' },
  { id: 'did:ixo:entity:2', type: 'oracle', name: 'Soil carbon' },
];

/**
 * @typedef {object} TokenEndpoint Wants a bearer token.
 * @property {string} [read] The scope for GET and HEAD; absent: any good token.
 * @property {string} [write] The scope for every other method; absent: as for reading.
 * @property {boolean} [limited] Whether the quota applies.
 * @property {(request: import('../server/lab-host.mjs').LabRequest,
 *   grant: import('./ixo-tokens.mjs').Grant) => import('../server/lab-host.mjs').LabAnswer} answer
 */

/** @type {Readonly<Record<string, TokenEndpoint>>} */
const TOKEN_ENDPOINTS = {
  '/v1/session': { answer: (_request, grant) => jsonAnswer(200, grant) },
  '/v1/entities': { read: 'entities:read', answer: () => jsonAnswer(200, ENTITIES) },
  '/v1/claims': {
    read: 'claims:read',
    write: 'claims:write',
    answer: ({ method }) => jsonAnswer(200, { method, claims: ['claim:1'] }),
  },
  '/v1/search': {
    read: 'entities:read',
    limited: true,
    answer: ({ url }) => jsonAnswer(200, { query: url.searchParams.get('q'), found: ENTITIES }),
  },
  '/v1/events': {
    read: 'entities:read',
    answer: ({ headers }) => eventStreamAnswer(headers, ENTITIES),
  },
};

/** A protected resource names the issuer of its tokens here (RFC 9728 §3). */
const METADATA_PATH = '/.well-known/oauth-protected-resource';

/**
 * Fresh for each lab: it counts requests.
 *
 * @param {import('./oauth/oauth-server.mjs').OauthServer} authorizationServer Its tokens are good
 *   here, beside those that the stand-in issued itself.
 * @param {string} [name]
 * @returns {import('../server/lab-host.mjs').LabHost}
 */
export function createIxo(authorizationServer, name = 'api.ixo.test') {
  const useQuota = createRateLimit(IXO_RATE_LIMIT);
  const metadata = jsonAnswer(200, {
    resource: `https://${name}`,
    authorization_servers: [authorizationServer.issuer],
    scopes_supported: ['entities:read', 'claims:read', 'claims:write'],
    bearer_methods_supported: ['header'],
  });

  /**
   * @param {string} token
   * @param {number} now Milliseconds since the Unix epoch.
   */
  async function judge(token, now) {
    return (await authorizationServer.judge(token, now)) ?? judgeToken(token, now);
  }

  /**
   * @param {import('../server/lab-host.mjs').LabRequest} request
   * @param {TokenEndpoint} endpoint
   */
  async function answerWithToken(request, { read, write = read, limited, answer }) {
    const { method, headers, now } = request;
    const scope = method === 'GET' || method === 'HEAD' ? read : write;
    const header = headers.authorization;
    const resourceMetadata = `https://${name}${METADATA_PATH}`;
    const checked = await checkBearer({ header, scope, now, judge, resourceMetadata });
    if ('refusal' in checked) return checked.refusal;
    if (!limited) return answer(request, checked.grant);
    const quota = useQuota(headers.authorization ?? '', now);
    const counted = quota.allowed
      ? answer(request, checked.grant)
      : jsonAnswer(429, { error: 'too_many_requests', message: 'The quota is used up' });
    return { ...counted, headers: { ...counted.headers, ...quota.headers } };
  }

  return {
    name,
    async answer(request) {
      const { url, headers } = request;
      if (url.protocol !== 'https:') return HTTPS_REQUIRED;
      if (url.pathname === '/') return htmlAnswer(IXO_PAGE);
      if (url.pathname === METADATA_PATH) return metadata;
      if (url.pathname === '/v1/networks') {
        return headers['x-api-key'] === IXO_API_KEY ? NETWORKS : API_KEY_NEEDED;
      }
      if (url.pathname === '/v1/admin/nodes') return ADDRESS_NOT_LISTED;
      const endpoint = TOKEN_ENDPOINTS[url.pathname];
      if (endpoint === undefined) return jsonAnswer(404, { error: 'not_found' });
      return answerWithToken(request, endpoint);
    },
  };
}

/** Not a redirect: a redirect would hide the mistake that exposes the token. */
const HTTPS_REQUIRED = jsonAnswer(403, {
  error: 'https_required',
  message: 'Requests over HTTP are rejected. Use https://.',
});

const NETWORKS = jsonAnswer(200, { networks: ['ixo-5', 'pandora-8'] });

const API_KEY_NEEDED = jsonAnswer(
  401,
  { error: 'unauthorized', message: 'A known key is needed in X-API-Key' },
  { 'www-authenticate': 'ApiKey realm="ixo", header="X-API-Key"' },
);

/** Every request is refused before its token is read, as a network filter would do. */
const ADDRESS_NOT_LISTED = jsonAnswer(403, {
  error: 'ip_not_allowed',
  message: 'Your IP address is not on the allow list of this endpoint.',
});
