/** All that the browser has granted, and giving it back. Only the manager needs this. */
import type { Permissions } from 'webextension-polyfill';
import { browser } from './extension-api';

export interface Granted {
  /** Match patterns of hosts. */
  readonly patterns: readonly string[];
  readonly apis: readonly OptionalApi[];
}

/** Permissions that the user grants for one feature each. */
export const OPTIONAL_APIS = {
  notifications: ['notifications'],
  clipboard: ['clipboardRead', 'clipboardWrite'],
} as const;
export type OptionalApi = keyof typeof OPTIONAL_APIS;

export async function readGranted(): Promise<Granted> {
  const { origins = [], permissions = [] } = await browser.permissions.getAll();
  const names: readonly string[] = permissions;
  // Cast: the keys of a record of these names; `keys` loses their type.
  const apis = (Object.keys(OPTIONAL_APIS) as OptionalApi[]).filter((api) =>
    OPTIONAL_APIS[api].some((name) => names.includes(name)),
  );
  return { patterns: origins, apis };
}

/** @returns a function that stops it. */
export function onGrantedChange(listener: () => void): () => void {
  const { onAdded, onRemoved } = browser.permissions;
  onAdded.addListener(listener);
  onRemoved.addListener(listener);
  return () => {
    onAdded.removeListener(listener);
    onRemoved.removeListener(listener);
  };
}

/**
 * Neither browser asks the user.
 *
 * @param patterns - As `readGranted` lists them: the browser removes exactly these.
 * @returns whether all are gone. A policy may keep one.
 */
export async function giveBackHosts(patterns: readonly string[]): Promise<boolean> {
  // One after the other: a pattern that the browser keeps must not keep the others.
  for (const pattern of patterns) await remove({ origins: [pattern] });
  const left = (await readGranted()).patterns;
  return !patterns.some((pattern) => left.includes(pattern));
}

/** @returns whether it is gone. */
export async function giveBackApi(api: OptionalApi): Promise<boolean> {
  await remove({ permissions: [...OPTIONAL_APIS[api]] });
  return !(await readGranted()).apis.includes(api);
}

/** A refusal shows in what is granted afterwards. */
function remove(permissions: Permissions.Permissions): Promise<unknown> {
  return browser.permissions.remove(permissions).catch(() => undefined);
}
