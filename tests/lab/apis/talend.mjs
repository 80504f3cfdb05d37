/**
 * Stand-in for an API that Talend generated from a dataset: one host, plain http on 8080 and TLS on
 * 8443, each with consumers of its own, so that a header meant for one port is distinct from one for
 * the other.
 *
 * Source: Talend documentation, "Securing the API". That page names no paths; the ones below are
 * made up. The host also answers as `localhost`, where plain http is always allowed.
 */

import { htmlAnswer, jsonAnswer } from '../server/lab-host.mjs';
import { linkList, pageShell } from '../server/page-shell.mjs';
import { readBasicCredentials } from './basic-credentials.mjs';

/**
 * @typedef {object} TalendConsumers
 * @property {import('./basic-credentials.mjs').BasicCredentials} basic
 * @property {string} key The key in `Authorization: Token <key>`.
 */

/** The API's consumers, by the protocol of the port. */
export const TALEND_CONSUMERS = Object.freeze({
  /** Port 8080. The pair is the documentation's example: `Basic dXNlcm5hbWU6cGFzc3dvcmQ=`. */
  http: Object.freeze({
    basic: Object.freeze({ username: 'username', password: 'password' }),
    key: 'plain-5c0e6f0b97a24e1d',
  }),
  /** Port 8443. RFC 7617 §2 allows the colon: only the first one ends the user name. */
  https: Object.freeze({
    basic: Object.freeze({ username: 'username', password: 'pass:word over TLS' }),
    key: 'tls-b1d94a7730f6482c',
  }),
});

/** The port on which the documentation says that each protocol is served. */
const DOCUMENTED_PORTS = { http: '8080', https: '8443' };

/** @typedef {keyof typeof TALEND_CONSUMERS} TalendProtocol */

/**
 * Origins of the two ports, and of the same two on loopback.
 *
 * @param {Pick<import('../lab.mjs').Lab, 'ports'>} lab
 */
export function talendOrigins({ ports }) {
  return {
    http: 'http://talend.test:8080',
    https: 'https://talend.test:8443',
    loopbackHttp: `http://localhost:${ports.http}`,
    loopbackHttps: `https://localhost:${ports.https}`,
  };
}

/** @type {ReadonlyMap<string, { consumers: readonly ('basic' | 'key')[], rows: unknown }>} */
const DATASETS = new Map([
  [
    '/datasets/customers',
    { consumers: ['basic', 'key'], rows: [{ id: 1, name: 'Ada', country: 'GB' }] },
  ],
  ['/datasets/invoices', { consumers: ['key'], rows: [{ id: 77, customer: 1, total: '12.50' }] }],
]);

/** @type {import('../server/lab-host.mjs').LabHost} */
export const talend = {
  name: 'talend.test',
  aliases: ['localhost', '127.0.0.1'],
  answer({ method, url, port, headers }) {
    if (url.pathname === '/') return htmlAnswer(PAGE);
    const protocol = url.protocol === 'https:' ? 'https' : 'http';
    if (url.hostname === 'talend.test' && String(port) !== DOCUMENTED_PORTS[protocol]) {
      return problem(404, 'WrongPort', `The API is on port ${DOCUMENTED_PORTS[protocol]}.`);
    }
    const name = url.pathname.split('/')[2] ?? '';
    const dataset = DATASETS.get(url.pathname);
    if (dataset === undefined) return problem(404, 'NotFound', 'No such dataset.');
    const consumer = findConsumer(headers.authorization);
    if (consumer === undefined) return challenge(name, dataset.consumers, 'Unauthorized');
    if (consumer.protocol !== protocol) {
      return challenge(name, dataset.consumers, `ConsumerOf${DOCUMENTED_PORTS[consumer.protocol]}`);
    }
    if (!dataset.consumers.includes(consumer.kind)) {
      return problem(403, 'Forbidden', 'This consumer may not call this API.');
    }
    return jsonAnswer(200, { method, port, consumer: consumer.kind, rows: dataset.rows });
  },
};

/**
 * @param {string | undefined} header
 * @returns {{ protocol: TalendProtocol, kind: 'basic' | 'key' } | undefined}
 */
function findConsumer(header) {
  const sent = readBasicCredentials(header);
  const key = /^Token ([\x21-\x7e]+)$/i.exec(header ?? '')?.[1];
  for (const protocol of /** @type {const} */ (['http', 'https'])) {
    const { basic, key: known } = TALEND_CONSUMERS[protocol];
    if (key === known) return { protocol, kind: 'key' };
    if (sent?.username === basic.username && sent.password === basic.password) {
      return { protocol, kind: 'basic' };
    }
  }
  return undefined;
}

/**
 * Both challenges on one line, which many parsers get wrong (RFC 9110 §11.6.1).
 *
 * @param {string} realm
 * @param {readonly ('basic' | 'key')[]} kinds
 * @param {string} code
 */
function challenge(realm, kinds, code) {
  const challenges = {
    basic: `Basic realm="${realm}", charset="UTF-8"`,
    key: `Token realm="${realm}"`,
  };
  const value = kinds.map((kind) => challenges[kind]).join(', ');
  return problem(401, code, 'No consumer of this port.', { 'www-authenticate': value });
}

/**
 * @param {number} status
 * @param {string} code
 * @param {string} message
 * @param {Readonly<Record<string, string>>} [headers]
 */
function problem(status, code, message, headers) {
  return jsonAnswer(status, { code, message }, headers);
}

/**
 * Links that show both ports, for this host's page and for the start page.
 *
 * @type {readonly import('../server/page-shell.mjs').EndpointLink[]}
 */
export const TALEND_LINKS = ['https://talend.test:8443', 'http://talend.test:8080'].flatMap(
  (origin) => [
    {
      href: `${origin}/datasets/customers`,
      label: `GET ${origin}/datasets/customers`,
      note: 'Basic or Token, of a consumer of this port',
    },
    {
      href: `${origin}/datasets/invoices`,
      label: `GET ${origin}/datasets/invoices`,
      note: 'Token, of a consumer of this port',
    },
  ],
);

const PAGE = pageShell({
  title: 'Talend dataset API (lab)',
  body: `<h1>Talend dataset API</h1>
<p class="soft">A stand-in for tests. Plain http on port 8080 and TLS on port 8443 have different
consumers: what one takes, the other refuses.</p>
<section>
<h2>Endpoints</h2>
${linkList(TALEND_LINKS)}
</section>`,
});
