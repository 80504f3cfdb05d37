/** Requests that a page makes and stays where it is, for tests that send it out for many at once. */

/** The kind of request, in the browser's words. */
export const WAYS = [
  { way: 'fetch', type: 'xmlhttprequest', method: 'GET' },
  { way: 'fetch', type: 'xmlhttprequest', method: 'POST' },
  // Across origins, the browser asks ahead.
  { way: 'fetch', type: 'xmlhttprequest', method: 'PUT' },
  { way: 'image', type: 'image', method: 'GET' },
  { way: 'script', type: 'script', method: 'GET' },
  { way: 'beacon', type: 'ping', method: 'POST' },
  { way: 'frame', type: 'sub_frame', method: 'GET' },
] as const;

/** A task for a page. */
interface Errand {
  readonly way: (typeof WAYS)[number]['way'];
  readonly method: string;
  readonly url: string;
}

/** Runs in the page. */
export function runErrands(errands: readonly Errand[]): void {
  for (const { way, method, url } of errands) {
    if (way === 'fetch') {
      void fetch(url, { method, credentials: 'omit' }).catch(() => undefined);
    } else if (way === 'image') {
      new Image().src = url;
    } else if (way === 'beacon') {
      navigator.sendBeacon(url, 'x');
    } else {
      const element = document.createElement(way === 'script' ? 'script' : 'iframe');
      element.src = url;
      document.body.append(element);
    }
  }
}
