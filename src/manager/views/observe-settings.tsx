/** Turns the results of requests on or off. */
import { useState } from 'preact/hooks';
import type { Failure } from '../../domain/errors';
import type { Settings } from '../../domain/settings';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { Switch } from '../switch';

interface ObserveSettingsProps {
  readonly settings: Pick<Settings, 'observes'>;
  readonly send: Send;
}

export function ObserveSettings({ settings, send }: ObserveSettingsProps) {
  const [failure, setFailure] = useState<Failure>();

  async function set(observes: boolean) {
    const reply = await send({ type: 'settings/change', settings: { observes } });
    setFailure(reply.ok ? undefined : reply.failure);
  }

  return (
    <div class="stack">
      <Switch
        label="settingsObserve"
        hint="settingsObserveHint"
        checked={settings.observes}
        onChange={(observes) => void set(observes)}
      />
      {failure && <Problem>{failureText(failure)}</Problem>}
    </div>
  );
}
