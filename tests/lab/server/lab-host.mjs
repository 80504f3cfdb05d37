/**
 * A stand-in host is a name and a function from a request to an answer. Hosts know nothing
 * of sockets, TLS, CORS or the log, so a new one is one file here and one line in `hosts.mjs`.
 */

/**
 * @typedef {object} LabRequest
 * @property {string} method Upper case, as on the wire.
 * @property {URL} url The address as the client sees it, protocol and port included.
 * @property {number} port The port as the client sees it: from the address, not of the socket.
 * @property {Readonly<Record<string, string>>} headers Lower-case names; a repeated header is
 *   joined by ', ' so that a duplicate is never silently dropped.
 * @property {string} body
 * @property {number} now The lab's clock, milliseconds since the Unix epoch.
 */

/**
 * @typedef {object} LabAnswer
 * @property {number} status 0: the connection is cut instead.
 * @property {Readonly<Record<string, string | string[]>>} [headers] Several: one line each.
 * @property {string | Buffer} [body]
 * @property {boolean} [isWhole] The answer of a real server: the lab adds no header of its own.
 */

/**
 * @typedef {object} LabHost
 * @property {string} name For example `api.gluwa.test`; answers on every protocol and port.
 * @property {readonly string[]} [aliases] Other names it answers to. None of them is mapped to the
 *   lab: a client reaches `localhost` by the lab's real ports.
 * @property {(request: LabRequest) => LabAnswer | Promise<LabAnswer>} answer
 */

/**
 * @param {number} status
 * @param {unknown} value
 * @param {Readonly<Record<string, string>>} [headers]
 * @returns {LabAnswer}
 */
export function jsonAnswer(status, value, headers = {}) {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value, null, 2),
  };
}

/**
 * @param {string} html
 * @param {number} [status]
 * @returns {LabAnswer}
 */
export function htmlAnswer(html, status = 200) {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
}
