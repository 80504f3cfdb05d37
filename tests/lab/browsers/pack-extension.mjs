/** Packs a built extension as a store does: Firefox installs only a file permanently. */
import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const WEB_EXT = fileURLToPath(
  new URL('../../../node_modules/web-ext/bin/web-ext.js', import.meta.url),
);

/**
 * @param {string} extensionDir
 * @param {string} file Ends in `.xpi`; its folder exists.
 */
export async function packExtension(extensionDir, file) {
  await promisify(execFile)(
    process.execPath,
    [
      WEB_EXT,
      'build',
      '--no-config-discovery',
      '--no-input',
      '--overwrite-dest',
      `--source-dir=${extensionDir}`,
      `--artifacts-dir=${dirname(file)}`,
      `--filename=${basename(file)}`,
    ],
    // A test must not ask the network whether the packer is up to date.
    { env: { ...process.env, NO_UPDATE_NOTIFIER: '1' } },
  );
}
