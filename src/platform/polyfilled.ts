/**
 * Import it first where size does not count, in the background and in the manager: the adapters then
 * use the polyfill, which smooths out what Chromium does differently. The popup goes without, since
 * its first paint would load it each time.
 */
import polyfill from 'webextension-polyfill';
import { provide } from './extension-api';

provide(polyfill);
