/**
 * Where a secret may go, and somebody be sent to enter one: by https or to this computer, and without
 * user info, which would show one host and mean another. Whoever has named the address: the user, a
 * stored credential, or a server.
 *
 * Source: RFC 6749 §3.1, §3.2; RFC 8414 §2, RFC 9728 §2 (https); RFC 8252 §8.3 (loopback).
 */
import type { FieldProblem } from './errors';
import { isLoopback } from './site';

/** @returns why not. */
export function addressProblem(address: string): FieldProblem | undefined {
  const url = URL.parse(address.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return 'endpoint-not-a-url';
  if (url.username !== '' || url.password !== '') return 'endpoint-user-info';
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return 'endpoint-http';
  return undefined;
}
