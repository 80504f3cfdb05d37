/**
 * Addresses that a server names: taken only where a secret could go.
 *
 * Source: RFC 8414 §2 (issuers).
 */
import { addressProblem } from '../domain/server-address';

/** What browsers and servers take in any case; honest ones take a tenth. */
const LENGTH_AT_MOST = 2_000;

/** @returns nothing where it is no such address, or no text at all. */
export function safeUrl(named: unknown): URL | undefined {
  if (typeof named !== 'string' || named.length > LENGTH_AT_MOST) return undefined;
  return addressProblem(named) ? undefined : new URL(named);
}

/** An issuer has no query and no fragment: RFC 8414 §2. */
export function safeIssuer(named: unknown): URL | undefined {
  const url = safeUrl(named);
  // Of the text: an empty query is one, and URL does not tell.
  return url && !/[?#]/.test(String(named)) ? url : undefined;
}
