/**
 * The folder into which `scripts/prepare.mjs` unpacks Debian's packages, and their programs. Nothing is installed: no
 * script of a package runs, no service starts, and the folder disappears with node_modules. Uses only
 * Node's own modules, because that script needs it before anything is installed.
 */
import { lstatSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const UNPACKED = fileURLToPath(
  new URL('../../../node_modules/.cache/keybearer-debian/', import.meta.url),
);

/**
 * @param {string} path In the package, such as `/usr/sbin/nginx`.
 * @returns {string | undefined} The root under which the file is: that of the unpacked packages, or `/`
 *   where the package is installed. Undefined if it is nowhere.
 */
export function rootOf(path) {
  return [UNPACKED, '/'].find((root) => isThere(join(root, path)));
}

/** The environment in which an unpacked program finds its libraries, and those of Python. */
export function unpackedEnvironment() {
  const machine = MACHINES[process.arch] ?? process.arch;
  return {
    ...process.env,
    LD_LIBRARY_PATH: ['usr/lib', 'lib']
      .map((folder) => join(UNPACKED, folder, `${machine}-linux-gnu`))
      .join(delimiter),
    PYTHONPATH: join(UNPACKED, 'usr/lib/python3/dist-packages'),
    // Without it each start would read all modules as text.
    PYTHONPYCACHEPREFIX: join(UNPACKED, 'var/cache/python'),
  };
}

/** Debian's names of machines where they are not Node's. @type {Record<string, string>} */
const MACHINES = { x64: 'x86_64', arm64: 'aarch64' };

/**
 * A link counts even if its target is missing: that may belong to a package under the other root.
 *
 * @param {string} path
 */
function isThere(path) {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
