/** One use case per request; the answer is the new state, which carries no credential. */
import { changePassphrase } from '../app/change-passphrase';
import { checkCredential } from '../app/check-credential';
import { createVault } from '../app/create-vault';
import { lock } from '../app/lock';
import { pause } from '../app/pause';
import { pick } from '../app/pick';
import type { Ports } from '../app/ports';
import { previewProfile } from '../app/preview-profile';
import { reconcile } from '../app/reconcile';
import { removeProfile } from '../app/remove-profile';
import { saveProfile } from '../app/save-profile';
import { setAutoLock } from '../app/set-auto-lock';
import { unlock } from '../app/unlock';
import type { CommandHandlers, QueryHandlers } from '../protocol/router';

export function commandsFor(ports: Ports): CommandHandlers {
  return {
    // Opening a page is an occasion to issue what is due.
    'state/read': () => reconcile(ports),
    'vault/create': ({ passphrase }) => createVault(ports, passphrase),
    'vault/unlock': ({ passphrase }) => unlock(ports, passphrase),
    'vault/lock': () => lock(ports),
    'vault/change-passphrase': (request) => changePassphrase(ports, request),
    'profile/save': (request) => saveProfile(ports, request),
    'profile/remove': ({ profileId }) => removeProfile(ports, profileId),
    'pick/set': (request) => pick(ports, request),
    'pause/set': ({ paused }) => pause(ports, paused),
    'settings/set-auto-lock': ({ minutes }) => setAutoLock(ports, minutes),
  };
}

export function queriesFor(ports: Pick<Ports, 'now' | 'rules'>): QueryHandlers {
  return {
    'credential/check': ({ schemeId, fields }) => checkCredential(schemeId, fields, ports.now()),
    'profile/preview': ({ draft }) => previewProfile(draft, ports.rules.browser),
  };
}
