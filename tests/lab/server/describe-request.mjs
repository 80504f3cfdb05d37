/**
 * One logged request on one line, fit for a terminal, a failed test or a screenshot: credentials
 * are recognisable but not usable.
 */

/** Headers worth a place on the line: the ones that carry credentials. */
const SHOWN_HEADERS = ['authorization', 'x-request-signature', 'x-api-key', 'cookie'];

/** Too short a value would be given away by its last characters. */
const SHORTEST_WITH_TAIL = 12;

/**
 * `Basic YWJjZDoxMjM0` becomes `Basic ••••MjM0`: the scheme and the last four characters.
 *
 * @param {string} value
 * @returns {string}
 */
export function maskHeaderValue(value) {
  const [, scheme = '', secret = ''] = /^([A-Za-z][\w-]* )?(.*)$/s.exec(value) ?? [];
  const tail = secret.length >= SHORTEST_WITH_TAIL ? secret.slice(-4) : '';
  return `${scheme}••••${tail}`;
}

/**
 * @param {import('./request-log.mjs').LoggedRequest} request
 * @returns {string} For example
 *   `403 GET https://api.gluwa.test/v1/Orders  authorization: Basic ••••MjM0`.
 */
export function describeRequest({ status, method, protocol, host, url, headers }) {
  const shown = SHOWN_HEADERS.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [`${name}: ${maskHeaderValue(value)}`];
  });
  return [`${status} ${method} ${protocol}://${host}${url}`, ...shown].join('  ');
}
