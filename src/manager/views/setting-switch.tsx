/** Turns a setting that is sealed with the vault on or off. */
import { useState } from 'preact/hooks';
import type { Failure } from '../../domain/errors';
import type { Settings } from '../../domain/settings';
import type { TextKey } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { Switch } from '../switch';

type OnOrOff = {
  [K in keyof Settings]: Settings[K] extends boolean ? K : never;
}[keyof Settings];

interface SettingSwitchProps {
  readonly setting: OnOrOff;
  readonly label: TextKey;
  readonly hint: TextKey;
  readonly disabled?: boolean;
  readonly settings: Settings;
  readonly send: Send;
}

export function SettingSwitch({ setting, settings, send, ...drawn }: SettingSwitchProps) {
  const [failure, setFailure] = useState<Failure>();

  async function set(on: boolean) {
    const reply = await send({ type: 'settings/change', settings: { [setting]: on } });
    setFailure(reply.ok ? undefined : reply.failure);
  }

  return (
    <div class="stack">
      <Switch {...drawn} checked={settings[setting]} onChange={(on) => void set(on)} />
      {failure && <Problem>{failureText(failure)}</Problem>}
    </div>
  );
}
