import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSocksProxy } from './socks-proxy.mjs';

/** @type {import('node:net').Server} */
let echo;
/** @type {import('./socks-proxy.mjs').SocksProxy} */
let proxy;

beforeAll(async () => {
  echo = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const address = echo.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  proxy = await startSocksProxy(async (host, asked) =>
    host === 'api.test' && asked === 443 ? port : undefined,
  );
});

afterAll(async () => {
  await proxy.stop();
  echo.close();
});

/**
 * @param {readonly Uint8Array[]} pieces Sent one by one.
 * @returns {Promise<Buffer>} All that came back soon.
 */
async function exchange(pieces) {
  const socket = connect(proxy.port, '127.0.0.1');
  /** @type {Buffer[]} */
  const received = [];
  socket.on('data', (data) => received.push(data));
  await once(socket, 'connect');
  for (const piece of pieces) {
    socket.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  socket.destroy();
  return Buffer.concat(received);
}

/**
 * @param {string} host
 * @param {number} port
 */
function request(host, port) {
  const name = Buffer.from(host);
  const end = Buffer.alloc(2);
  end.writeUInt16BE(port);
  return Buffer.concat([Buffer.from([5, 1, 0, 3, name.length]), name, end]);
}

const GREETING = Buffer.from([5, 1, 0]);

describe('startSocksProxy', () => {
  it('tunnels to where the route leads, byte for byte', async () => {
    const answer = await exchange([GREETING, request('API.test', 443), Buffer.from('hello')]);

    expect([...answer.subarray(0, 4)]).toEqual([5, 0, 5, 0]);
    expect(answer.subarray(12).toString()).toBe('hello');
  });

  it('waits for a request that comes in pieces', async () => {
    const whole = Buffer.concat([GREETING, request('api.test', 443), Buffer.from('x')]);

    const answer = await exchange([whole.subarray(0, 2), whole.subarray(2, 9), whole.subarray(9)]);

    expect(answer.subarray(12).toString()).toBe('x');
  });

  it('refuses and remembers every other place', async () => {
    const answer = await exchange([GREETING, request('mozilla.test', 443), Buffer.from('hello')]);

    expect([...answer.subarray(2, 4)]).toEqual([5, 2]);
    expect(answer.includes('hello')).toBe(false);
    expect(proxy.refused).toEqual(['mozilla.test:443']);
  });
});
