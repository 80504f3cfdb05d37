/**
 * Stands in for the network of a browser that cannot map host and port to where the lab listens
 * (Chromium can): the browser hands every connection to this proxy, with the name unresolved. Past
 * the handshake the bytes are those of a direct connection, which an HTTP proxy's would not be.
 *
 * Source: RFC 1928 (SOCKS 5), without authentication and with CONNECT only.
 */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const VERSION = 5;
const NO_AUTHENTICATION = 0;
const CONNECT = 1;
const DOMAIN_NAME = 3;

const SUCCEEDED = 0;
const NOT_ALLOWED = 2;
const COMMAND_NOT_SUPPORTED = 7;

/**
 * @typedef {object} SocksProxy
 * @property {number} port On 127.0.0.1.
 * @property {readonly string[]} refused `host:port` of every connection that was not allowed, in
 *   order: hosts outside the lab that the browser asked for.
 * @property {() => Promise<void>} stop
 */

/**
 * @param {(host: string, port: number) => Promise<number | undefined>} route Where on 127.0.0.1
 *   that is, or undefined if the browser may not go there. Called before a byte is exchanged.
 * @returns {Promise<SocksProxy>}
 */
export async function startSocksProxy(route) {
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  /** @type {string[]} */
  const refused = [];
  const server = createServer((socket) => {
    track(socket);
    // The browser may close the connection at any moment; there is no one to tell.
    serve(socket).catch(() => socket.destroy());
  });

  /** @param {import('node:net').Socket} socket */
  function track(socket) {
    // Small answers must not wait for each other: the tests measure times too.
    socket.setNoDelay();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  }

  /** @param {import('node:net').Socket} socket */
  async function serve(socket) {
    const { read, rest } = handshakeReader(socket);
    const [, methods = 0] = await read(2);
    await read(methods);
    socket.write(Buffer.from([VERSION, NO_AUTHENTICATION]));
    const [, command, , type] = await read(4);
    if (command !== CONNECT || type !== DOMAIN_NAME) {
      socket.end(reply(COMMAND_NOT_SUPPORTED));
      return;
    }
    const [length = 0] = await read(1);
    const host = (await read(length)).toString('latin1').toLowerCase();
    const port = (await read(2)).readUInt16BE();
    const target = await route(host, port);
    if (target === undefined) {
      refused.push(`${host}:${port}`);
      socket.end(reply(NOT_ALLOWED));
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    track(upstream);
    await once(upstream, 'connect');
    socket.write(reply(SUCCEEDED));
    upstream.write(rest());
    socket.pipe(upstream).pipe(socket);
    for (const [one, other] of /** @type {const} */ ([
      [socket, upstream],
      [upstream, socket],
    ])) {
      one.on('close', () => other.destroy());
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return {
    port: address.port,
    refused,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** @param {number} code */
function reply(code) {
  // The bound address; no client of CONNECT reads it.
  return Buffer.from([VERSION, code, 0, 1, 0, 0, 0, 0, 0, 0]);
}

/**
 * Reads the handshake in exact lengths, however it is cut into packets.
 *
 * @param {import('node:net').Socket} socket
 */
function handshakeReader(socket) {
  let held = Buffer.alloc(0);
  /** @param {Buffer} chunk */
  const hold = (chunk) => {
    held = Buffer.concat([held, chunk]);
  };
  socket.on('data', hold);
  return {
    /** @param {number} bytes */
    async read(bytes) {
      while (held.length < bytes) await once(socket, 'data');
      const read = held.subarray(0, bytes);
      held = held.subarray(bytes);
      return read;
    },
    /** Ends the reading. @returns the bytes after the handshake. */
    rest() {
      socket.off('data', hold);
      return held;
    },
  };
}
