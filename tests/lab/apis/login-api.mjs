/**
 * Stand-in for APIs with a login of their own, as Django REST framework, simplejwt, FastAPI and Directus
 * document it: JSON or a form, tokens that end or do not, refresh tokens that are good once. The same
 * logins answer on the API's own origin and on another host.
 *
 * Source: the documentation that `src/manager/presets/logins.ts` names. The API's paths are made up; the
 * notes are there by GraphQL too.
 */
import { randomBytes } from 'node:crypto';
import { htmlAnswer, jsonAnswer } from '../server/lab-host.mjs';
import { graphqlAnswer } from './notes-graphql.mjs';

/** The one account. */
export const LOGIN_ACCOUNT = Object.freeze({
  username: 'ada',
  password: 'login-lab-pässwort "7" &+=',
});

/** A member of every login's answer that nothing points at: it must not leave the answer. */
export const LOGIN_ANSWER_MARK = 'login-answer-5f0c1d7e9b2a';

/** Logins set it, as those of many sites do. */
export const LOGIN_COOKIE = 'login-session';

const API = 'api.login.test';
const LOGIN = 'id.login.test';

const NOTES = [{ id: 1, text: 'A note' }];

/**
 * @typedef {object} LoginSettings
 * @property {number} lifetimeS
 * @property {boolean} isDown Logins and refreshes are answered by a proxy's page of HTML.
 *
 * @typedef {object} LoginLab
 * @property {LoginSettings} settings
 * @property {() => void} restart The server forgets its access tokens.
 * @property {(token: string) => number | undefined} endOf When an access token ends, milliseconds since the
 *   Unix epoch by the lab's clock; undefined if it is not one.
 * @property {() => void} revoke It forgets its refresh tokens.
 * @property {readonly string[]} issued All tokens of both kinds, in order.
 */

/** @returns {{ readonly logins: LoginLab, readonly hosts: import('../server/lab-host.mjs').LabHost[] }} */
export function createLoginHosts() {
  const settings = { lifetimeS: 600, isDown: false };
  /** @type {Map<string, number>} Token → its end, milliseconds since the Unix epoch. */
  const tokens = new Map();
  /** @type {Set<string>} */
  const refreshTokens = new Set();
  /** @type {string[]} */
  const all = [];

  /** @param {number} now */
  function issued(now) {
    const token = secret('access');
    const refresh = secret('refresh');
    const expires = settings.lifetimeS * 1000;
    const until = new Date(now + expires);
    tokens.set(token, until.getTime());
    refreshTokens.add(refresh);
    all.push(token, refresh);
    return { token, refresh, expires, until: until.toISOString(), session: LOGIN_ANSWER_MARK };
  }

  /** @type {Readonly<Record<string, (request: import('../server/lab-host.mjs').LabRequest) => import('../server/lab-host.mjs').LabAnswer>>} */
  const LOGINS = {
    '/auth/login/': ({ headers, body, now }) =>
      headers['content-type'] === 'application/json' && isAccount(fieldsOf(body))
        ? jsonAnswer(
            200,
            { data: issued(now) },
            { 'set-cookie': `${LOGIN_COOKIE}=${secret('cookie')}; Path=/; Secure` },
          )
        : jsonAnswer(401, { detail: 'No active account found with the given credentials' }),
    // Good once.
    '/auth/refresh/': ({ body, now }) =>
      refreshTokens.delete(String(fieldsOf(body).refresh))
        ? jsonAnswer(200, { data: issued(now) })
        : jsonAnswer(401, { detail: 'Token is blacklisted' }),
    '/form/token': ({ headers, body, now }) =>
      headers['content-type']?.startsWith('application/x-www-form-urlencoded') &&
      isAccount(Object.fromEntries(new URLSearchParams(body)))
        ? jsonAnswer(200, { access_token: issued(now).token, token_type: 'bearer' })
        : jsonAnswer(400, { detail: 'Incorrect username or password' }),
    // A token without an end.
    '/api-token-auth/': ({ body, now }) => {
      if (!isAccount(fieldsOf(body))) return htmlAnswer('<h1>Bad request</h1>', 400);
      const { token } = issued(now);
      tokens.set(token, Number.POSITIVE_INFINITY);
      return jsonAnswer(200, { token });
    },
  };

  /**
   * @param {import('../server/lab-host.mjs').LabRequest} request
   * @returns {import('../server/lab-host.mjs').LabAnswer | undefined}
   */
  function loginAnswer(request) {
    const { method, url } = request;
    const path = LOGINS[`${url.pathname}/`] ? `${url.pathname}/` : undefined;
    // Django's missing slash.
    if (path !== undefined) return { status: 301, headers: { location: path } };
    const login = LOGINS[url.pathname];
    if (login === undefined) return undefined;
    if (settings.isDown) return htmlAnswer('<h1>502 Bad Gateway</h1>', 502);
    return method === 'POST' ? login(request) : jsonAnswer(405, { detail: 'Method not allowed' });
  }

  /** @param {import('../server/lab-host.mjs').LabRequest} request */
  function apiAnswer({ url, headers, body, now }) {
    if (url.pathname === '/') return htmlAnswer('<h1>Notes (lab)</h1>');
    if (!['/v1/notes', '/graphql'].includes(url.pathname)) {
      return jsonAnswer(404, { detail: 'Not found' });
    }
    const [, token = ''] = /^(?:Bearer|Token) (\S+)$/.exec(headers.authorization ?? '') ?? [];
    if (!((tokens.get(token) ?? 0) > now)) {
      const error = headers.authorization === undefined ? '' : ', error="invalid_token"';
      return jsonAnswer(
        401,
        { detail: 'Token is invalid or expired' },
        { 'www-authenticate': `Bearer realm="notes"${error}` },
      );
    }
    return url.pathname === '/graphql' ? graphqlAnswer(body, NOTES) : jsonAnswer(200, NOTES);
  }

  return {
    logins: {
      settings,
      restart: () => tokens.clear(),
      revoke: () => refreshTokens.clear(),
      endOf: (token) => tokens.get(token),
      issued: all,
    },
    hosts: [
      { name: API, answer: (request) => loginAnswer(request) ?? apiAnswer(request) },
      {
        name: LOGIN,
        answer: (request) => loginAnswer(request) ?? htmlAnswer('<h1>Not found</h1>', 404),
      },
    ],
  };
}

/** @param {string} kind */
function secret(kind) {
  return `${kind}-${randomBytes(18).toString('hex')}`;
}

/**
 * @param {string} body
 * @returns {Record<string, unknown>}
 */
function fieldsOf(body) {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}

/** @param {Record<string, unknown>} fields */
function isAccount({ username, password }) {
  return username === LOGIN_ACCOUNT.username && password === LOGIN_ACCOUNT.password;
}

/**
 * The logins and refreshes of a log, in order.
 *
 * @param {Pick<import('../server/request-log.mjs').RequestLog, 'since'>} log
 * @param {number} [mark]
 */
export function loginRequests(log, mark = 0) {
  return log
    .since(mark)
    .filter(
      ({ host, method, url }) => host.endsWith('.login.test') && method === 'POST' && isLogin(url),
    )
    .map(({ host, url, headers, body, status }) => ({
      address: `https://${host}${url}`,
      headers,
      body,
      status,
    }));
}

/** @param {string} url */
function isLogin(url) {
  return /^\/(auth\/login|auth\/refresh|form\/token|api-token-auth)\/?$/.test(url);
}
