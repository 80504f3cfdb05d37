/** Light, dark, or as the system has it; the same in both pages. */
import { useEffect, useState } from 'preact/hooks';
import type { Theme } from '../domain/settings';
import { readTheme, saveTheme } from '../platform/preferences';

/** Applies the stored theme to this page. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>('system');
  useEffect(() => {
    void readTheme().then(setTheme);
  }, []);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return [
    theme,
    (chosen) => {
      setTheme(chosen);
      void saveTheme(chosen);
    },
  ];
}
