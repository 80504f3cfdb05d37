/** The option by which `webRequest` reports headers. */
import { browser } from './extension-api';

/**
 * Chromium shows some headers, cookies and `Sec-Fetch-Site` too, only with `extraHeaders`, which Firefox
 * does not know.
 */
export function withExtra<T extends 'requestHeaders' | 'responseHeaders'>(headers: T): T[] {
  const isChromium = browser.runtime.getURL('').startsWith('chrome-extension:');
  // Cast: Chromium's own option is in no types of the polyfill's.
  return [headers, ...(isChromium ? ['extraHeaders'] : [])] as T[];
}
