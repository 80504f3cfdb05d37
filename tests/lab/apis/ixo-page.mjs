/** The page of the IXO stand-in, and the links that its page and the start page show. */

import { linkList, pageShell } from '../server/page-shell.mjs';
import { IXO_RATE_LIMIT } from './ixo-rate-limit.mjs';

const ORIGIN = 'https://api.ixo.test';

/**
 * Links that show each kind of endpoint.
 *
 * @type {readonly import('../server/page-shell.mjs').EndpointLink[]}
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

export const IXO_PAGE = pageShell({
  title: 'IXO Spatial Web API (lab)',
  body: `<h1>IXO Spatial Web API</h1>
<p class="soft">A stand-in for tests. HTTPS only; tokens are made anew at each start.</p>
<section>
<h2>Endpoints</h2>
${linkList(IXO_LINKS)}
</section>`,
});
