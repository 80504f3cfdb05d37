/** Turns the results of requests on or off. */
import { useState } from 'preact/hooks';
import type { AppState } from '../../domain/app-state';
import type { Failure } from '../../domain/errors';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { Switch } from '../switch';

interface ObserveSettingsProps {
  readonly state: Pick<AppState, 'observes'>;
  readonly send: Send;
}

export function ObserveSettings({ state, send }: ObserveSettingsProps) {
  const [failure, setFailure] = useState<Failure>();

  async function set(observes: boolean) {
    const reply = await send({ type: 'settings/set-observes', observes });
    setFailure(reply.ok ? undefined : reply.failure);
  }

  return (
    <div class="stack">
      <Switch
        label="settingsObserve"
        hint="settingsObserveHint"
        checked={state.observes}
        onChange={(observes) => void set(observes)}
      />
      {failure && <Problem>{failureText(failure)}</Problem>}
    </div>
  );
}
