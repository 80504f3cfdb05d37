/**
 * Tells whether an answer sets a session cookie. The server then knows the user by it too, no matter which
 * header is sent later. Names and values of cookies are dropped where the browser reports them.
 *
 * Source: RFC 6265 §4.1.1 (attributes), §5.3 (a cookie without a lifetime ends with the session).
 */
import { type HttpHeaders, linesOf } from './seen-request';

/** The attributes of a `Set-Cookie`. Firefox reports several of them as lines of one value. */
export function cookieAttributes(value: string): string {
  return value
    .split('\n')
    .map((line) => line.replace(/^[^;]*/, ''))
    .join('\n');
}

/**
 * A cookie that lasts and that scripts can read serves to count visits, and one whose lifetime is over is
 * deleted: neither counts.
 *
 * @param headers - Cookies as `cookieAttributes` leaves them.
 * @param now - Milliseconds since the Unix epoch.
 */
export function setsSessionCookie(headers: HttpHeaders, now: number): boolean {
  return linesOf(headers, 'set-cookie')
    .flatMap((value) => value.split('\n'))
    .some((attributes) => {
      const age = attribute(attributes, 'max-age');
      const date = attribute(attributes, 'expires');
      // `Max-Age` wins over `Expires`.
      const until = age !== undefined ? now + 1000 * Number(age) : Date.parse(date ?? '');
      if (Number.isNaN(until)) return true;
      return until > now && attribute(attributes, 'httponly') !== undefined;
    });
}

function attribute(attributes: string, name: string): string | undefined {
  for (const each of attributes.split(';')) {
    const [key = '', value = ''] = each.split('=', 2);
    if (key.trim().toLowerCase() === name) return value.trim();
  }
  return undefined;
}
