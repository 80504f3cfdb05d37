/** Preferences of the pages. They name no site and no person. */
import { THEMES, type Theme } from '../domain/theme';
import { readStoredTheme, storeTheme } from './page-storage';

export async function readTheme(): Promise<Theme> {
  const stored = await readStoredTheme();
  return THEMES.find((theme) => theme === stored) ?? 'system';
}

export function saveTheme(theme: Theme): Promise<void> {
  return storeTheme(theme);
}
