/** An answer that sets a session cookie, on every host of the lab: `/cookie?sid=<value>`. */
import { jsonAnswer } from './lab-host.mjs';

/**
 * @param {URL} url
 * @returns {import('./lab-host.mjs').LabAnswer | undefined} Undefined where the path is another.
 */
export function cookieAnswer(url) {
  if (url.pathname !== '/cookie') return undefined;
  const value = encodeURIComponent(url.searchParams.get('sid') ?? '');
  return jsonAnswer(200, { set: true }, { 'set-cookie': `sid=${value}; Path=/; HttpOnly` });
}
