/**
 * Pages that make one request to `?target=` by themselves, each in another way the web allows:
 * `/fetch`, `/xhr`, `/beacon`, `/form`, `/frame`, `/image`, `/link`. `?method=` sets the method of
 * fetch, xhr and form.
 *
 * When the request is over, or will never be, the page says so in `<html data-done="…">`: `ok` or
 * `failed`. `form` and `link` leave the page instead, and `beacon` only tells that it was queued:
 * there the log is the witness.
 */
import { pageShell } from './page-shell.mjs';

/** The body of each way: sees `target`, `method` and `done(outcome)`. */
const WAYS = {
  fetch: `fetch(target, { method, credentials: 'include' })
    .then(() => done('ok'), () => done('failed'));`,
  xhr: `const request = new XMLHttpRequest();
    request.open(method, target);
    request.withCredentials = true;
    request.onload = () => done('ok');
    request.onerror = () => done('failed');
    request.send();`,
  beacon: `done(navigator.sendBeacon(target, 'x') ? 'ok' : 'failed');`,
  form: `const form = document.createElement('form');
    form.action = target;
    form.method = method;
    document.body.append(form);
    form.submit();`,
  frame: `const frame = document.createElement('iframe');
    frame.onload = () => done('ok');
    frame.src = target;
    document.body.append(frame);`,
  image: `const image = new Image();
    image.onload = () => done('ok');
    image.onerror = () => done('failed');
    image.src = target;`,
  link: `const link = document.createElement('a');
    link.href = target;
    document.body.append(link);
    link.click();`,
};

/** @typedef {keyof typeof WAYS} RequestWay */

/** Every way, for tests that try them all. */
export const REQUEST_WAYS = /** @type {readonly RequestWay[]} */ (Object.keys(WAYS));

/**
 * @param {URL} url
 * @returns {string | undefined} HTML; undefined where the path is none of these pages.
 */
export function requestPage(url) {
  const way = REQUEST_WAYS.find((name) => url.pathname === `/${name}`);
  const target = url.searchParams.get('target');
  if (way === undefined || target === null) return undefined;
  const method = url.searchParams.get('method') ?? (way === 'form' ? 'POST' : 'GET');
  return pageShell({
    title: `One request by ${way}`,
    body: `<h1>One request by ${way}</h1>`,
    script: `{
    const target = ${scriptString(target)};
    const method = ${scriptString(method)};
    const done = (outcome) => { document.documentElement.dataset.done = outcome; };
    ${WAYS[way]}
    }`,
  });
}

/**
 * A string literal that cannot close its script element.
 *
 * @param {string} text
 */
function scriptString(text) {
  return JSON.stringify(text).replaceAll('<', '\\u003c');
}
