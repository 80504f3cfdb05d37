/** The requests to token endpoints, good or bad, read from the log. */

/**
 * @typedef {object} TokenRequest
 * @property {string} address
 * @property {URLSearchParams} parameters The parameters in the body; a secret in it is the lab's own.
 * @property {string | undefined} authorization
 * @property {number} status The status of the answer.
 */

/**
 * @param {Pick<import('../../server/request-log.mjs').RequestLog, 'since'>} log
 * @param {number} [mark] Default 0: all.
 * @returns {readonly TokenRequest[]}
 */
export function tokenRequests(log, mark = 0) {
  return log
    .since(mark)
    .filter(({ method, url }) => method === 'POST' && /\/token\/?$/.test(url))
    .map(({ protocol, host, url, headers, body, status }) => ({
      address: `${protocol}://${host}${url}`,
      parameters: new URLSearchParams(body),
      authorization: headers.authorization,
      status,
    }));
}
