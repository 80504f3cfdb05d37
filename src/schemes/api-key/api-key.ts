/**
 * An API key in a header of its own, `X-API-Key` unless the API names another. A prefix stands before
 * the key where an API has a word of its own: `Authorization: ApiKey …`.
 */
import type { AuthScheme } from '../auth-scheme';
import { parseAfterWord, parseHeaderName, parseHeaderValue } from '../header-field/header-field';
import { inspectPasted } from '../header-field/pasted-value';
import { endOfJwt } from '../jwt/jwt-facts';

interface ApiKeyCredential {
  readonly headerName: string;
  readonly key: string;
  readonly prefix?: string;
}

export const apiKey: AuthScheme<ApiKeyCredential> = {
  id: 'api-key',
  fields: [
    { name: 'headerName', kind: 'text', initial: 'X-API-Key' },
    { name: 'key', kind: 'secret', showsTail: true },
    { name: 'prefix', kind: 'text', isOptional: true, isAdvanced: true },
  ],

  headerNames: ({ headerName }) => [headerName],

  parse({ headerName: typedName = '', key = '', prefix = '' }) {
    const headerName = parseHeaderName('headerName', typedName);
    if (prefix === '') return { headerName, key: parseHeaderValue('key', key) };
    const word = parseHeaderValue('prefix', prefix);
    return { headerName, key: parseAfterWord('key', key, word), prefix: word };
  },

  fieldsOf: ({ headerName, key, prefix = '' }) => ({ headerName, key, prefix }),

  inspect: ({ key }, { now }) => inspectPasted('key', key, now),

  async issue({ headerName, key, prefix }) {
    const value = prefix === undefined ? key : `${prefix} ${key}`;
    return { headers: [{ name: headerName, value }], ...endOfJwt(key) };
  },
};
