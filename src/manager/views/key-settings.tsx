/** Turns the popup's single keys on or off: a user of speech input or with a tremor may not want them. */
import { useState } from 'preact/hooks';
import type { Failure } from '../../domain/errors';
import type { Settings } from '../../domain/settings';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { Switch } from '../switch';

type Keys = Pick<Settings, 'singleKeys' | 'digitsPick'>;

interface KeySettingsProps {
  readonly settings: Keys;
  readonly send: Send;
}

export function KeySettings({ settings, send }: KeySettingsProps) {
  const { singleKeys, digitsPick } = settings;
  const [failure, setFailure] = useState<Failure>();

  async function set(change: Partial<Keys>) {
    const reply = await send({ type: 'settings/change', settings: change });
    setFailure(reply.ok ? undefined : reply.failure);
  }

  return (
    <div class="stack">
      <h2>{text('settingsKeys')}</h2>
      <Switch
        label="settingsSingleKeys"
        hint="settingsSingleKeysHint"
        checked={singleKeys}
        onChange={(on) => void set({ singleKeys: on })}
      />
      <Switch
        label="settingsDigitsPick"
        hint="settingsDigitsPickHint"
        checked={digitsPick}
        disabled={!singleKeys}
        onChange={(on) => void set({ digitsPick: on })}
      />
      {failure && <Problem>{failureText(failure)}</Problem>}
    </div>
  );
}
