/**
 * Starts a server program on a free port of 127.0.0.1, with a folder of its own for all that it writes.
 * It ends with `stop`, and at the latest with the process that started it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasEnded, signalGroup } from '../browsers/process-group.mjs';
import { PATIENCE_MS } from '../patience.mjs';
import { unpackedEnvironment } from './debian-root.mjs';

const RETRY_MS = 20;
const STOP_MS = 5_000;

/**
 * @typedef {object} Place
 * @property {number} port
 * @property {string} folder Empty; removed at the end.
 *
 * @typedef {object} Program
 * @property {string} path
 * @property {readonly string[]} parameters It stays in the foreground.
 * @property {Readonly<Record<string, string>>} [environment]
 *
 * @typedef {Place & { stop: () => Promise<void> }} Started
 */

/**
 * @param {string} name
 * @param {(place: Place) => Promise<Program>} prepare Writes the program's configuration.
 * @returns {Promise<Started>} Resolves once the port takes connections.
 */
export async function startProgram(name, prepare) {
  const folder = await mkdtemp(join(tmpdir(), `keybearer-${name}-`));
  const place = { port: await freePort(), folder };
  const log = join(folder, 'output.log');
  const { path, parameters, environment } = await prepare(place);
  const output = await open(log, 'w');
  const child = spawn(path, parameters, {
    cwd: folder,
    stdio: ['ignore', output.fd, output.fd],
    // Its workers share its process group: one signal ends all of them.
    detached: true,
    env: { ...unpackedEnvironment(), ...environment },
  });
  await output.close();
  const kill = () => signalGroup(child, 'SIGKILL');
  process.once('exit', kill);

  async function stop() {
    process.off('exit', kill);
    if (!hasEnded(child)) {
      const ended = once(child, 'exit');
      // The program ends its workers itself, and waits for them.
      child.kill('SIGTERM');
      const late = setTimeout(kill, STOP_MS);
      await ended;
      clearTimeout(late);
    }
    await rm(folder, { recursive: true, force: true });
  }

  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isListening(place.port))) {
    if (hasEnded(child) || Date.now() > deadline) {
      const said = await readFile(log, 'utf8');
      await stop();
      throw new Error(`${name} did not start:\n${said}`);
    }
    await sleep(RETRY_MS);
  }
  return { ...place, stop };
}

/** @returns {Promise<number>} A port that nothing else uses now. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  server.close();
  await once(server, 'close');
  return address.port;
}

/** @param {number} port */
async function isListening(port) {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
