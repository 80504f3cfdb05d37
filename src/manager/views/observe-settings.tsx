/** Whether it is watched what becomes of requests. */
import { useId, useState } from 'preact/hooks';
import type { AppState } from '../../domain/app-state';
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';

interface ObserveSettingsProps {
  readonly state: Pick<AppState, 'observes'>;
  readonly send: Send;
}

export function ObserveSettings({ state, send }: ObserveSettingsProps) {
  const [failure, setFailure] = useState<Failure>();
  const id = useId();

  async function set(observes: boolean) {
    const reply = await send({ type: 'settings/set-observes', observes });
    setFailure(reply.ok ? undefined : reply.failure);
  }

  return (
    <div class="stack">
      <label class="check">
        <input
          type="checkbox"
          autocomplete="off"
          aria-describedby={id}
          checked={state.observes}
          onChange={({ currentTarget }) => void set(currentTarget.checked)}
        />
        {text('settingsObserve')}
      </label>
      <p class="hint" id={id}>
        {text('settingsObserveHint')}
      </p>
      {failure && <Problem>{failureText(failure)}</Problem>}
    </div>
  );
}
