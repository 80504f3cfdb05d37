/**
 * Two authorization servers of the real kind: one on a host of its own that protects IXO, and one
 * on the origin of the API that it protects, its sign-in page included.
 */
import { createIxo } from '../ixo.mjs';
import { createOauthServer } from './oauth-server.mjs';

const AUTH_ORIGIN = 'https://auth.ixo.test';
const API_ORIGIN = 'https://api.ixo.test';
const OWN_ORIGIN = 'https://own.ixo.test';

/**
 * @typedef {object} OauthLab
 * @property {import('./oauth-configuration.mjs').OauthSettings} settings The settings of both servers.
 * @property {() => void} revokeAll At both servers.
 */

/** @returns {{ readonly oauth: OauthLab, readonly hosts: import('../../server/lab-host.mjs').LabHost[] }} */
export function createOauthHosts() {
  const settings = { lifetimeS: 600, refusesOrigins: false, forgetsTokens: false };
  const auth = createOauthServer({ issuer: AUTH_ORIGIN, resource: API_ORIGIN, settings });
  const own = createOauthServer({ issuer: OWN_ORIGIN, resource: OWN_ORIGIN, settings });
  const ownApi = createIxo(own, new URL(OWN_ORIGIN).hostname);
  return {
    oauth: {
      settings,
      revokeAll() {
        auth.revokeAll();
        own.revokeAll();
      },
    },
    hosts: [
      createIxo(auth),
      { name: new URL(AUTH_ORIGIN).hostname, answer: auth.answer },
      {
        name: ownApi.name,
        answer: (request) =>
          own.serves(request.url.pathname) ? own.answer(request) : ownApi.answer(request),
      },
    ],
  };
}
