/**
 * Host permissions, requested one site at a time. Patterns have no port: Firefox accepts a port and
 * then never matches.
 */
import type { SitePermissions } from '../app/ports';
import type { Origin } from '../domain/site';
import { browser } from './extension-api';

export const sitePermissions: SitePermissions = {
  async allowed(origins) {
    // One call for all first: nearly always all are allowed.
    if (await isAllowed(origins)) return new Set(origins);
    const answers = await Promise.all(origins.map((origin) => isAllowed([origin])));
    return new Set(origins.filter((_, index) => answers[index]));
  },
};

async function isAllowed(origins: readonly Origin[]): Promise<boolean> {
  try {
    return await browser.permissions.contains({ origins: origins.map(patternOf) });
  } catch {
    // An origin that the browser cannot read is not allowed.
    return false;
  }
}

/**
 * Must be called in the tick of the user's click. In Chrome the prompt closes the popup, so no code
 * there may depend on the promise: `onPermissionsChanged` tells the background.
 */
export function requestSites(origins: readonly Origin[]): Promise<boolean> {
  return browser.permissions.request({ origins: origins.map(patternOf) }).catch(() => false);
}

export function onPermissionsChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}

/** @throws TypeError if it is no address. */
export function patternOf(origin: Origin): string {
  // Most are not parsed again: an import asks for thousands in one task.
  const [, plain] = /^(https?:\/\/[a-z\d.-]+)(?::\d+)?$/.exec(origin) ?? [];
  if (plain !== undefined) return `${plain}/*`;
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}
