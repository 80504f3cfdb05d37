/** Words for a save in the popup that was refused as a whole. */
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';

/** The editor shows both versions of a profile; the popup has no room for them. */
export function replaceFailure(failure: Failure): string {
  return failure.code === 'profile-stale' ? text('replaceStale') : failureText(failure);
}
