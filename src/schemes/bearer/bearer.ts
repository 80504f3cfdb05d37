/**
 * `Authorization: Bearer`, with a token that another program has issued.
 *
 * Source: RFC 6750 §2.1.
 */
import type { AuthScheme } from '../auth-scheme';
import { parseAfterWord } from '../header-field/header-field';
import { endOfJwt, inspectJwt } from '../jwt/jwt-facts';

interface BearerCredential {
  readonly token: string;
}

export const bearer: AuthScheme<BearerCredential> = {
  id: 'bearer',
  fields: [{ name: 'token', kind: 'secret' }],

  headerNames: () => ['Authorization'],

  parse({ token = '' }) {
    return { token: parseAfterWord('token', token, 'Bearer') };
  },

  inspect({ token }, { now }) {
    const { doubts = [], facts = [] } = inspectJwt('token', token, now);
    const pair = { field: 'token', problem: 'looks-like-basic-pair' } as const;
    // No bearer token has a colon. The text is a pair for the scheme Basic.
    return { doubts: /^[^\s:]+:[^\s:]+$/.test(token) ? [...doubts, pair] : doubts, facts };
  },

  async issue({ token }) {
    return { headers: [{ name: 'Authorization', value: `Bearer ${token}` }], ...endOfJwt(token) };
  },
};
