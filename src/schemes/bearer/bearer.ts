/**
 * `Authorization: Bearer`, with a token that another program has issued.
 *
 * Source: RFC 6750 §2.1.
 */
import type { Doubt } from '../../domain/doubts';
import { readHeaderLine } from '../../domain/header-line';
import type { AuthScheme } from '../auth-scheme';
import { parseAfterWord } from '../header-field/header-field';
import { endOfJwt, inspectJwt } from '../jwt/jwt-facts';

interface BearerCredential {
  readonly token: string;
}

export const bearer: AuthScheme<BearerCredential> = {
  id: 'bearer',
  fields: [{ name: 'token', kind: 'secret', showsTail: true }],

  headerNames: () => ['Authorization'],

  parse({ token = '' }) {
    return { token: parseAfterWord('token', token, 'Bearer') };
  },

  fieldsOf: (credential) => ({ ...credential }),

  inspect({ token }, { now }) {
    const { doubts = [], facts = [] } = inspectJwt('token', token, now);
    const problem = pasteProblem(token);
    return { doubts: problem ? [...doubts, { field: 'token', problem }] : doubts, facts };
  },

  async issue({ token }) {
    return { headers: [{ name: 'Authorization', value: `Bearer ${token}` }], ...endOfJwt(token) };
  },
};

/** A bearer token has neither blank nor colon, quote or brace: the text is something else. */
function pasteProblem(token: string): Doubt | undefined {
  if (!/[\s:"'{}]/.test(token)) return undefined;
  if (readHeaderLine(token)) return 'looks-like-header-line';
  return /^[^\s:"{}]+:[^\s:"{}]+$/.test(token) ? 'looks-like-basic-pair' : 'bearer-syntax';
}
