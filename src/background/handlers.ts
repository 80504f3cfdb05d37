/** One use case per request; the answer is the new state, which carries no credential. */
import { createVault } from '../app/create-vault';
import { lock } from '../app/lock';
import { pick } from '../app/pick';
import type { Ports } from '../app/ports';
import { removeProfile } from '../app/remove-profile';
import { saveProfile } from '../app/save-profile';
import { unlock } from '../app/unlock';
import type { Handlers } from '../protocol/router';

export function handlersFor(ports: Ports): Handlers {
  return {
    'state/read': async () => {},
    'vault/create': ({ passphrase }) => createVault(ports, passphrase),
    'vault/unlock': ({ passphrase }) => unlock(ports, passphrase),
    'vault/lock': () => lock(ports),
    'profile/save': (request) => saveProfile(ports, request),
    'profile/remove': ({ profileId }) => removeProfile(ports, profileId),
    'pick/set': (request) => pick(ports, request),
  };
}
