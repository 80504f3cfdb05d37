/**
 * A host of the lab that a real server answers for: the lab does TLS and the log, and hands the request
 * and the answer on as they are.
 */
import { once } from 'node:events';
import { request as requestHttp } from 'node:http';
import { jsonAnswer } from '../server/lab-host.mjs';

/** Between two neighbours on the way (RFC 9110 §7.6.1). */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding'];

/**
 * @param {string} name
 * @param {() => number | undefined} port Undefined while the server does not run.
 * @returns {import('../server/lab-host.mjs').LabHost}
 */
export function proxiedHost(name, port) {
  return {
    name,
    async answer(request) {
      const target = port();
      if (target === undefined) return jsonAnswer(503, { error: `${name} was not started` });
      return askServer(target, request);
    },
  };
}

/**
 * @param {number} port
 * @param {Pick<import('../server/lab-host.mjs').LabRequest, 'method' | 'url' | 'headers' | 'body'>} request
 * @returns {Promise<import('../server/lab-host.mjs').LabAnswer>}
 */
export async function askServer(port, { method, url, headers, body }) {
  const forwarded = { 'x-forwarded-proto': url.protocol.slice(0, -1), connection: 'close' };
  const sent = requestHttp({
    host: '127.0.0.1',
    port,
    method,
    path: url.pathname + url.search,
    headers: { ...headers, ...forwarded },
  });
  sent.end(body);
  // Cast: that is what the event carries.
  const [response] = /** @type {[import('node:http').IncomingMessage]} */ (
    await once(sent, 'response')
  );
  const parts = [];
  for await (const part of response) parts.push(part);
  return {
    status: response.statusCode ?? 502,
    headers: endToEnd(response.headers),
    body: Buffer.concat(parts),
    isWhole: true,
  };
}

/** @param {import('node:http').IncomingHttpHeaders} headers */
function endToEnd(headers) {
  /** @type {Record<string, string | string[]>} */
  const kept = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !HOP_BY_HOP.includes(name)) kept[name] = value;
  }
  return kept;
}
