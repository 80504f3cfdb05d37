/**
 * An answer that the one who asks has made up, on every host of the lab:
 * `/made-up?type=<content type>&body=<text>`. With it any host serves any style sheet, script or picture.
 *
 * evil.test has a service worker that answers these addresses itself, on any host: then
 * the host's server is not even asked.
 */

/**
 * @param {URL} url
 * @returns {import('./lab-host.mjs').LabAnswer | undefined} Undefined where the path is another.
 */
export function madeUpAnswer({ pathname, searchParams }) {
  if (pathname !== '/made-up') return undefined;
  const link = searchParams.get('link');
  return {
    status: 200,
    headers: {
      'content-type': searchParams.get('type') ?? 'text/plain',
      'access-control-allow-origin': '*',
      ...(link !== null && { link }),
    },
    body: searchParams.get('body') ?? '',
  };
}

export const MADE_UP_WORKER = '/made-up-worker.js';

/** @returns {import('./lab-host.mjs').LabAnswer} The script of that service worker. */
export function madeUpWorker() {
  return { status: 200, headers: { 'content-type': 'text/javascript' }, body: SCRIPT };
}

const SCRIPT = `
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { pathname, searchParams } = new URL(event.request.url);
  if (pathname !== '/made-up') return;
  const headers = { 'content-type': searchParams.get('type'), 'access-control-allow-origin': '*' };
  if (searchParams.has('link')) headers.link = searchParams.get('link');
  event.respondWith(new Response(searchParams.get('body'), { headers }));
});
`;
