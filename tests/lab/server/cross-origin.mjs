/**
 * Leave for every page to read every answer, credentials and all. A real API would be stricter;
 * here nothing but the extension's own rules may decide whether a header is sent, or a test that
 * sees no header would prove nothing.
 */

/**
 * @param {Readonly<Record<string, string>>} headers The request's headers.
 * @returns {Record<string, string>} Headers for the answer; none for requests without an origin.
 */
export function crossOriginHeaders(headers) {
  const origin = headers.origin;
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': headers['access-control-request-method'] ?? '*',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-expose-headers': 'www-authenticate',
    vary: 'origin',
  };
}

/**
 * @param {string} method
 * @param {Readonly<Record<string, string>>} headers
 * @returns {boolean}
 */
export function isPreflight(method, headers) {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}
