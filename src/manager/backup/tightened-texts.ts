/** The settings that a restore makes stricter, as sentences. */
import { type Settings, UNTIL_BROWSER_CLOSES } from '../../domain/settings';
import { text } from '../../platform/texts';

export function tightenedTexts(tightened: Partial<Settings>): readonly string[] {
  const { autoLockMinutes, lockWithComputer, paused, observes } = tightened;
  const others = Object.keys(tightened).filter((key) => !TOLD.includes(key));
  return [
    ...(autoLockMinutes === undefined
      ? []
      : [text('tightenedAutoLock', lockText(autoLockMinutes))]),
    ...(lockWithComputer ? [text('tightenedLockWithComputer')] : []),
    ...(paused ? [text('tightenedPaused')] : []),
    ...(observes === false ? [text('tightenedObserves')] : []),
    ...(others.length > 0 ? [text('tightenedOthers')] : []),
  ];
}

const TOLD: readonly string[] = ['autoLockMinutes', 'lockWithComputer', 'paused', 'observes'];

function lockText(minutes: number): string {
  if (minutes === UNTIL_BROWSER_CLOSES) return text('settingsUntilClosed');
  return minutes > 60
    ? text('settingsHours', String(minutes / 60))
    : text('settingsMinutes', String(minutes));
}
