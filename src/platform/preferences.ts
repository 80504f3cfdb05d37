/** Preferences in `storage.local`, in clear: they name no site and no person. */
import { THEMES, type Theme } from '../domain/settings';
import { browser } from './extension-api';

const KEY = 'theme';

export async function readTheme(): Promise<Theme> {
  const { [KEY]: stored } = await browser.storage.local.get(KEY);
  return THEMES.find((theme) => theme === stored) ?? 'system';
}

export function saveTheme(theme: Theme): Promise<void> {
  return browser.storage.local.set({ [KEY]: theme });
}
