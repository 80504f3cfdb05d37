/**
 * A header with a token that a login gets: one request with a user name and a password, or with other
 * fields, to an address of the API or of another server. It is for APIs whose login is their own; a
 * server that speaks OAuth 2.0 has schemes of its own.
 */
import { AppError } from '../../domain/errors';
import { mayBeKey } from '../../domain/may-be-key';
import type { AuthScheme, FieldDoubt, Grant } from '../auth-scheme';
import {
  FIELDS,
  type LoginToken,
  loginFieldsOf,
  parseLogin,
  TOKEN_PLACEHOLDER,
} from './credential';
import { obtainToken } from './obtain';
import { openSecretDoubts } from './open-secrets';
import { trialOf } from './trial';

const grant: Grant<LoginToken> = {
  endpoints: ({ url, refresh }) => (refresh ? [url, refresh.url] : [url]),
  // Each login gets a refresh token of its own, and the vault keeps it beside the header.
  keepsRefreshToken: ({ refresh }) => refresh !== undefined,
  obtain: obtainToken,
  trial: trialOf,
};

export const loginToken: AuthScheme<LoginToken> = {
  id: 'login-token',
  keepsMoreThanItSends: true,
  fields: FIELDS,
  parse: parseLogin,
  fieldsOf: loginFieldsOf,
  headerNames: ({ headerName }) => [headerName],

  secretsAmong(credential) {
    const { basic } = credential;
    const doubted = openSecretDoubts(credential)
      .filter(({ problem }) => problem === 'secret-in-open-field')
      .map(({ field }) => field);
    return basic && mayBeKey(basic.username, basic.password) ? [...doubted, 'username'] : doubted;
  },

  inspect: (credential) => ({ doubts: [...openSecretDoubts(credential), ...spacesIn(credential)] }),

  async issue({ headerName, headerTemplate }, { token }) {
    if (!token) throw new AppError('token-pending', 'no token yet');
    const { value, expiresAt } = token;
    const [before = '', after = ''] = headerTemplate.split(TOKEN_PLACEHOLDER);
    return {
      headers: [{ name: headerName, value: before + value + after }],
      ...(expiresAt !== undefined && { expiresAt }),
    };
  },

  grant,
};

function spacesIn({ secretFields, basic }: LoginToken): readonly FieldDoubt[] {
  const isPadded = (value: string) => value !== value.trim();
  const values = [
    ['secretFields', Object.values(secretFields)],
    ['password', basic ? [basic.password] : []],
  ] as const;
  return values
    .filter(([, all]) => all.some(isPadded))
    .map(([field]) => ({ field, problem: 'space-around' }) as const);
}
