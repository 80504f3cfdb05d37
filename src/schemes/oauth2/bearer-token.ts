/**
 * `Authorization: Bearer`, with a token from a server.
 *
 * Source: RFC 6750 §2.1.
 */
import { AppError } from '../../domain/errors';
import type { AuthScheme } from '../auth-scheme';

export const bearerToken: Pick<AuthScheme, 'headerNames' | 'issue'> = {
  headerNames: () => ['Authorization'],

  async issue(_, { token }) {
    if (!token) throw new AppError('token-pending', 'no token yet');
    const { value, expiresAt } = token;
    return {
      headers: [{ name: 'Authorization', value: `Bearer ${value}` }],
      ...(expiresAt !== undefined && { expiresAt }),
    };
  },
};
