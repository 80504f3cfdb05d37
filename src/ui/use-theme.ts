/** The theme of both pages: light, dark, or the system's. */
import { useEffect, useState } from 'preact/hooks';
import type { Theme } from '../domain/theme';
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
