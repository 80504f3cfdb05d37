/** Any other header, sent as the user typed it. */
import type { AuthScheme } from '../auth-scheme';
import { parseHeaderName, parseHeaderValue } from '../header-field/header-field';
import { inspectPasted } from '../header-field/pasted-value';
import { endOfJwt } from '../jwt/jwt-facts';

interface CustomHeaderCredential {
  readonly headerName: string;
  readonly value: string;
}

export const customHeader: AuthScheme<CustomHeaderCredential> = {
  id: 'custom-header',
  fields: [
    { name: 'headerName', kind: 'text' },
    { name: 'value', kind: 'secret' },
  ],

  headerNames: ({ headerName }) => [headerName],

  parse({ headerName = '', value = '' }) {
    return {
      headerName: parseHeaderName('headerName', headerName),
      value: parseHeaderValue('value', value),
    };
  },

  fieldsOf: (credential) => ({ ...credential }),

  inspect: ({ value }, { now }) => inspectPasted('value', value, now),

  async issue({ headerName, value }) {
    return { headers: [{ name: headerName, value }], ...endOfJwt(value) };
  },
};
