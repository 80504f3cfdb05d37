/**
 * The extension API, promises in both browsers. The one import of the polyfill: every adapter in
 * this folder takes `browser` from here, nothing outside the folder touches it.
 */
export { default as browser } from 'webextension-polyfill';
