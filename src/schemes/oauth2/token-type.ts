/**
 * The types of token that are sent as bearer tokens.
 *
 * Source: RFC 6749 §7.1 (compared without regard to case), and the providers' documentation.
 */
import { AppError } from '../../domain/errors';
import { plainText } from '../../domain/plain-text';

const BEARER_TYPES = new Set([
  'bearer',
  // Slack: the token of an app, and of a user.
  'bot',
  'user',
  // Apigee.
  'bearertoken',
  // eBay: for client credentials, and for a sign-in.
  'application access token',
  'user access token',
]);

const LENGTH_AT_MOST = 100;

/**
 * @param named - Absent at LinkedIn and Shopify.
 * @throws AppError `token-unreadable`: other types, such as DPoP (RFC 9449), need a proof with each
 * request.
 */
export function tokenType(named: unknown = 'bearer'): 'bearer' {
  const type = typeof named === 'string' ? named : JSON.stringify(named);
  if (BEARER_TYPES.has(type.toLowerCase())) return 'bearer';
  throw new AppError('token-unreadable', 'no bearer token', {
    serverSays: plainText(`token_type: ${type}`, LENGTH_AT_MOST),
  });
}
