/** django-oauth-toolkit of Debian as `https://django.test`. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  DEBIAN_CLIENTS,
  DEBIAN_SCOPE,
  DEBIAN_USER,
  INTROSPECTION_SCOPE,
} from './debian-clients.mjs';
import { rootOf } from './debian-root.mjs';
import { startProgram } from './start-program.mjs';

const PYTHON = '/usr/bin/python3';
const SERVER = fileURLToPath(new URL('django-server.py', import.meta.url));

export const DJANGO_ISSUER = 'https://django.test/o';

/** @param {import('./debian-clients.mjs').ServerOptions} options */
export function startDjango({ redirectUri }) {
  const { robot, app, web, api } = DEBIAN_CLIENTS;
  return startProgram('django', async ({ port }) => {
    const asked = {
      port,
      redirectUri,
      user: DEBIAN_USER,
      scopes: [DEBIAN_SCOPE, INTROSPECTION_SCOPE],
      clients: [
        { ...robot, grant: 'client-credentials' },
        { ...app, grant: 'authorization-code' },
        { ...web, grant: 'authorization-code' },
        { ...api, grant: 'client-credentials' },
      ],
    };
    return {
      path: join(rootOf(PYTHON) ?? '/', PYTHON),
      parameters: [SERVER, JSON.stringify(asked)],
    };
  });
}
