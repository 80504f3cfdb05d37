/**
 * The one place where lab requests are read, routed by host name, logged and answered. The log
 * entry is written before the answer leaves, so a client that has its answer finds the entry.
 */
import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { blankPage } from '../apis/app-calls.mjs';
import { cookieAnswer } from './cookie-answer.mjs';
import { crossOriginHeaders, isPreflight } from './cross-origin.mjs';
import { keptAnswer } from './kept-answer.mjs';
import { htmlAnswer, jsonAnswer } from './lab-host.mjs';
import { madeUpAnswer } from './made-up.mjs';
import { redirectAnswer } from './redirects.mjs';
import { serviceWorkerAnswer } from './service-worker.mjs';

/** Far above the size of any test's request, far below a size that could hurt the process. */
const BODY_LIMIT_BYTES = 1024 * 1024;

/** Fixed by RFC 6455 §1.3. */
const WEB_SOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

const DEFAULT_PORTS = { http: 80, https: 443 };

/**
 * @typedef {object} HandlerParts
 * @property {readonly import('./lab-host.mjs').LabHost[]} hosts
 * @property {import('./request-log.mjs').RequestLog} log
 * @property {() => number} now
 */

/**
 * @param {'http' | 'https'} protocol
 * @param {HandlerParts} parts
 */
export function createRequestHandler(protocol, { hosts, log, now }) {
  const hostsByName = new Map(
    hosts.flatMap((host) => [host.name, ...(host.aliases ?? [])].map((name) => [name, host])),
  );

  /** @param {import('node:http').IncomingMessage} message */
  function readHead(message) {
    const headers = readHeaders(message.rawHeaders);
    const host = (headers.host ?? '').toLowerCase();
    const { method = '', url = '/' } = message;
    return { time: Date.now(), protocol, host, method, url, headers };
  }

  /**
   * @param {ReturnType<typeof readHead>} head
   * @param {string} body
   * @returns {Promise<import('./lab-host.mjs').LabAnswer>}
   */
  async function answerTo({ host, method, url, headers }, body) {
    if (isPreflight(method, headers)) return { status: 204 };
    const address = parseAddress(`${protocol}://${host}`, url);
    if (address === undefined) return jsonAnswer(400, { error: 'Malformed request' });
    const page = blankPage(address);
    if (page !== undefined) return htmlAnswer(page);
    const kept = keptAnswer(address, headers);
    if (kept !== undefined) return kept;
    const madeUp = madeUpAnswer(address);
    if (madeUp !== undefined) return madeUp;

    const cookie = cookieAnswer(address);
    if (cookie !== undefined) return cookie;
    const workers = serviceWorkerAnswer(address);
    if (workers !== undefined) return workers;
    const redirect = redirectAnswer(address);
    if (redirect !== undefined) return redirect;
    const target = hostsByName.get(address.hostname);
    if (target === undefined) return jsonAnswer(404, { error: 'No such host in the lab' });
    const port = address.port === '' ? DEFAULT_PORTS[protocol] : Number(address.port);
    return target.answer({ method, url: address, port, headers, body, now: now() });
  }

  /**
   * A host that throws is a mistake in the lab: it must show, and not end the process.
   *
   * @param {ReturnType<typeof readHead>} head
   * @param {string} body
   */
  function safeAnswerTo(head, body) {
    return answerTo(head, body).catch((error) => jsonAnswer(500, { error: String(error) }));
  }

  return {
    /**
     * @param {import('node:http').IncomingMessage} message
     * @param {import('node:http').ServerResponse} response
     */
    async onRequest(message, response) {
      const head = readHead(message);
      const body = await readBody(message);
      if (body === undefined) {
        log.add({ ...head, body: '', status: 0 });
        response.destroy();
        return;
      }
      const answer = await safeAnswerTo(head, body);
      log.add({ ...head, body, status: answer.status });
      if (answer.status === 0) {
        response.destroy();
        return;
      }
      const ofLab = {
        // The lab's clock, not the machine's: clients correct their own clock by this header.
        date: new Date(now()).toUTCString(),
        'cache-control': 'no-store',
        ...crossOriginHeaders(head.headers),
      };
      response.writeHead(answer.status, { ...(!answer.isWhole && ofLab), ...answer.headers });
      response.end(answer.body);
    },

    /**
     * A WebSocket handshake is a GET, and is refused where the host refuses that GET. Otherwise the
     * socket opens and says nothing: tests look at the handshake.
     *
     * @param {import('node:http').IncomingMessage} message
     * @param {import('node:stream').Duplex} socket
     */
    async onUpgrade(message, socket) {
      // First of all: a client may be gone before the answer is known.
      socket.on('error', () => socket.destroy());
      socket.on('end', () => socket.end());
      socket.resume();
      const head = readHead(message);
      const { status } = await safeAnswerTo(head, '');
      if (status >= 400) {
        log.add({ ...head, body: '', status });
        socket.end(
          `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n` +
            'Content-Length: 0\r\nConnection: close\r\n\r\n',
        );
        return;
      }
      const key = head.headers['sec-websocket-key'] ?? '';
      const accept = createHash('sha1')
        .update(key + WEB_SOCKET_GUID)
        .digest('base64');
      log.add({ ...head, body: '', status: 101 });
      socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
          `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
    },
  };
}

/**
 * Node's own `headers` drops a repeated Authorization; here a duplicate must show.
 *
 * @param {readonly string[]} raw Names and values in turn.
 * @returns {Record<string, string>}
 */
function readHeaders(raw) {
  /** @type {Record<string, string>} */
  const headers = Object.create(null);
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const value = raw[index + 1] ?? '';
    const earlier = headers[name];
    headers[name] = earlier === undefined ? value : `${earlier}, ${value}`;
  }
  return { ...headers };
}

/**
 * @param {import('node:http').IncomingMessage} message
 * @returns {Promise<string | undefined>} Undefined if the client left, or sent too much.
 */
async function readBody(message) {
  /** @type {Buffer[]} */
  const chunks = [];
  let length = 0;
  try {
    for await (const chunk of message) {
      length += chunk.length;
      if (length > BODY_LIMIT_BYTES) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * @param {string} origin
 * @param {string} path Joined as text: given to URL as a relative address, `//x` would be a host.
 */
function parseAddress(origin, path) {
  try {
    return new URL(origin + path);
  } catch {
    return undefined;
  }
}
