/**
 * What a JSON Web Token says of itself (RFC 7519 §4.1), decoded and not validated: only its issuer's
 * server can do that.
 */
import { decodeJwt } from 'jose';
import type { Inspection } from '../auth-scheme';

/**
 * @param field - The field that holds the token.
 * @param now - Milliseconds since the Unix epoch.
 * @returns nothing for what is no JWT: tokens may be opaque.
 */
export function inspectJwt(field: string, token: string, now: number): Inspection {
  const { sub, exp } = claimsOf(token);
  const expires = typeof exp === 'number' ? exp * 1000 : undefined;
  const isExpired = expires !== undefined && expires <= now;
  return {
    doubts: isExpired ? [{ field, problem: 'jwt-expired' }] : [],
    facts: [
      ...(typeof sub === 'string' ? [{ kind: 'jwt-subject', value: sub } as const] : []),
      ...(expires !== undefined ? [{ kind: 'jwt-expires', value: expires } as const] : []),
    ],
  };
}

function claimsOf(token: string): { readonly sub?: unknown; readonly exp?: unknown } {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}
