/**
 * glewlwyd of Debian as `https://glewlwyd.test`: its program, its database and its own web pages. It is set
 * up as its administrator does it, by requests to its API.
 */
import { spawnSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyPackaged } from './copy-packaged.mjs';
import { rootOf, unpackedEnvironment } from './debian-root.mjs';
import { serverRoot } from './find-server.mjs';
import { setUpGlewlwyd } from './glewlwyd-setup.mjs';
import { startProgram } from './start-program.mjs';

const PROGRAM = '/usr/bin/glewlwyd';
const SQLITE = '/usr/bin/sqlite3';
const SCHEMA = '/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3';
const PAGES = '/usr/share/glewlwyd/webapp';
const SETTINGS_OF_PAGES = '/usr/share/glewlwyd/templates/config.json';

/** @param {import('./debian-clients.mjs').ServerOptions} options */
export async function startGlewlwyd(options) {
  const root = serverRoot('glewlwyd');
  const started = await startProgram('glewlwyd', async ({ port, folder }) => {
    const config = join(folder, 'glewlwyd.conf');
    await createDatabase(root, join(folder, 'glewlwyd.db'));
    await copyPackaged(PAGES, join(folder, 'pages'));
    const settings = join(folder, 'pages/config.json');
    // The package has an empty folder in its place.
    await rm(settings, { recursive: true, force: true });
    await copyPackaged(SETTINGS_OF_PAGES, settings);
    await writeFile(config, configuration({ port, folder, root }));
    return { path: join(root, PROGRAM), parameters: [`--config-file=${config}`] };
  });
  try {
    await setUpGlewlwyd(started.port, options);
  } catch (error) {
    await started.stop();
    throw error;
  }
  return started;
}

/**
 * @param {string} root
 * @param {string} path
 */
async function createDatabase(root, path) {
  const schema = await readFile(join(root, SCHEMA), 'utf8');
  const { status, stderr } = spawnSync(join(rootOf(SQLITE) ?? '/', SQLITE), [path], {
    // One transaction: each statement would wait for the disk.
    input: `BEGIN;\n${schema}\nCOMMIT;\n`,
    env: unpackedEnvironment(),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The database of glewlwyd was not made: ${stderr}`);
}

/** @param {{ port: number, folder: string, root: string }} options */
function configuration({ port, folder, root }) {
  const modules = join(root, 'usr/lib/glewlwyd');
  const types = {
    html: 'text/html',
    js: 'text/javascript',
    css: 'text/css',
    json: 'application/json',
  };
  const typeLines = Object.entries(types).map(
    ([ending, type]) => `{ extension = ".${ending}" mime_type = "${type}" }`,
  );
  return `
port = ${port}
bind_address = "127.0.0.1"
external_url = "https://glewlwyd.test"
login_url = "login.html"
api_prefix = "api"
static_files_path = "${folder}/pages"
static_files_mime_types = ( ${typeLines.join(', ')} )
log_mode = "console"
log_level = "WARNING"
cookie_secure = 1
session_expiration = 2419200
session_key = "GLEWLWYD2_SESSION_ID"
admin_scope = "g_admin"
profile_scope = "g_profile"
user_module_path = "${modules}/user"
user_middleware_module_path = "${modules}/user_middleware"
client_module_path = "${modules}/client"
user_auth_scheme_module_path = "${modules}/scheme"
plugin_module_path = "${modules}/plugin"
hash_algorithm = "SHA512"
database = { type = "sqlite3" path = "${folder}/glewlwyd.db" };
`;
}
