/**
 * Real servers, from Debian's packages, as hosts of the lab. None runs until a test starts it; all end
 * with the lab.
 */
import { startApache } from './apache.mjs';
import { startDjango } from './django.mjs';
import { startGlewlwyd } from './glewlwyd.mjs';
import { introspectedApi } from './introspected-api.mjs';
import { startNginx } from './nginx.mjs';
import { askServer, proxiedHost } from './proxied-host.mjs';

/**
 * @typedef {import('./start-program.mjs').Started} Started
 * @typedef {import('../server/lab-host.mjs').LabHost} LabHost
 *
 * @typedef {object} DebianLab
 * @property {(name: 'nginx' | 'apache') => Promise<void>} startFiles At `<name>.test`.
 * @property {(name: keyof typeof AUTHORIZATION_SERVERS,
 *   options: import('./debian-clients.mjs').ServerOptions) => Promise<void>} startAuthorization At
 *   `<name>.test`; the API at `api.<name>.test` takes its tokens.
 * @property {() => Promise<void>} stop All of them.
 */

const FILE_SERVERS = { nginx: startNginx, apache: startApache };

const AUTHORIZATION_SERVERS = {
  glewlwyd: {
    start: startGlewlwyd,
    endpoints: { token: '/api/oidc/token', introspection: '/api/oidc/introspect' },
  },
  django: {
    start: startDjango,
    endpoints: { token: '/o/token/', introspection: '/o/introspect/' },
  },
};

/** @returns {{ readonly debian: DebianLab, readonly hosts: readonly LabHost[] }} */
export function createDebianHosts() {
  /** @type {Map<string, Started>} */
  const running = new Map();
  const hostOf = (/** @type {string} */ name) =>
    proxiedHost(`${name}.test`, () => running.get(name)?.port);

  /**
   * @param {string} name
   * @param {() => Promise<Started>} start
   */
  async function startOnce(name, start) {
    if (!running.has(name)) running.set(name, await start());
  }

  return {
    debian: {
      startFiles: (name) => startOnce(name, FILE_SERVERS[name]),
      startAuthorization: (name, options) =>
        startOnce(name, () => AUTHORIZATION_SERVERS[name].start(options)),
      async stop() {
        const ending = [...running.values()];
        running.clear();
        await Promise.all(ending.map((server) => server.stop()));
      },
    },
    hosts: [
      ...Object.keys(FILE_SERVERS).map(hostOf),
      ...Object.entries(AUTHORIZATION_SERVERS).flatMap(([name, { endpoints }]) => [
        hostOf(name),
        introspectedApi(`api.${name}.test`, (endpoint, headers, parameters) =>
          askEndpoint(
            running.get(name),
            `https://${name}.test${endpoints[endpoint]}`,
            headers,
            parameters,
          ),
        ),
      ]),
    ],
  };
}

/**
 * @param {Started | undefined} server
 * @param {string} address
 * @param {Readonly<Record<string, string>>} headers
 * @param {Readonly<Record<string, string>>} parameters
 */
async function askEndpoint(server, address, headers, parameters) {
  if (server === undefined) throw new Error(`Nothing runs at ${address}`);
  const url = new URL(address);
  const sent = new URLSearchParams(parameters).toString();
  const { body = '' } = await askServer(server.port, {
    method: 'POST',
    url,
    headers: { host: url.host, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: sent,
  });
  return JSON.parse(body.toString());
}
