/**
 * Addresses to which Keybearer may send a secret or the user to enter one: https or this computer,
 * and no user info, which would show one host and mean another. The rule is the same for an address
 * from the user, from a stored credential or from a server.
 *
 * Source: RFC 6749 §3.1, §3.2; RFC 8414 §2, RFC 9728 §2 (https); RFC 8252 §8.3 (loopback).
 */
import type { FieldProblem } from './errors';
import { isLoopback } from './site';

/** @returns the reason why a secret may not go there. */
export function addressProblem(address: string): FieldProblem | undefined {
  const url = URL.parse(address.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return 'endpoint-not-a-url';
  if (url.username !== '' || url.password !== '') return 'endpoint-user-info';
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return 'endpoint-http';
  return undefined;
}
