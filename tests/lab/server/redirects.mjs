/**
 * A redirect that every name in the lab has, on every protocol and port:
 * `/redirect/<status>?to=<address>`. So any site can redirect a request.
 */

/** Every status that sends a browser on. Source: RFC 9110 §15.4. */
export const REDIRECT_STATUSES = /** @type {const} */ ([301, 302, 303, 307, 308]);

/**
 * @param {URL} url
 * @returns {import('./lab-host.mjs').LabAnswer | undefined} Undefined where the path is another.
 */
export function redirectAnswer(url) {
  const status = REDIRECT_STATUSES.find((each) => url.pathname === `/redirect/${each}`);
  const location = url.searchParams.get('to');
  if (status === undefined || location === null) return undefined;
  return { status, headers: { location } };
}

/**
 * @param {string} origin
 * @param {(typeof REDIRECT_STATUSES)[number]} status
 * @param {string} to
 */
export function redirectUrl(origin, status, to) {
  return `${origin}/redirect/${status}?to=${encodeURIComponent(to)}`;
}
