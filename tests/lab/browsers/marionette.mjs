/**
 * A connection to Firefox's own remote control. Commands may overlap: each answer names its
 * command.
 *
 * Source: https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * @typedef {object} Marionette
 * @property {(command: string, parameters?: Readonly<Record<string, unknown>>) => Promise<any>} send
 *   Rejects with the browser's own words. The answer's shape is the command's.
 * @property {Promise<void>} closed
 * @property {() => void} close
 */

/**
 * @param {number} port On 127.0.0.1.
 * @returns {Promise<Marionette>}
 */
export async function connectMarionette(port) {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay();
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let last = 0;
  let received = Buffer.alloc(0);

  /** @param {unknown} message */
  function onMessage(message) {
    // The first one is a greeting, an object.
    if (!Array.isArray(message)) return;
    const [, id, error, result] = message;
    const command = waiting.get(id);
    waiting.delete(id);
    if (error) command?.reject(new Error(`${error.message}\n${error.stacktrace}`));
    else command?.resolve(result);
  }

  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      // `<length>:<json>`, the length in bytes.
      const colon = received.indexOf(':');
      const end = colon + 1 + Number(received.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || received.length < end) return;
      const text = received.subarray(colon + 1, end).toString();
      received = received.subarray(end);
      onMessage(JSON.parse(text));
    }
  });
  const closed = new Promise((resolve) => {
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      for (const { reject } of waiting.values()) reject(new Error('Firefox has gone.'));
      waiting.clear();
      resolve(undefined);
    });
  });
  await once(socket, 'connect');

  return {
    closed,
    close: () => socket.destroy(),
    send(command, parameters = {}) {
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        if (socket.destroyed) {
          reject(new Error('Firefox has gone.'));
          return;
        }
        waiting.set(id, { resolve, reject });
        const text = JSON.stringify([0, id, command, parameters]);
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      });
    },
  };
}
