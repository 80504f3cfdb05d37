/** Chooses the theme of the pages. */
import { THEMES, type Theme } from '../../domain/theme';
import { type TextKey, text } from '../../platform/texts';
import { useTheme } from '../../ui/use-theme';

const NAMES: Readonly<Record<Theme, TextKey>> = {
  system: 'settingsThemeSystem',
  light: 'settingsThemeLight',
  dark: 'settingsThemeDark',
};

export function ThemeChoice() {
  const [theme, setTheme] = useTheme();
  return (
    <div class="field">
      <label for="theme">{text('settingsTheme')}</label>
      <select
        id="theme"
        autocomplete="off"
        value={theme}
        onChange={({ currentTarget }) => {
          const chosen = THEMES.find((each) => each === currentTarget.value);
          if (chosen) setTheme(chosen);
        }}
      >
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {text(NAMES[each])}
          </option>
        ))}
      </select>
    </div>
  );
}
