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

export interface GivenBack {
  /** Whether all are gone. A policy may keep one. */
  readonly isGone: boolean;
  /** Other patterns that the browser has removed too and has not granted again. */
  readonly lost: readonly string[];
}

/**
 * Neither browser asks the user. Call it within seconds of a click.
 *
 * @param patterns - As `readGranted` lists them.
 */
export async function giveBackHosts(patterns: readonly string[]): Promise<GivenBack> {
  const before = (await readGranted()).patterns;
  // One after the other: a pattern that the browser keeps must not keep the others.
  for (const pattern of patterns) await remove({ origins: [pattern] });
  const left = (await readGranted()).patterns;
  // Chromium removes the hosts inside a pattern with it, and grants them again without a prompt.
  const others = before.filter((each) => !patterns.includes(each) && !left.includes(each));
  return {
    isGone: !patterns.some((pattern) => left.includes(pattern)),
    lost: others.length > 0 ? await grantAgain(others) : [],
  };
}

/** @returns those that are not granted afterwards: the click may be too long ago. */
async function grantAgain(origins: string[]): Promise<readonly string[]> {
  await browser.permissions.request({ origins }).catch(() => false);
  const { patterns } = await readGranted();
  return origins.filter((each) => !patterns.includes(each));
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
