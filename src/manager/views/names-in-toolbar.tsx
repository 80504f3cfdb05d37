/** Turns the two letters and the names on the toolbar button on or off. */
import { useState } from 'preact/hooks';
import type { Failure } from '../../domain/errors';
import type { Settings } from '../../domain/settings';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { Switch } from '../switch';

interface NamesInToolbarProps {
  readonly settings: Pick<Settings, 'namesInToolbar'>;
  readonly send: Send;
}

export function NamesInToolbar({ settings, send }: NamesInToolbarProps) {
  const [failure, setFailure] = useState<Failure>();

  async function set(namesInToolbar: boolean) {
    const reply = await send({ type: 'settings/change', settings: { namesInToolbar } });
    setFailure(reply.ok ? undefined : reply.failure);
  }

  return (
    <div class="stack">
      <Switch
        label="settingsNamesInToolbar"
        hint="settingsNamesInToolbarHint"
        checked={settings.namesInToolbar}
        onChange={(namesInToolbar) => void set(namesInToolbar)}
      />
      {failure && <Problem>{failureText(failure)}</Problem>}
    </div>
  );
}
