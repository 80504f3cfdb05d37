/** What the manifest says. */
import { browser } from './extension-api';

export function extensionVersion(): string {
  return browser.runtime.getManifest().version;
}
