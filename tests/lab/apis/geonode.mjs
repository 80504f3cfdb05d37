/**
 * Stand-in for Geonode's proxy API: Basic with username and password, nothing else.
 *
 * Source: Geonode documentation, "Proxy Authorization in API Using Headers". That page names no
 * paths; the endpoints below are made up in its manner ("Retrieve Usage Statistics"). The password
 * is not ASCII because RFC 7617 §2.1 lets a server ask for UTF-8, and encoders get that wrong.
 */

import { htmlAnswer, jsonAnswer } from '../server/lab-host.mjs';
import { linkList, pageShell } from '../server/page-shell.mjs';
import { carriesBasicCredentials } from './basic-credentials.mjs';

/** The one user this stand-in knows. */
export const GEONODE_CREDENTIALS = Object.freeze({
  username: 'geonode_lab_user',
  password: 'pässwort-€7',
});

/** @type {Readonly<Record<string, { note: string, value: unknown }>>} */
const ENDPOINTS = {
  '/api/v1/usage/statistics': {
    note: 'Retrieve usage statistics',
    value: { plan: 'residential', unit: 'MB', used: 18_432, limit: 51_200, requests: 904_112 },
  },
  '/api/v1/sessions': {
    note: 'List sticky sessions',
    value: { sessions: [{ id: 'f3a1', country: 'KR', port: 10_001, minutesLeft: 7 }] },
  },
  '/api/v1/targets': {
    note: 'List available countries',
    value: { countries: ['DE', 'KR', 'NG', 'US'] },
  },
};

/** @type {import('../server/lab-host.mjs').LabHost} */
export const geonode = {
  name: 'api.geonode.test',
  answer({ method, url, headers }) {
    if (url.pathname === '/') return htmlAnswer(CONSOLE_PAGE);
    if (!url.pathname.startsWith('/api/')) return jsonAnswer(404, { error: 'Not found' });
    if (!carriesBasicCredentials(headers.authorization, GEONODE_CREDENTIALS)) return CHALLENGE;
    const endpoint = ENDPOINTS[url.pathname];
    if (endpoint === undefined) return jsonAnswer(404, { error: 'Not found' });
    // Any method is answered: tests post forms here to see the headers that the browser attaches.
    return jsonAnswer(200, { method, data: endpoint.value });
  },
};

const CHALLENGE = jsonAnswer(
  401,
  { error: 'Unauthorized', message: 'Missing or wrong username and password.' },
  { 'www-authenticate': 'Basic realm="Geonode", charset="UTF-8"' },
);

const CONSOLE_PAGE = pageShell({
  title: 'Geonode API console (lab)',
  body: `<h1>Geonode API console</h1>
<p class="soft">A stand-in for tests. Every endpoint asks for <code>Authorization: Basic</code>
with a username and a password.</p>
<section>
<h2>Endpoints</h2>
${linkList(
  Object.entries(ENDPOINTS).map(([path, { note }]) => ({
    href: path,
    label: `GET ${path}`,
    note: `${note}. Basic: username and password`,
  })),
)}
</section>`,
});
