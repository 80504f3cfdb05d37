/** The settings that a restore makes stricter, as sentences. */
import type { Settings } from '../../domain/settings';
import { text } from '../../platform/texts';
import { lockAfterText } from '../lock-after-text';

export function tightenedTexts(tightened: Partial<Settings>): readonly string[] {
  const { autoLockMinutes, lockWithComputer, paused, observes } = tightened;
  const others = Object.keys(tightened).filter((key) => !TOLD.includes(key));
  return [
    ...(autoLockMinutes === undefined
      ? []
      : [text('tightenedAutoLock', lockAfterText(autoLockMinutes))]),
    ...(lockWithComputer ? [text('tightenedLockWithComputer')] : []),
    ...(paused ? [text('tightenedPaused')] : []),
    ...(observes === false ? [text('tightenedObserves')] : []),
    ...(others.length > 0 ? [text('tightenedOthers')] : []),
  ];
}

const TOLD: readonly string[] = ['autoLockMinutes', 'lockWithComputer', 'paused', 'observes'];
