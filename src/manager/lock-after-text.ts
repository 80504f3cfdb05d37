/** The time of the automatic lock in words, such as “15 minutes” or “Until the browser closes”. */
import { UNTIL_BROWSER_CLOSES } from '../domain/settings';
import { text } from '../platform/texts';

export function lockAfterText(minutes: number): string {
  if (minutes === UNTIL_BROWSER_CLOSES) return text('settingsUntilClosed');
  return minutes > 60
    ? text('settingsHours', String(minutes / 60))
    : text('settingsMinutes', String(minutes));
}
