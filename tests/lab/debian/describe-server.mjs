/** Tests of a server from Debian's packages: where it is not on this computer, they are not run, by name. */
import { describe } from 'vitest';
import { findServer } from './find-server.mjs';

/**
 * @param {import('./find-server.mjs').DebianServer} server
 * @param {string} title
 * @param {() => void} tests
 * @param {typeof findServer} [find]
 */
export function describeServer(server, title, tests, find = findServer) {
  if (find(server) !== undefined) {
    describe(title, tests);
    return;
  }
  // The reporter names them, and `npm test -- --both` fails: scripts/run-reporter.mjs.
  const notRun = `${server} is not here; scripts/prepare.mjs fetches it on Debian as root`;
  describe(title, { skip: true, meta: { notRun } }, tests);
}
