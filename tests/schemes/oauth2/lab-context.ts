/** A lab's servers as a scheme asks them, and the fields of a profile for each of them. */
import type { GrantContext } from '../../../src/schemes/auth-scheme';
import { badIssuer } from '../../lab/apis/oauth/bad-oauth-modes.mjs';
import { labFetch } from '../../lab/apis/oauth/lab-fetch.mjs';
import { OAUTH_CLIENTS } from '../../lab/apis/oauth/oauth-clients.mjs';
import type { Lab } from '../../lab/lab.mjs';

export const NOW = 1_587_674_497_000;

export const AUTH = 'https://auth.ixo.test';

export function contextOf(lab: Lab): GrantContext {
  // Cast: as much of `fetch` as an OAuth client needs.
  return { now: () => NOW, fetch: labFetch(lab) as unknown as typeof fetch };
}

/** Credential fields for the good server's public client. */
export const GOOD = {
  issuer: AUTH,
  authorizationUrl: `${AUTH}/oauth/authorize`,
  tokenUrl: `${AUTH}/oauth/token`,
  revocationUrl: `${AUTH}/oauth/revoke`,
  clientId: OAUTH_CLIENTS.app.id,
  scope: 'entities:read',
};

/** Credential fields for the server that misbehaves, in this mode. */
export function badFields(mode: Parameters<typeof badIssuer>[0]) {
  const issuer = badIssuer(mode);
  return {
    issuer,
    authorizationUrl: `${issuer}/authorize`,
    deviceUrl: `${issuer}/device`,
    tokenUrl: `${issuer}/token`,
    clientId: 'anybody',
  };
}
