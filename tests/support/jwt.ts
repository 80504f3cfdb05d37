/** A JSON Web Token as a server would issue it (RFC 7519 §3.1), signed by nobody in particular. */
import { createHmac } from 'node:crypto';

export function jwtOf(claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', 'nobody').update(signed).digest('base64url')}`;
}
