/**
 * Checks addresses that a server names: each must be safe for sending a secret.
 *
 * Source: RFC 8414 §2 (issuers).
 */
import { addressProblem } from '../domain/server-address';

/** All browsers and servers take this length. Usual addresses have a tenth of it. */
const LENGTH_AT_MOST = 2_000;

/** @returns undefined if the value is not a safe address. */
export function safeUrl(named: unknown): URL | undefined {
  if (typeof named !== 'string' || named.length > LENGTH_AT_MOST) return undefined;
  return addressProblem(named) ? undefined : new URL(named);
}

/** An issuer has no query and no fragment: RFC 8414 §2. */
export function safeIssuer(named: unknown): URL | undefined {
  const url = safeUrl(named);
  // In the text, since `URL` does not show an empty query.
  return url && !/[?#]/.test(String(named)) ? url : undefined;
}
