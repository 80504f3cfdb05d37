/**
 * Stand-in for the IXO Spatial Web API: a bearer token for most things, an API key for what is
 * harmless, and nothing whatever over plain http.
 *
 * Source: IXO Spatial Web API documentation, "Authentication". That page names no paths, no
 * scopes and no header for the key; those below are made up in its manner.
 */
import { eventStreamAnswer } from './event-stream.mjs';
import { checkBearer } from './ixo-bearer.mjs';
import { createRateLimit } from './ixo-rate-limit.mjs';
import { IXO_API_KEY } from './ixo-tokens.mjs';
import { htmlAnswer, jsonAnswer } from './lab-host.mjs';
import { linkList, pageShell } from './page-shell.mjs';

/** What `/v1/search` allows each token. */
export const IXO_RATE_LIMIT = Object.freeze({ policy: 'search', quota: 5, windowS: 60 });

const ORIGIN = 'https://api.ixo.test';

const ENTITIES = [
  { id: 'did:ixo:entity:1', type: 'project', name: 'Clean cooking' },
  { id: 'did:ixo:entity:2', type: 'oracle', name: 'Soil carbon' },
];

/**
 * @typedef {object} TokenEndpoint Wants a bearer token.
 * @property {string} [read] The scope for GET and HEAD; absent: any good token.
 * @property {string} [write] The scope for every other method; absent: as for reading.
 * @property {boolean} [limited] Whether the quota applies.
 * @property {(request: import('./lab-host.mjs').LabRequest,
 *   grant: import('./ixo-tokens.mjs').Grant) => import('./lab-host.mjs').LabAnswer} answer
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

/**
 * Fresh for each lab: it counts requests.
 *
 * @returns {import('./lab-host.mjs').LabHost}
 */
export function createIxo() {
  const useQuota = createRateLimit(IXO_RATE_LIMIT);

  /**
   * @param {import('./lab-host.mjs').LabRequest} request
   * @param {TokenEndpoint} endpoint
   */
  function answerWithToken(request, { read, write = read, limited, answer }) {
    const { method, headers, now } = request;
    const scope = method === 'GET' || method === 'HEAD' ? read : write;
    const checked = checkBearer({ header: headers.authorization, scope, now });
    if ('refusal' in checked) return checked.refusal;
    if (!limited) return answer(request, checked.grant);
    const quota = useQuota(headers.authorization ?? '', now);
    const counted = quota.allowed
      ? answer(request, checked.grant)
      : jsonAnswer(429, { error: 'too_many_requests', message: 'The quota is used up' });
    return { ...counted, headers: { ...counted.headers, ...quota.headers } };
  }

  return {
    name: 'api.ixo.test',
    answer(request) {
      const { url, headers } = request;
      if (url.protocol !== 'https:') return HTTPS_REQUIRED;
      if (url.pathname === '/') return htmlAnswer(PAGE);
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

/** Not a redirect: it would turn a mistake that exposes the token into one nobody notices. */
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

/** Before any token is looked at, as a filter in the network would, and whoever asks. */
const ADDRESS_NOT_LISTED = jsonAnswer(403, {
  error: 'ip_not_allowed',
  message: 'Your IP address is not on the allow list of this endpoint.',
});

/**
 * Links that show each kind of endpoint, for this host's page and for the start page.
 *
 * @type {readonly import('./page-shell.mjs').EndpointLink[]}
 */
export const IXO_LINKS = [
  {
    href: `${ORIGIN}/v1/entities`,
    label: 'GET /v1/entities',
    note: 'Bearer token, opaque or JWT, with the scope entities:read',
  },
  {
    href: `${ORIGIN}/v1/session`,
    label: 'GET /v1/session',
    note: 'Any good bearer token; tells whose it is',
  },
  {
    href: `${ORIGIN}/v1/search?q=soil`,
    label: 'GET /v1/search',
    note: `Bearer token; ${IXO_RATE_LIMIT.quota} requests in ${IXO_RATE_LIMIT.windowS} seconds`,
  },
  {
    href: `${ORIGIN}/v1/networks`,
    label: 'GET /v1/networks',
    note: 'Limited access: an API key in X-API-Key',
  },
  {
    href: `${ORIGIN}/v1/admin/nodes`,
    label: 'GET /v1/admin/nodes',
    note: 'Refused for everybody here: only listed IP addresses may ask',
  },
  {
    href: 'http://api.ixo.test/v1/entities',
    label: 'GET http://api.ixo.test/v1/entities',
    note: 'Refused for everybody: HTTPS only',
  },
];

const PAGE = pageShell({
  title: 'IXO Spatial Web API (lab)',
  body: `<h1>IXO Spatial Web API</h1>
<p class="soft">A stand-in for tests. HTTPS only; tokens are made anew at each start.</p>
<section>
<h2>Endpoints</h2>
${linkList(IXO_LINKS)}
</section>`,
});
