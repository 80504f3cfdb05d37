/**
 * `Authorization: Basic`, a user name and a password in base64.
 *
 * Source: RFC 7617 §2 (no colon in the user-id, no control characters), §2.1 (UTF-8).
 */
import { base64 } from '@scure/base';
import type { AuthScheme } from '../auth-scheme';
import { fieldError } from '../field-error';

interface BasicCredential {
  readonly username: string;
  /** May be empty: several APIs put a key into the user name alone. */
  readonly password: string;
}

export const basic: AuthScheme<BasicCredential> = {
  id: 'basic',
  fields: [
    { name: 'username', kind: 'text', optional: true },
    { name: 'password', kind: 'secret', optional: true },
  ],

  parse({ username = '', password = '' }) {
    refuseControlCharacters('username', username);
    refuseControlCharacters('password', password);
    if (username.includes(':')) throw fieldError('username', 'contains-colon');
    // Either half may be empty; both are a form that nobody has filled in.
    if (username + password === '') throw fieldError('username', 'required');
    return { username, password };
  },

  async issue({ username, password }) {
    const pair = new TextEncoder().encode(`${username}:${password}`);
    return { header: { name: 'Authorization', value: `Basic ${base64.encode(pair)}` } };
  },
};

function refuseControlCharacters(field: string, value: string): void {
  // Cs: half a surrogate pair has no UTF-8, the encoder would replace it silently.
  if (/[\p{Cc}\p{Cs}]/u.test(value)) throw fieldError(field, 'control-character');
}
