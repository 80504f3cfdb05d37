/** An API key in a header of its own, `X-API-Key` unless the API names another. */
import type { AuthScheme } from '../auth-scheme';
import { parseHeaderName, parseHeaderValue } from '../header-field/header-field';
import { inspectPasted } from '../header-field/pasted-value';
import { endOfJwt } from '../jwt/jwt-facts';

interface ApiKeyCredential {
  readonly headerName: string;
  readonly key: string;
}

export const apiKey: AuthScheme<ApiKeyCredential> = {
  id: 'api-key',
  fields: [
    { name: 'headerName', kind: 'text', initial: 'X-API-Key' },
    { name: 'key', kind: 'secret', showsTail: true },
  ],

  headerNames: ({ headerName }) => [headerName],

  parse({ headerName = '', key = '' }) {
    return {
      headerName: parseHeaderName('headerName', headerName),
      key: parseHeaderValue('key', key),
    };
  },

  fieldsOf: (credential) => ({ ...credential }),

  inspect: ({ key }, { now }) => inspectPasted('key', key, now),

  async issue({ headerName, key }) {
    return { headers: [{ name: headerName, value: key }], ...endOfJwt(key) };
  },
};
