/**
 * Functions that a page of a front end calls an API with: `calls.fetch(target)` and so on, each
 * with no credentials of its own. They resolve and never reject: with the status where a page can
 * see one, with `'open'`, with the events' data, or with `'failed'`.
 *
 * From a page of the same origin, `xhr` and `events` (which no page can make without credentials)
 * wait for the browser's sign-in dialog where the answer is a 401 with a Basic challenge.
 */
import { pageShell } from '../server/page-shell.mjs';
import { requestPage } from '../server/request-page.mjs';

const CALLS = {
  fetch: `(target, init) => fetch(target, { credentials: 'omit', ...init })
    .then(({ status }) => status, () => 'failed')`,
  xhr: `(target, { method = 'GET' } = {}) => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, target);
    request.onload = () => resolve(request.status);
    request.onerror = () => resolve('failed');
    request.send();
  })`,
  // Ends at the first error or with the second event: the lab's streams have two.
  events: `(target) => new Promise((resolve) => {
    const source = new EventSource(target);
    const seen = [];
    const end = (outcome) => { source.close(); resolve(outcome); };
    source.onmessage = ({ data }) => { if (seen.push(JSON.parse(data)) === 2) end(seen); };
    source.onerror = () => end('failed');
  })`,
  // A page over TLS may not even construct a ws: socket: the promise rejects then.
  socket: `(target) => new Promise((resolve) => {
    const socket = new WebSocket(target.replace(/^http/, 'ws'));
    socket.onopen = () => { resolve('open'); socket.close(); };
    socket.onerror = () => resolve('failed');
  }).catch(() => 'failed')`,
  worker: `(target, init) => new Promise((resolve) => {
    const source = 'onmessage = async ({ data: [target, init] }) => postMessage(' +
      'await fetch(target, init).then(({ status }) => status, () => "failed"))';
    const worker = new Worker(URL.createObjectURL(new Blob([source])));
    worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); };
    worker.onerror = () => resolve('failed');
    worker.postMessage([target, { credentials: 'omit', ...init }]);
  })`,
  // An opaque origin inside the page: the less-than sign is written so as not to end the script.
  sandboxed: `(target, init = {}) => new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.sandbox = 'allow-scripts';
    addEventListener('message', ({ source, data }) => {
      if (source !== frame.contentWindow) return;
      frame.remove();
      resolve(data);
    });
    const parameters = JSON.stringify([target, init]).replaceAll('<', '\\\\u003c');
    frame.srcdoc = '\\x3cscript>fetch(...' + parameters + ').then(({ status }) => status, ' +
      '() => "failed").then((outcome) => parent.postMessage(outcome, "*"))\\x3c/script>';
    document.body.append(frame);
  })`,
};

/** @typedef {keyof typeof CALLS} CallWay */

/** Every way, for tests that try them all. */
export const CALL_WAYS = /** @type {readonly CallWay[]} */ (Object.keys(CALLS));

/**
 * @param {string} title
 * @param {string} body HTML.
 * @returns {string} A page that has `calls`.
 */
export function callingPage(title, body) {
  const members = Object.entries(CALLS).map(([way, source]) => `${way}: ${source}`);
  return pageShell({ title, body, script: `globalThis.calls = { ${members.join(',\n')} };` });
}

/**
 * For `page.evaluate`, on any page that has `calls`.
 *
 * @param {CallWay} way
 * @param {string} target
 * @param {{ readonly method?: string, readonly headers?: Readonly<Record<string, string>> }} [init]
 * @returns {string} An expression whose value is a promise.
 */
export function callExpression(way, target, init = {}) {
  return `calls.${way}(${JSON.stringify(target)}, ${JSON.stringify(init)})`;
}

const BLANK = callingPage('Blank', '<h1>Blank</h1>');

/**
 * A page that every name in the lab has, known or not, on every protocol and port: `/blank` has
 * `calls`, `/blank/<way>?target=` makes the request of `request-page.mjs`. With it any origin can
 * be the one that asks.
 *
 * @param {URL} url
 * @returns {string | undefined} HTML; undefined where the path is another.
 */
export function blankPage(url) {
  if (url.pathname === '/blank') return BLANK;
  if (!url.pathname.startsWith('/blank/')) return undefined;
  const way = new URL(url);
  way.pathname = url.pathname.slice('/blank'.length);
  return requestPage(way);
}
