/**
 * An API whose tokens another server gives: it asks that server about each (RFC 7662), as a resource
 * server of its own, so that a revoked token is refused at once.
 */
import { jsonAnswer } from '../server/lab-host.mjs';
import { DEBIAN_CLIENTS, INTROSPECTION_SCOPE } from './debian-clients.mjs';

/**
 * @param {string} name
 * @param {(endpoint: 'token' | 'introspection', headers: Readonly<Record<string, string>>,
 *   parameters: Readonly<Record<string, string>>) => Promise<any>} ask Resolves to the JSON of the answer.
 * @returns {import('../server/lab-host.mjs').LabHost}
 */
export function introspectedApi(name, ask) {
  async function ownToken() {
    const { id, secret } = DEBIAN_CLIENTS.api;
    const pair = Buffer.from(`${id}:${secret}`).toString('base64');
    const parameters = { grant_type: 'client_credentials', scope: INTROSPECTION_SCOPE };
    return (await ask('token', { authorization: `Basic ${pair}` }, parameters)).access_token;
  }

  return {
    name,
    async answer({ headers }) {
      const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
      if (token === undefined) return refusal('Bearer');
      const own = { authorization: `Bearer ${await ownToken()}` };
      const { active, client_id: client } = await ask('introspection', own, { token });
      return active ? jsonAnswer(200, { client }) : refusal('Bearer error="invalid_token"');
    },
  };
}

/** @param {string} challenge */
function refusal(challenge) {
  return jsonAnswer(401, { error: 'Unauthorized' }, { 'www-authenticate': challenge });
}
