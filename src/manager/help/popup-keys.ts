/**
 * The popup's keys. The same list as in `popup/views/keys-sheet.tsx`, which a test compares: a file of
 * both would be one more for the popup to load.
 */
import type { Settings } from '../../domain/settings';
import type { TextKey } from '../../platform/texts';

export type KeyList = readonly (readonly [keys: string, meaning: TextKey])[];

export const POPUP_KEYS: KeyList = [
  ['↑ ↓', 'keysMove'],
  ['Enter', 'keysPick'],
  ['Shift F10', 'keysMenu'],
];

export function singleKeys({ digitsPick }: Pick<Settings, 'digitsPick'>): KeyList {
  return [
    ['1–9', digitsPick ? 'keysDigitPick' : 'keysDigit'],
    ['0', digitsPick ? 'keysZeroPick' : 'keysZero'],
    ['/', 'keysSearch'],
    ['L', 'lock'],
    ['P', 'popupPause'],
    ['?', 'keysSheet'],
  ];
}
