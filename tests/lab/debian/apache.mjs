/** Apache's httpd of Debian as a server of static files. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FILE_PLACES, writeServed } from './file-places.mjs';
import { serverRoot } from './find-server.mjs';
import { startProgram } from './start-program.mjs';

const PROGRAM = '/usr/sbin/apache2';
const MODULES = ['mpm_event', 'authz_core', 'alias', 'headers', 'mime'];

/**
 * Its workers give up the rights of root, without which it refuses to work.
 *
 * @param {import('./file-places.mjs').ServedFiles} [files]
 */
export function startApache(files) {
  return startProgram('apache', async ({ port, folder }) => {
    const root = serverRoot('apache');
    const served = await writeServed(folder, files);
    const config = join(folder, 'apache.conf');
    await writeFile(join(folder, 'mime.types'), '');
    await writeFile(config, configuration({ port, folder, served, root }));
    return { path: join(root, PROGRAM), parameters: ['-f', config, '-D', 'FOREGROUND'] };
  });
}

/** @param {{ port: number, folder: string, served: string, root: string }} options */
function configuration({ port, folder, served, root }) {
  const modules = MODULES.map(
    (name) =>
      `LoadModule ${name}_module "${join(root, 'usr/lib/apache2/modules', `mod_${name}.so`)}"`,
  );
  return `
ServerRoot "${folder}"
ServerName localhost
Listen 127.0.0.1:${port}
User www-data
Group www-data
PidFile "${folder}/apache.pid"
DefaultRuntimeDir "${folder}"
ErrorLog "${folder}/error.log"
${modules.join('\n')}
TypesConfig "${folder}/mime.types"
AddType text/html .html
AddType text/css .css
AddType text/javascript .js
AddType application/json .json
AddType image/svg+xml .svg
<Directory "${served}">
  Require all granted
</Directory>
${Object.entries(FILE_PLACES)
  .map(([name, headers]) => location(name, headers, served))
  .join('')}`;
}

/**
 * @param {string} name
 * @param {Readonly<Record<string, string>>} headers
 * @param {string} served
 */
function location(name, headers, served) {
  const lines = Object.entries(headers).map(([key, value]) => `  Header set ${key} "${value}"\n`);
  return `Alias "/${name}/" "${served}/"\n<Location "/${name}/">\n${lines.join('')}</Location>\n`;
}
