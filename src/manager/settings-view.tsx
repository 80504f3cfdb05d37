/** The settings page, one part for each topic. */
import type { OpenState } from '../domain/app-state';
import { text } from '../platform/texts';
import type { Ask, Send } from '../protocol/messages';
import { Heading } from '../ui/heading';
import { BackupSection } from './backup/backup-section';
import { AutoLockSettings } from './views/auto-lock-settings';
import { ChangePassphrase } from './views/change-passphrase';
import { DueNotifications } from './views/due-notifications';
import { KeySettings } from './views/key-settings';
import { PasskeysSettings } from './views/passkeys-settings';
import { SealedCopies } from './views/sealed-copies';
import { SettingSwitch } from './views/setting-switch';
import { ThemeChoice } from './views/theme-choice';

interface SettingsViewProps {
  readonly state: OpenState;
  readonly send: Send;
  readonly ask: Ask;
}

export function SettingsView({ state, send, ask }: SettingsViewProps) {
  const { settings } = state;
  return (
    <section class="stack narrow">
      <Heading>{text('settingsTitle')}</Heading>
      <AutoLockSettings settings={settings} send={send} />
      <BackupSection state={state} send={send} ask={ask} />
      <section class="stack">
        <h2>{text('settingsAppearance')}</h2>
        <ThemeChoice />
        <SettingSwitch
          setting="namesInToolbar"
          label="settingsNamesInToolbar"
          hint="settingsNamesInToolbarHint"
          settings={settings}
          send={send}
        />
      </section>
      <section class="stack">
        <h2>{text('settingsReports')}</h2>
        <SettingSwitch
          setting="observes"
          label="settingsObserve"
          hint="settingsObserveHint"
          settings={settings}
          send={send}
        />
        <DueNotifications />
      </section>
      <KeySettings settings={settings} send={send} />
      <PasskeysSettings state={state} send={send} />
      <ChangePassphrase state={state} send={send} />
      <SealedCopies ask={ask} />
    </section>
  );
}
