/** When the vault locks, how the pages look, and another passphrase. */
import { useState } from 'preact/hooks';
import type { AppState } from '../../domain/app-state';
import { AUTO_LOCK_MINUTES, THEMES, type Theme } from '../../domain/settings';
import { type TextKey, text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { Heading } from '../../ui/heading';
import { Problem } from '../../ui/problem';
import { useSubmit } from '../../ui/use-submit';
import { useTheme } from '../../ui/use-theme';
import { NewPassphrase, passphraseProblem } from './new-passphrase';

interface SettingsViewProps {
  readonly state: AppState;
  readonly send: Send;
}

export function SettingsView({ state, send }: SettingsViewProps) {
  return (
    <section class="stack narrow">
      <Heading>{text('settingsTitle')}</Heading>
      <AutoLock state={state} send={send} />
      <ThemeChoice />
      <ChangePassphrase send={send} />
    </section>
  );
}

function AutoLock({ state, send }: SettingsViewProps) {
  const { autoLockMinutes: minutes, lockWithComputer: withComputer } = state;
  const set = (part: { readonly minutes?: number; readonly withComputer?: boolean }) =>
    void send({ type: 'settings/set-auto-lock', minutes, withComputer, ...part });
  return (
    <div class="field">
      <label for="auto-lock">{text('settingsAutoLock')}</label>
      <select
        id="auto-lock"
        autocomplete="off"
        value={String(minutes)}
        onChange={({ currentTarget }) => set({ minutes: Number(currentTarget.value) })}
      >
        {AUTO_LOCK_MINUTES.map((offered) => (
          <option key={offered} value={String(offered)}>
            {text('settingsMinutes', String(offered))}
          </option>
        ))}
      </select>
      <label class="check">
        <input
          type="checkbox"
          autocomplete="off"
          checked={withComputer}
          onChange={({ currentTarget }) => set({ withComputer: currentTarget.checked })}
        />
        {text('settingsLockWithComputer')}
      </label>
      <p class="hint">{text('settingsAutoLockHint')}</p>
    </div>
  );
}

const THEME_NAMES: Readonly<Record<Theme, TextKey>> = {
  system: 'settingsThemeSystem',
  light: 'settingsThemeLight',
  dark: 'settingsThemeDark',
};

function ThemeChoice() {
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
            {text(THEME_NAMES[each])}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ChangePassphraseProps {
  readonly send: Send;
}

function ChangePassphrase({ send }: ChangePassphraseProps) {
  const [passphrase, setPassphrase] = useState('');
  const [newPassphrase, setNewPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [changed, setChanged] = useState(false);
  const { form, onSubmit, busy, failure, unplaced } = useSubmit(
    async () => {
      setChanged(false);
      const problem = passphraseProblem(newPassphrase, repeat);
      return (
        problem ??
        send({ type: 'vault/change-passphrase', passphrase, newPassphrase, passkeys: [] })
      );
    },
    () => {
      setChanged(true);
      for (const clear of [setPassphrase, setNewPassphrase, setRepeat]) clear('');
    },
  );
  const wrong = failure?.code === 'passphrase-wrong' ? failureText(failure) : undefined;

  return (
    <form class="stack" ref={form} onSubmit={onSubmit}>
      <h2>{text('settingsPassphrase')}</h2>
      <p class="hint">{text('settingsPassphraseHint')}</p>
      <Field
        label={text('settingsOldPassphrase')}
        kind="secret"
        value={passphrase}
        onInput={setPassphrase}
        problem={wrong}
      />
      <NewPassphrase
        label={text('settingsNewPassphrase')}
        passphrase={newPassphrase}
        onPassphrase={setNewPassphrase}
        repeat={repeat}
        onRepeat={setRepeat}
        failure={failure}
      />
      {unplaced && failure && <Problem>{failureText(failure)}</Problem>}
      <output class="positive">{changed && text('settingsPassphraseChanged')}</output>
      <button type="submit" aria-disabled={busy}>
        {text(busy ? 'formSaving' : 'settingsPassphraseChange')}
      </button>
    </form>
  );
}
