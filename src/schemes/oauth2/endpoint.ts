/**
 * The address of a token endpoint, which gets a client secret: by https, or on this computer.
 *
 * Source: RFC 6749 §3.2, RFC 8252 §8.3.
 */
import { isLoopback } from '../../domain/site';
import { fieldError } from '../field-error';

/** @throws AppError `credential-invalid` naming the field. */
export function parseEndpoint(field: string, typed: string): string {
  if (typed.trim() === '') throw fieldError(field, 'required');
  const url = URL.parse(typed.trim());
  if (!url || !/^https?:$/.test(url.protocol)) throw fieldError(field, 'endpoint-not-a-url');
  if (url.username !== '' || url.password !== '') throw fieldError(field, 'endpoint-user-info');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw fieldError(field, 'endpoint-http');
  }
  // RFC 6749 §3.2: it has no fragment.
  url.hash = '';
  return url.href;
}
