/**
 * Stand-ins for three APIs that take a signature over key, secret, time and nonce, verified by Node's
 * own crypto:
 *
 * - Hotelbeds: `Api-key`, and `X-Signature` = hex(SHA-256(key + secret + seconds)). The time is in no
 *   header, so the server tries the seconds around its own clock.
 *   Source: developer.hotelbeds.com/documentation, step 2. It names no tolerance; the lab takes a minute.
 * - Podcast Index: `X-Auth-Key`, `X-Auth-Date`, and `Authorization` = hex(SHA-1(key + secret + date)),
 *   within three minutes. Source: podcastindex-org.github.io/docs-api, "Authentication Details".
 * - WSSE: `X-WSSE: UsernameToken …` with base64(SHA-1(nonce + created + password)) over the decoded
 *   nonce, within five minutes. Source: OASIS UsernameToken Profile 1.1, section 3.1; the header is that
 *   of Mark Pilgrim, "Atom Authentication". Under `/once/` each nonce is taken once.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { htmlAnswer, jsonAnswer } from '../server/lab-host.mjs';
import { linkList, pageShell } from '../server/page-shell.mjs';

/** Key and secret of the examples in each documentation. */
export const HOTELBEDS_KEY = Object.freeze({ key: 'yourApiKey', secret: 'yourSecretOfHotelbeds' });
export const PODCAST_KEY = Object.freeze({
  key: 'UXKCGDSYGUUEVQJSYDZH',
  secret: 'yzJe2eE7XV-3eY576dyRZ6wXyAbndh6LUrCZ8KN|',
});
export const WSSE_USER = Object.freeze({ username: 'bob', password: 'taadtaadpstcsm' });

const HOTELBEDS_TOLERANCE_S = 60;
const PODCAST_WINDOW_MS = 3 * 60_000;
const WSSE_WINDOW_MS = 5 * 60_000;

/** @typedef {import('../server/lab-host.mjs').LabAnswer} LabAnswer */
/** @typedef {import('../server/lab-host.mjs').LabHost} LabHost */
/** @typedef {import('../server/lab-host.mjs').LabRequest} LabRequest */

/** @returns {LabHost} */
export function createHotelbeds() {
  return standIn('api.hotelbeds.test', 'Hotelbeds', '/hotel-api/1.0/status', hotelbedsProblem);
}

/** @returns {LabHost} */
export function createPodcastIndex() {
  return standIn(
    'api.podcastindex.test',
    'Podcast Index',
    '/api/1.0/search/byterm',
    podcastProblem,
  );
}

/** @returns {LabHost} */
export function createWsse() {
  /** @type {Set<string>} */
  const used = new Set();
  return standIn('wsse.test', 'WSSE', '/api/rest/users', (request) => wsseProblem(request, used));
}

/**
 * @param {string} name
 * @param {string} title
 * @param {string} path The endpoint, with a twin under `/once` where nonces are counted.
 * @param {(request: LabRequest) => string | undefined} problemOf
 * @returns {LabHost}
 */
function standIn(name, title, path, problemOf) {
  const page = pageShell({
    title: `${title} API (lab)`,
    body: `<h1>${title} API</h1>${linkList([{ href: path, label: `GET ${path}`, note: 'Signed over time' }])}`,
  });
  return {
    name,
    answer(request) {
      if (request.url.pathname === '/') return htmlAnswer(page);
      if (![path, `/once${path}`].includes(request.url.pathname)) {
        return jsonAnswer(404, { error: 'Not found' });
      }
      const problem = problemOf(request);
      return problem ? jsonAnswer(401, { error: problem }) : jsonAnswer(200, { status: 'OK' });
    },
  };
}

/** @param {LabRequest} request */
function hotelbedsProblem({ headers, now }) {
  const { key, secret } = HOTELBEDS_KEY;
  const signature = headers['x-signature'];
  if (signature === undefined) return 'X-Signature is missing';
  if (headers['api-key'] !== key) return 'Api-key is unknown';
  const second = Math.floor(now / 1000);
  for (let off = -HOTELBEDS_TOLERANCE_S; off <= HOTELBEDS_TOLERANCE_S; off++) {
    if (isSame(signature, digest('sha256', key + secret + (second + off)).toString('hex'))) {
      return undefined;
    }
  }
  return 'X-Signature is wrong';
}

/** @param {LabRequest} request */
function podcastProblem({ headers, now }) {
  const { key, secret } = PODCAST_KEY;
  const { authorization, 'x-auth-date': date, 'x-auth-key': sentKey } = headers;
  if (authorization === undefined) return 'Authorization header value is not set';
  if (sentKey !== key) return 'X-Auth-Key is unknown';
  if (date === undefined || !/^\d{10}$/.test(date)) return 'X-Auth-Date is not in seconds';
  // Headers of two moments end here.
  const wanted = digest('sha1', key + secret + date).toString('hex');
  if (!isSame(authorization, wanted)) return 'Authorization is wrong';
  return Math.abs(now - Number(date) * 1000) > PODCAST_WINDOW_MS
    ? 'X-Auth-Date is stale'
    : undefined;
}

const USERNAME_TOKEN =
  /^UsernameToken Username="([^"]*)", PasswordDigest="([^"]*)", Nonce="([^"]*)", Created="([^"]*)"$/;

/**
 * @param {LabRequest} request
 * @param {Set<string>} used
 */
function wsseProblem({ headers, now, url }, used) {
  const [, username, sent = '', nonce = '', created = ''] =
    USERNAME_TOKEN.exec(headers['x-wsse'] ?? '') ?? [];
  if (username === undefined) return 'X-WSSE is missing';
  const decoded = Buffer.from(nonce, 'base64');
  if (username !== WSSE_USER.username || decoded.length < 8) return 'The token is malformed';
  const wanted = digest('sha1', decoded, created, WSSE_USER.password).toString('base64');
  if (!isSame(sent, wanted)) return 'The password digest is wrong';
  // `Date.parse` takes other forms too; `Created` is a dateTime of XML Schema in UTC.
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(created)) return 'Created is malformed';
  if (Math.abs(now - Date.parse(created)) > WSSE_WINDOW_MS) return 'Created is stale';
  if (!url.pathname.startsWith('/once/')) return undefined;
  if (used.has(nonce)) return 'Previously used nonce detected';
  used.add(nonce);
  return undefined;
}

/**
 * @param {'sha1' | 'sha256'} algorithm
 * @param {...(string | Buffer)} parts
 */
function digest(algorithm, ...parts) {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * @param {string} sent
 * @param {string} wanted
 */
function isSame(sent, wanted) {
  const [a, b] = [Buffer.from(sent), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
