/**
 * Answers a lab request with a server that speaks Node's own request and response, without a socket: a
 * server from a package is then a host like the others, logged and given its headers in one place.
 */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/**
 * @param {(message: IncomingMessage, response: ServerResponse) => unknown} listener
 * @param {import('../../server/lab-host.mjs').LabRequest} request
 * @returns {Promise<import('../../server/lab-host.mjs').LabAnswer>}
 */
export function nodeAnswer(listener, request) {
  const message = messageOf(request);
  return new Promise((resolve, reject) => {
    const response = new CapturedResponse(message, resolve);
    Promise.resolve(listener(message, response)).catch(reject);
  });
}

/** @param {import('../../server/lab-host.mjs').LabRequest} request */
function messageOf({ method, url, headers, body }) {
  // The only property of a TLS socket that is read: whether cookies may be `secure`.
  const socket = Object.assign(new Socket(), { encrypted: url.protocol === 'https:' });
  const message = new IncomingMessage(socket);
  Object.assign(message, { method, url: url.pathname + url.search, headers: { ...headers } });
  if (body !== '') message.push(Buffer.from(body));
  message.push(null);
  return message;
}

/** Records the response; without a socket, it sends nothing. */
class CapturedResponse extends ServerResponse {
  /** @type {(answer: import('../../server/lab-host.mjs').LabAnswer) => void} */
  #done;

  /**
   * @param {IncomingMessage} message
   * @param {(answer: import('../../server/lab-host.mjs').LabAnswer) => void} done
   */
  constructor(message, done) {
    super(message);
    this.#done = done;
  }

  /**
   * @override
   * @param {any} [body] Koa sends what it has in one piece: text, bytes or nothing.
   */
  end(body) {
    const headers = Object.entries(this.getHeaders()).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value : String(value)]],
    );
    const text = body === undefined || body === null ? '' : String(body);
    this.#done({ status: this.statusCode, headers: Object.fromEntries(headers), body: text });
    return super.end();
  }
}
