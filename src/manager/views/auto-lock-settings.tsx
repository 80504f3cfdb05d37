/** Sets when the vault locks by itself. */
import { useState } from 'preact/hooks';
import type { Failure } from '../../domain/errors';
import { AUTO_LOCK_MINUTES, type Settings } from '../../domain/settings';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';

interface AutoLockSettingsProps {
  readonly settings: Settings;
  readonly send: Send;
}

export function AutoLockSettings({ settings, send }: AutoLockSettingsProps) {
  const [failure, setFailure] = useState<Failure>();

  async function change(part: Partial<Settings>) {
    const reply = await send({ type: 'settings/change', settings: part });
    setFailure(reply.ok ? undefined : reply.failure);
  }

  return (
    <div class="stack">
      <div class="field">
        <label for="auto-lock">{text('settingsAutoLock')}</label>
        <select
          id="auto-lock"
          autocomplete="off"
          aria-describedby="auto-lock-hint"
          value={String(settings.autoLockMinutes)}
          onChange={({ currentTarget }) =>
            void change({ autoLockMinutes: Number(currentTarget.value) })
          }
        >
          {AUTO_LOCK_MINUTES.map((offered) => (
            <option key={offered} value={String(offered)}>
              {durationText(offered)}
            </option>
          ))}
        </select>
        <p class="hint" id="auto-lock-hint">
          {text('settingsAutoLockHint')}
        </p>
      </div>
      <label class="check">
        <input
          type="checkbox"
          autocomplete="off"
          checked={settings.lockWithComputer}
          onChange={({ currentTarget }) => void change({ lockWithComputer: currentTarget.checked })}
        />
        {text('settingsLockWithComputer')}
      </label>
      <p class="hint">{text('settingsLocksAlways')}</p>
      {failure && <Problem>{failureText(failure)}</Problem>}
    </div>
  );
}

function durationText(minutes: number): string {
  return minutes > 60
    ? text('settingsHours', String(minutes / 60))
    : text('settingsMinutes', String(minutes));
}
