/**
 * Host permission, asked for one site at a time. Patterns carry no port: Firefox accepts one and
 * then never matches it.
 */
import type { Origin } from '../domain/site';
import { browser } from './extension-api';

export function isAllowed(origin: Origin): Promise<boolean> {
  return browser.permissions.contains({ origins: [patternOf(origin)] });
}

/**
 * Must be called in the very tick of a user's click. In Chrome the prompt closes the popup, so
 * nothing may depend on the promise there: `onPermissionsChanged` tells the background.
 */
export function requestSites(origins: readonly Origin[]): Promise<boolean> {
  return browser.permissions.request({ origins: origins.map(patternOf) });
}

/** @returns what ends it. */
export function onPermissionsChanged(listener: () => void): () => void {
  const { onAdded, onRemoved } = browser.permissions;
  onAdded.addListener(listener);
  onRemoved.addListener(listener);
  return () => {
    onAdded.removeListener(listener);
    onRemoved.removeListener(listener);
  };
}

function patternOf(origin: Origin): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}
