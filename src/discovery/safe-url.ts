/**
 * Addresses that a server names: taken only where a secret could go. By https or on this computer,
 * and without user info, which would show one host and mean another.
 *
 * Source: RFC 8414 §2, RFC 9728 §2 (https); RFC 8252 §8.3 (loopback).
 */
import { isLoopback } from '../domain/site';

/** What browsers and servers take in any case; honest ones take a tenth. */
const LENGTH_AT_MOST = 2_000;

/** @returns nothing where it is no such address, or no text at all. */
export function safeUrl(named: unknown): URL | undefined {
  const isShort = typeof named === 'string' && named.length <= LENGTH_AT_MOST;
  const url = isShort ? URL.parse(named) : null;
  if (url?.username !== '' || url.password !== '') return undefined;
  const isSafe =
    url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return isSafe ? url : undefined;
}

/** An issuer has no query and no fragment: RFC 8414 §2. */
export function safeIssuer(named: unknown): URL | undefined {
  const url = safeUrl(named);
  // Of the text: an empty query is one, and URL does not tell.
  return url && !/[?#]/.test(String(named)) ? url : undefined;
}
