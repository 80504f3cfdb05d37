/** Copies files of packages. Links between packages hold in an unpacked one as in an installed one. */
import { copyFile, lstat, mkdir, readdir, readlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { rootOf } from './debian-root.mjs';

/**
 * @param {string} path In the packages. What is nowhere is left out: a link to a package that is only
 *   recommended, or to a file that an installation makes.
 * @param {string} target
 */
export async function copyPackaged(path, target) {
  const root = rootOf(path);
  if (root === undefined) return;
  const real = join(root, path);
  const status = await lstat(real);
  if (status.isSymbolicLink()) {
    await copyPackaged(resolve(dirname(path), await readlink(real)), target);
  } else if (status.isDirectory()) {
    await mkdir(target, { recursive: true });
    for (const name of await readdir(real))
      await copyPackaged(join(path, name), join(target, name));
  } else {
    await copyFile(real, target);
  }
}
