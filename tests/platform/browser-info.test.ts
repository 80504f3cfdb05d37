import { describe, expect, it } from 'vitest';
import { browserName, systemName } from '../../src/platform/browser-info';

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36';

describe('what the browser is', () => {
  it.each([
    [CHROME, 'Chrome 147', 'Linux'],
    [
      `${CHROME.replace('X11; Linux x86_64', 'Windows NT 10.0; Win64; x64')} Edg/147.0.0.0`,
      'Edge 147',
      'Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:142.0) Gecko/20100101 Firefox/142.0',
      'Firefox 142',
      'macOS',
    ],
    [
      'Mozilla/5.0 (Android 14; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0',
      'Firefox 142',
      'Android',
    ],
    [CHROME.replace('X11; Linux x86_64', 'X11; CrOS x86_64 14541.0.0'), 'Chrome 147', 'ChromeOS'],
    ['something else', 'unknown', 'unknown'],
  ])('is its family and main number: %s', (userAgent, browser, system) => {
    expect(browserName(userAgent)).toBe(browser);
    expect(systemName(userAgent)).toBe(system);
  });
});
