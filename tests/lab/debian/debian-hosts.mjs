/**
 * Real servers, from Debian's packages, as hosts of the lab. None runs until a test starts it; all end
 * with the lab.
 */
import { startApache } from './apache.mjs';
import { startNginx } from './nginx.mjs';
import { proxiedHost } from './proxied-host.mjs';

/** Maps a name to its start. The host is `<name>.test`. */
const SERVERS = {
  nginx: startNginx,
  apache: startApache,
};

/**
 * @typedef {object} DebianLab
 * @property {(name: keyof typeof SERVERS) => Promise<void>} start
 * @property {() => Promise<void>} stop All of them.
 */

/** @returns {{ readonly debian: DebianLab, readonly hosts: import('../server/lab-host.mjs').LabHost[] }} */
export function createDebianHosts() {
  /** @type {Map<string, import('./start-program.mjs').Started>} */
  const running = new Map();
  return {
    debian: {
      async start(name) {
        if (!running.has(name)) running.set(name, await SERVERS[name]());
      },
      async stop() {
        const ending = [...running.values()];
        running.clear();
        await Promise.all(ending.map((server) => server.stop()));
      },
    },
    hosts: Object.keys(SERVERS).map((name) =>
      proxiedHost(`${name}.test`, () => running.get(name)?.port),
    ),
  };
}
