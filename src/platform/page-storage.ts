/**
 * The only access of our pages to the extension's storage: the keys named here, each by its name. The
 * data key, the issued headers and the vault are not among them, and a page asks for no events
 * (`announcements.ts`). `scripts/page-storage.mjs` refuses every other way.
 */
import { browser } from './extension-api';

/** Written by the background for the pages. */
export type PublishedKey =
  | 'state'
  | 'state-fingerprints'
  | `state-part-${number}`
  | 'activity'
  | `activity-${number}`
  | 'seen';

/** Written by one page for another. */
type HandedKey = 'siteForNewProfile' | 'addressToExplain' | 'keptAccess' | 'backupPostponed';

export function readPublished(
  keys: readonly PublishedKey[],
): Promise<Readonly<Partial<Record<PublishedKey, unknown>>>> {
  return browser.storage.session.get([...keys]);
}

/** @param value - JSON. */
export function handOver(key: HandedKey, value: unknown): Promise<void> {
  return browser.storage.session.set({ [key]: value });
}

export async function readHanded(key: HandedKey): Promise<unknown> {
  const { [key]: value } = await browser.storage.session.get(key);
  return value;
}

export function endHanded(key: HandedKey): Promise<void> {
  return browser.storage.session.remove(key);
}

/** In clear on the disk: it names no site and no person. */
const THEME = 'theme';

export async function readStoredTheme(): Promise<unknown> {
  const { [THEME]: theme } = await browser.storage.local.get(THEME);
  return theme;
}

export function storeTheme(theme: string): Promise<void> {
  return browser.storage.local.set({ [THEME]: theme });
}
