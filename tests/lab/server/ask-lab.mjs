/**
 * A request to the lab from Node, addressed as a browser would: the name in the URL, the lab's own
 * socket behind it. For tests that need no browser.
 */
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/**
 * @typedef {object} LabResponse
 * @property {number} status
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {string} text
 */

/**
 * @param {Pick<import('../lab.mjs').Lab, 'ports'>} lab
 * @param {string} address
 * @param {{ method?: string, headers?: Record<string, string | string[]>, body?: string }} [options]
 * @returns {Promise<LabResponse>} The response; 101 and no text for an opened WebSocket.
 */
export function askLab({ ports }, address, { method = 'GET', headers = {}, body } = {}) {
  const { protocol, host, pathname, search } = new URL(address);
  const secure = protocol === 'https:';
  const options = {
    host: '127.0.0.1',
    port: secure ? ports.https : ports.http,
    path: pathname + search,
    method,
    headers: { host, ...headers },
    // The certificate is made at each start and self-signed; the browser is told its hash instead.
    rejectUnauthorized: false,
  };
  return new Promise((resolve, reject) => {
    const sent = secure ? requestHttps(options) : requestHttp(options);
    sent.on('response', async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text: '' });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The headers with which a client opens a WebSocket; the key is RFC 6455 §1.3's. */
export const WEB_SOCKET_HEADERS = Object.freeze({
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
});
