/** Sets when the vault locks by itself. */
import { useState } from 'preact/hooks';
import type { Failure } from '../../domain/errors';
import {
  AUTO_LOCK_MINUTES,
  isLockedWithComputer,
  type Settings,
  UNTIL_BROWSER_CLOSES,
} from '../../domain/settings';
import { isFirefox } from '../../platform/browser-info';
import { type TextKey, text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { lockAfterText } from '../lock-after-text';
import { Switch } from '../switch';

interface AutoLockSettingsProps {
  readonly settings: Settings;
  readonly send: Send;
}

export function AutoLockSettings({ settings, send }: AutoLockSettingsProps) {
  const [failure, setFailure] = useState<Failure>();
  const isUntilClosed = settings.autoLockMinutes === UNTIL_BROWSER_CLOSES;

  async function change(part: Partial<Settings>) {
    const reply = await send({ type: 'settings/change', settings: part });
    setFailure(reply.ok ? undefined : reply.failure);
  }

  return (
    <section class="stack">
      <h2>{text('settingsLocking')}</h2>
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
              {lockAfterText(offered)}
            </option>
          ))}
        </select>
        <p class="hint" id="auto-lock-hint">
          {text(isUntilClosed ? 'settingsUntilClosedHint' : 'settingsAutoLockHint')}
        </p>
      </div>
      <Switch
        label="settingsLockWithComputer"
        hint={hintOfComputer(isUntilClosed)}
        checked={isLockedWithComputer(settings)}
        disabled={isUntilClosed}
        onChange={(lockWithComputer) => void change({ lockWithComputer })}
      />
      {!isUntilClosed && <p class="hint">{text('settingsLocksAlways')}</p>}
      {failure && <Problem>{failureText(failure)}</Problem>}
    </section>
  );
}

/** Firefox reports no lock of the computer to extensions. */
function hintOfComputer(isUntilClosed: boolean): TextKey {
  if (isFirefox()) return 'settingsLockWithComputerFirefox';
  return isUntilClosed ? 'settingsLockWithComputerAlways' : 'settingsLockWithComputerHint';
}
