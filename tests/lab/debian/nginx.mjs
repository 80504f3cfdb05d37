/** nginx of Debian as a server of static files. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FILE_PLACES, writeServed } from './file-places.mjs';
import { serverRoot } from './find-server.mjs';
import { startProgram } from './start-program.mjs';

const PROGRAM = '/usr/sbin/nginx';

/** @param {import('./file-places.mjs').ServedFiles} [files] */
export function startNginx(files) {
  return startProgram('nginx', async ({ port, folder }) => {
    const served = await writeServed(folder, files);
    const config = join(folder, 'nginx.conf');
    await writeFile(config, configuration({ port, folder, served }));
    return {
      path: join(serverRoot('nginx'), PROGRAM),
      // Before it has read its configuration, it would write to /var/log.
      parameters: ['-e', join(folder, 'error.log'), '-p', folder, '-c', config],
    };
  });
}

/** @param {{ port: number, folder: string, served: string }} options */
function configuration({ port, folder, served }) {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
daemon off;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid nginx.pid;
events {}
http {
  access_log off;
  ${temporary.map((each) => `${each}_temp_path ${folder}/${each};`).join('\n  ')}
  types { text/html html; text/css css; text/javascript js; application/json json; image/svg+xml svg; }
  server {
    listen 127.0.0.1:${port};
    ${Object.entries(FILE_PLACES)
      .map(([name, headers]) => location(name, headers, served))
      .join('')}
  }
}
`;
}

/**
 * @param {string} name
 * @param {Readonly<Record<string, string>>} headers
 * @param {string} served
 */
function location(name, headers, served) {
  const lines = Object.entries(headers).map(([key, value]) => `add_header ${key} "${value}";`);
  return `location /${name}/ { alias "${served}/"; ${lines.join(' ')} }\n    `;
}
