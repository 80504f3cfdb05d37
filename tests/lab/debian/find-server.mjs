/**
 * Which of the servers from Debian's packages are on this computer. Uses only Node's own modules, because
 * `scripts/prepare.mjs` needs it before anything is installed.
 */
import { rootOf } from './debian-root.mjs';

/** A file without which the server cannot be started. */
const FILES = {
  nginx: '/usr/sbin/nginx',
  apache: '/usr/sbin/apache2',
  glewlwyd: '/usr/bin/glewlwyd',
  django: '/usr/lib/python3/dist-packages/oauth2_provider/__init__.py',
};

/** @typedef {keyof typeof FILES} DebianServer Its host is `<name>.test`. */

/** @param {DebianServer} name */
export function findServer(name) {
  return rootOf(FILES[name]);
}

/**
 * @param {DebianServer} name
 * @returns {string} The root that it lies under.
 * @throws {Error} If it is not there.
 */
export function serverRoot(name) {
  const root = findServer(name);
  if (root === undefined)
    throw new Error(`${name} is not here: node scripts/prepare.mjs --servers`);
  return root;
}
