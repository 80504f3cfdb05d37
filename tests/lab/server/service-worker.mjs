/**
 * A service worker on every host of the lab, for pages that register it: `/service-worker.js`. It
 * answers `/from-worker` by itself, like the worker of a site that works offline, and leaves all
 * other requests to the network. Without the worker, the server answers `/from-worker`.
 */
import { htmlAnswer } from './lab-host.mjs';

const SCRIPT = `
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  if (new URL(event.request.url).pathname !== '/from-worker') return;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  event.respondWith(new Response('<title>From the worker</title>', { headers }));
});
`;

/**
 * @param {URL} url
 * @returns {import('./lab-host.mjs').LabAnswer | undefined} Undefined where the path is another.
 */
export function serviceWorkerAnswer({ pathname }) {
  if (pathname === '/from-worker') return htmlAnswer('<title>From the server</title>');
  if (pathname !== '/service-worker.js') return undefined;
  return { status: 200, headers: { 'content-type': 'text/javascript' }, body: SCRIPT };
}
