/**
 * `Authorization: Basic`, a user name and a password in base64.
 *
 * Source: RFC 7617 §2 (no colon in the user-id, no control characters), §2.1 (UTF-8, NFC).
 */
import { base64 } from '@scure/base';
import { readHeaderLine } from '../../domain/header-line';
import { mayBeKey } from '../../domain/may-be-key';
import type { AuthScheme, FieldDoubt } from '../auth-scheme';
import { fieldError } from '../field-error';

interface BasicCredential {
  readonly username: string;
  /** May be empty: several APIs put a key into the user name alone. */
  readonly password: string;
}

export const basic: AuthScheme<BasicCredential> = {
  id: 'basic',
  fields: [
    { name: 'username', kind: 'text' },
    { name: 'password', kind: 'secret' },
  ],

  headerNames: () => ['Authorization'],
  userName: ({ username, password }) =>
    username === '' || mayBeKey(username, password) ? undefined : username,

  parse({ username = '', password = '' }) {
    refuseControlCharacters('username', username);
    refuseControlCharacters('password', password);
    if (username.includes(':')) throw fieldError('username', 'contains-colon');
    // One of them may be empty. If both are, the form is not filled in.
    if (username + password === '') throw fieldError('username', 'required');
    // Some keyboards compose a letter of two code points. Servers compare bytes.
    return { username: username.normalize('NFC'), password: password.normalize('NFC') };
  },

  fieldsOf: (credential) => ({ ...credential }),
  secretsAmong: ({ username, password }) => (mayBeKey(username, password) ? ['username'] : []),

  inspect({ username, password }) {
    const doubts: FieldDoubt[] = [];
    if (username !== username.trim()) doubts.push({ field: 'username', problem: 'space-around' });
    if (password !== password.trim()) doubts.push({ field: 'password', problem: 'space-around' });
    if (/authorization$/i.test(readHeaderLine(password)?.name ?? '')) {
      doubts.push({ field: 'password', problem: 'looks-like-header-line' });
    }
    if (isEncodedPair(password)) {
      doubts.push({ field: 'password', problem: 'looks-like-encoded-pair' });
    }
    return { doubts };
  },

  async issue({ username, password }) {
    const pair = new TextEncoder().encode(`${username}:${password}`);
    return { headers: [{ name: 'Authorization', value: `Basic ${base64.encode(pair)}` }] };
  },
};

/** Whether the text is an encoded pair: the user may have pasted the value of a finished header. */
function isEncodedPair(password: string): boolean {
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(base64.decode(password));
    return /^[^\p{Cc}:]+:[^\p{Cc}]+$/u.test(decoded);
  } catch {
    return false;
  }
}

function refuseControlCharacters(field: string, value: string): void {
  // Cs: half a surrogate pair has no UTF-8 form, and the encoder would replace it silently.
  if (/[\p{Cc}\p{Cs}]/u.test(value)) throw fieldError(field, 'control-character');
}
