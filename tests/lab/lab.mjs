/**
 * The lab: stand-in APIs on loopback, and the switches that make a browser find them under their
 * names. `npm start`, the end-to-end tests and the benchmarks all use it.
 *
 * Every name the browser asks for ends here, known or not: an unknown host is answered 404 (except
 * at `/blank`) and logged, so the log also proves that nothing was sent anywhere else.
 */
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { sniForUntrusted } from './apis/untrusted.mjs';
import { createHosts } from './hosts.mjs';
import { createCertificate } from './server/certificates.mjs';
import { createRequestHandler } from './server/request-handler.mjs';
import { createRequestLog } from './server/request-log.mjs';

/**
 * Ports as the browser sees them. The second of each lets a test address another port of a host,
 * which must never get the header of the first; Talend's API is on the second alone.
 */
const HTTPS_PORTS = [443, 8443];
const HTTP_PORTS = [80, 8080];

/**
 * @typedef {object} Lab
 * @property {import('./server/request-log.mjs').RequestLog} log
 * @property {import('./apis/oauth/oauth-hosts.mjs').OauthLab} oauth
 * @property {import('./apis/oauth/bad-oauth-server.mjs').BadOauthLab} badOauth
 * @property {import('./apis/login-api.mjs').LoginLab} logins
 * @property {import('./debian/debian-hosts.mjs').DebianLab} debian
 * @property {readonly string[]} hosts Names of the stand-ins.
 * @property {{ readonly https: number, readonly http: number }} ports The real ports on 127.0.0.1.
 *   Under `localhost` or `127.0.0.1` Talend's API answers there, without any name resolution.
 * @property {import('./server/certificates.mjs').LabCertificate} certificate
 * @property {(port: number) => number | undefined} realPort The real port behind the browser's port.
 * @property {readonly string[]} chromiumArgs Name resolution and trust in the lab's key.
 * @property {(offsetMs: number) => void} setClock How far the clock of all hosts is ahead of this
 *   computer's, milliseconds: signatures are judged by it and `Date` headers tell it.
 * @property {() => Promise<void>} stop Ends open connections too.
 */

/**
 * @param {object} [options]
 * @param {() => number} [options.now] The clock of all hosts, milliseconds since the Unix epoch:
 *   signatures are judged by it and `Date` headers tell it.
 * @returns {Promise<Lab>}
 */
export async function startLab({ now: time = Date.now } = {}) {
  let ahead = 0;
  const now = () => time() + ahead;
  const { hosts, oauth, badOauth, logins, debian } = createHosts();
  const names = hosts.map(({ name }) => name);
  const log = createRequestLog();
  const certificate = await createCertificate(names);
  const { key, cert } = certificate;
  const https = await listen(
    createHttpsServer({ key, cert, SNICallback: await sniForUntrusted() }),
    createRequestHandler('https', { hosts, log, now }),
  );
  const http = await listen(createHttpServer(), createRequestHandler('http', { hosts, log, now }));
  return {
    log,
    oauth,
    badOauth,
    logins,
    debian,
    hosts: names,
    ports: { https: https.port, http: http.port },
    certificate,
    realPort(port) {
      if (HTTPS_PORTS.includes(port)) return https.port;
      return HTTP_PORTS.includes(port) ? http.port : undefined;
    },
    chromiumArgs: [
      `--host-resolver-rules=${resolverRules(https.port, http.port)}`,
      `--ignore-certificate-errors-spki-list=${certificate.spkiHash}`,
    ],
    setClock(offsetMs) {
      ahead = offsetMs;
    },
    async stop() {
      await Promise.all([https.stop(), http.stop(), debian.stop()]);
    },
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {ReturnType<typeof createRequestHandler>} handler
 */
async function listen(server, { onRequest, onUpgrade }) {
  /** @type {Set<import('node:stream').Duplex>} */
  const sockets = new Set();
  server.on('connection', (/** @type {import('node:stream').Duplex} */ socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('request', onRequest);
  server.on('upgrade', onUpgrade);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The lab has no port.');
  return {
    port: address.port,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      // Keep-alive and upgraded connections would hold the server open for minutes.
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/**
 * @param {number} httpsPort
 * @param {number} httpPort
 */
function resolverRules(httpsPort, httpPort) {
  return [
    ...HTTPS_PORTS.map((port) => `MAP *:${port} 127.0.0.1:${httpsPort}`),
    ...HTTP_PORTS.map((port) => `MAP *:${port} 127.0.0.1:${httpPort}`),
    // Every other host does not exist; loopback itself stays reachable.
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
    'EXCLUDE localhost',
  ].join(', ');
}
