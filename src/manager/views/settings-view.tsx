/** The settings page, one part for each topic. */
import type { OpenState } from '../../domain/app-state';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { Heading } from '../../ui/heading';
import { AutoLockSettings } from './auto-lock-settings';
import { ChangePassphrase } from './change-passphrase';
import { DueNotifications } from './due-notifications';
import { KeySettings } from './key-settings';
import { PasskeysSettings } from './passkeys-settings';
import { SettingSwitch } from './setting-switch';
import { ThemeChoice } from './theme-choice';

interface SettingsViewProps {
  readonly state: OpenState;
  readonly send: Send;
}

export function SettingsView({ state, send }: SettingsViewProps) {
  return (
    <section class="settings narrow">
      <Heading>{text('settingsTitle')}</Heading>
      <AutoLockSettings settings={state.settings} send={send} />
      <ThemeChoice />
      <SettingSwitch
        setting="namesInToolbar"
        label="settingsNamesInToolbar"
        hint="settingsNamesInToolbarHint"
        settings={state.settings}
        send={send}
      />
      <DueNotifications />
      <SettingSwitch
        setting="observes"
        label="settingsObserve"
        hint="settingsObserveHint"
        settings={state.settings}
        send={send}
      />
      <KeySettings settings={state.settings} send={send} />
      <PasskeysSettings state={state} send={send} />
      <ChangePassphrase state={state} send={send} />
    </section>
  );
}
