/** Turns the popup's single keys on or off: a user of speech input or with a tremor may not want them. */
import type { Settings } from '../../domain/settings';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { SettingSwitch } from './setting-switch';

interface KeySettingsProps {
  readonly settings: Settings;
  readonly send: Send;
}

export function KeySettings(props: KeySettingsProps) {
  return (
    <section class="stack">
      <h2>{text('settingsKeys')}</h2>
      <SettingSwitch
        {...props}
        setting="singleKeys"
        label="settingsSingleKeys"
        hint="settingsSingleKeysHint"
      />
      <SettingSwitch
        {...props}
        setting="digitsPick"
        label="settingsDigitsPick"
        hint="settingsDigitsPickHint"
        disabled={!props.settings.singleKeys}
      />
    </section>
  );
}
