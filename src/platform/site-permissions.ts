/**
 * Host permission, asked for one site at a time. Patterns carry no port: Firefox accepts one and
 * then never matches it.
 */
import type { SitePermissions } from '../app/ports';
import type { Origin } from '../domain/site';
import { browser } from './extension-api';

export const sitePermissions: SitePermissions = {
  async allowed(origins) {
    // One question for all first, which is the answer nearly always.
    if (await isAllowed(origins)) return new Set(origins);
    const answers = await Promise.all(origins.map((origin) => isAllowed([origin])));
    return new Set(origins.filter((_, index) => answers[index]));
  },
};

async function isAllowed(origins: readonly Origin[]): Promise<boolean> {
  try {
    return await browser.permissions.contains({ origins: origins.map(patternOf) });
  } catch {
    // What neither we nor the browser can read is nothing that it has allowed.
    return false;
  }
}

/**
 * Must be called in the very tick of a user's click. In Chrome the prompt closes the popup, so
 * nothing may depend on the promise there: `onPermissionsChanged` tells the background.
 */
export function requestSites(origins: readonly Origin[]): Promise<boolean> {
  return browser.permissions.request({ origins: origins.map(patternOf) }).catch(() => false);
}

export function onPermissionsChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}

export function patternOf(origin: Origin): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}
