/** A JSON Web Token as a server would issue it (RFC 7519 §3.1), signed with an arbitrary key. */
import { createHmac } from 'node:crypto';

export function jwtOf(claims: Readonly<Record<string, unknown>>): string {
  return jwtWith({ alg: 'HS256', typ: 'JWT' }, claims);
}

/** A token with any parts. A string is taken as it is: JSON that no object writes. */
export function jwtWith(header: unknown, claims: unknown): string {
  const part = (value: unknown) =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', 'no key').update(signed).digest('base64url')}`;
}
