/**
 * A person at the pages of an authorization server, without a browser: cookies, redirects within
 * the lab, and forms filled in and sent.
 */
import { labFetch } from './lab-fetch.mjs';

/**
 * @typedef {object} SeenPage
 * @property {URL} url The last address of the redirects; one outside the lab is not requested.
 * @property {string} html Empty outside the lab.
 */

/**
 * @typedef {object} Person
 * @property {(address: string) => Promise<SeenPage>} visit
 * @property {(page: SeenPage, fields: Record<string, string>) => Promise<SeenPage>} send The form of
 *   the page, with its hidden fields.
 */

/**
 * @param {Pick<import('../../lab.mjs').Lab, 'ports' | 'hosts'>} lab
 * @returns {Person}
 */
export function createPerson(lab) {
  const fetch = labFetch(lab);
  /** @type {Map<string, { host: string, path: string, pair: string }>} */
  const cookies = new Map();

  /** @param {URL} url */
  function cookiesFor({ hostname, pathname }) {
    const sent = [...cookies.values()].filter(
      ({ host, path }) => host === hostname && pathname.startsWith(path),
    );
    return sent.map(({ pair }) => pair).join('; ');
  }

  /**
   * @param {URL} url
   * @param {readonly string[]} lines
   */
  function keepCookies({ hostname }, lines) {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split('; ');
      const path = attributes.find((each) => each.startsWith('path='))?.slice(5) ?? '/';
      const key = `${hostname} ${path} ${pair.slice(0, pair.indexOf('='))}`;
      // A server removes a cookie by setting it without a value.
      if (pair.endsWith('=')) cookies.delete(key);
      else cookies.set(key, { host: hostname, path, pair });
    }
  }

  /**
   * @param {URL} url
   * @param {URLSearchParams} [form]
   * @returns {Promise<SeenPage>}
   */
  async function go(url, form) {
    if (!lab.hosts.includes(url.hostname)) return { url, html: '' };
    const headers = {
      cookie: cookiesFor(url),
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const options = { method: form ? 'POST' : 'GET', headers, body: form };
    const response = await fetch(url.href, options);
    keepCookies(url, response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (location !== null) return go(new URL(location, url));
    return { url, html: await response.text() };
  }

  return {
    visit: (address) => go(new URL(address)),
    send({ url, html }, fields) {
      const form = /<form[^>]*>/.exec(html)?.[0];
      if (form === undefined) throw new Error(`There is no form at ${url}`);
      const hidden = [...html.matchAll(/type="hidden" name="([^"]+)" value="([^"]+)"/g)];
      const kept = hidden.map(([, name = '', value = '']) => [name, value]);
      const target = new URL(/action="([^"]+)"/.exec(form)?.[1] ?? url, url);
      return go(target, new URLSearchParams({ ...Object.fromEntries(kept), ...fields }));
    },
  };
}

/**
 * @param {Person} person
 * @param {string} address The authorization endpoint's, for a person who has not signed in yet.
 * @returns {Promise<SeenPage>} The page to which the server redirects after the consent.
 */
export async function signInAndAllow(person, address) {
  const login = await person.visit(address);
  const consent = await person.send(login, { login: 'ada', choice: 'continue' });
  return person.send(consent, { choice: 'continue' });
}
