/** Tests of a program from Debian's packages: where it is not on this computer, they are not run, by name. */
import { describe } from 'vitest';
import { findTool } from './age.mjs';
import { findServer } from './find-server.mjs';

/**
 * @param {import('./find-server.mjs').DebianServer} server
 * @param {string} title
 * @param {() => void} tests
 * @param {typeof findServer} [find]
 */
export function describeServer(server, title, tests, find = findServer) {
  describeWith(server, find(server), title, tests);
}

/**
 * @param {import('./age.mjs').DebianTool} tool
 * @param {string} title
 * @param {() => void} tests
 */
export function describeTool(tool, title, tests) {
  describeWith(tool, findTool(tool), title, tests);
}

/**
 * @param {string} name
 * @param {string | undefined} found
 * @param {string} title
 * @param {() => void} tests
 */
function describeWith(name, found, title, tests) {
  if (found !== undefined) {
    describe(title, tests);
    return;
  }
  // The reporter names them, and `npm test -- --both` fails: scripts/run-reporter.mjs.
  const notRun = `${name} is not here; scripts/prepare.mjs fetches it on Debian as root`;
  describe(title, { skip: true, meta: { notRun } }, tests);
}
