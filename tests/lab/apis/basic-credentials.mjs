/**
 * Reads `Authorization: Basic …` strictly, as a server would. Source: RFC 7617 §2 and §2.1
 * (UTF-8). Written apart from the extension's own encoder on purpose: they check each other.
 */

/**
 * @typedef {object} BasicCredentials
 * @property {string} username
 * @property {string} password
 */

/**
 * @param {string | undefined} header
 * @returns {BasicCredentials | undefined} Undefined unless it is exactly one well-formed value.
 */
export function readBasicCredentials(header) {
  const token = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header ?? '')?.[1];
  if (token === undefined) return undefined;
  const bytes = Buffer.from(token, 'base64');
  // Buffer forgives missing padding and stray bits; a strict server need not.
  if (bytes.toString('base64') !== token) return undefined;
  const text = bytes.toString('utf8');
  const colon = text.indexOf(':');
  if (colon === -1) return undefined;
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/**
 * @param {string | undefined} header
 * @param {BasicCredentials} accepted
 * @returns {boolean}
 */
export function carriesBasicCredentials(header, accepted) {
  const sent = readBasicCredentials(header);
  return sent?.username === accepted.username && sent.password === accepted.password;
}
