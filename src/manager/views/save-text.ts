/** The text of the button that saves the ticked profiles of a review. */
import { text } from '../../platform/texts';

/** @param count - The number of ticked profiles. */
export function saveText(busy: boolean, count: number): string {
  if (busy) return text('importSaving');
  if (count === 0) return text('importSaveNone');
  return count === 1 ? text('importSaveOne') : text('importSave', String(count));
}
