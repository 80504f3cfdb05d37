/**
 * A server on this computer whose answers have no bound: they do not end, or unpack to 300 MB and then
 * do not end. It counts what it could send before the client left.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createGzip } from 'node:zlib';

const PIECE = Buffer.alloc(64 * 1024, ' ');
const UNPACKED_BYTES = 300 * 1024 * 1024;

/**
 * @typedef {object} Flood
 * @property {string} path
 * @property {number} bytes Written, before compression.
 * @property {Promise<'left' | 'complete'>} end How it ended: whether the client has left before the
 *   whole body was sent.
 */

/**
 * `/endless/<status>`, `/gzip/<status>`: the kinds of body. `/short/<status>`: a body that ends.
 */
export async function startFloodingServer() {
  /** @type {Flood[]} */
  const floods = [];
  const server = createServer(async (request, response) => {
    request.resume();
    await once(request, 'end');
    const path = request.url ?? '';
    const [, kind, status] = path.split('/');
    const isPacked = kind === 'gzip';
    response.writeHead(Number(status), {
      'content-type': 'application/json',
      ...(isPacked && { 'content-encoding': 'gzip' }),
    });
    const end = new Promise((resolve) => {
      response.on('close', () => resolve(response.writableFinished ? 'complete' : 'left'));
    });
    const flood = { path, bytes: 0, end: /** @type {Flood['end']} */ (end) };
    floods.push(flood);
    if (kind === 'short') return void response.end('{}');
    response.flushHeaders();
    const target = isPacked ? createGzip() : response;
    if (isPacked) target.pipe(response);
    response.on('close', () => target.destroy());
    target.on('error', () => undefined);
    const most = isPacked ? UNPACKED_BYTES : Number.POSITIVE_INFINITY;
    while (!target.destroyed && flood.bytes < most) {
      flood.bytes += PIECE.length;
      if (!target.write(PIECE)) await Promise.race([once(target, 'drain'), end]).catch(() => {});
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    floods,
    origin: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
