/**
 * The extension API, promises in both browsers: every adapter in this folder takes `browser` from
 * here, nothing outside the folder touches it.
 */
import type { Browser } from 'webextension-polyfill';

/** Firefox names the namespace `browser`, Chromium `chrome`; both return promises in Manifest V3. */
interface Namespaces {
  readonly browser?: Browser;
  readonly chrome: Browser;
}

// Cast: the types are the package’s, and the browser provides the values.
const { browser: promised, chrome } = globalThis as unknown as Namespaces;
export let browser: Browser = promised ?? chrome;

/** Takes another implementation of the same API for all adapters. */
export function provide(implementation: Browser): void {
  browser = implementation;
}
