/**
 * `Authorization: Token`, with an API key: the word is that of several APIs.
 *
 * Source: Talend documentation, "Securing the API".
 */
import type { AuthScheme } from '../auth-scheme';
import { parseAfterWord } from '../header-field/header-field';
import { inspectPasted } from '../header-field/pasted-value';
import { endOfJwt } from '../jwt/jwt-facts';

interface TokenCredential {
  readonly key: string;
}

export const token: AuthScheme<TokenCredential> = {
  id: 'token',
  fields: [{ name: 'key', kind: 'secret', showsTail: true }],

  headerNames: () => ['Authorization'],

  parse({ key = '' }) {
    return { key: parseAfterWord('key', key, 'Token') };
  },

  fieldsOf: (credential) => ({ ...credential }),

  inspect: ({ key }, { now }) => inspectPasted('key', key, now),

  async issue({ key }) {
    return { headers: [{ name: 'Authorization', value: `Token ${key}` }], ...endOfJwt(key) };
  },
};
