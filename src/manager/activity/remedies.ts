/** What the buttons of verdicts do in the manager, where no tab of the site is at hand. */
import type { Origin } from '../../domain/site';
import type { Send } from '../../protocol/messages';
import type { RemedyActions } from '../../ui/remedy-button';

/** @param onTest - Absent where that has just been done. */
export function remediesOf(origin: Origin, send: Send, onTest?: () => void): RemedyActions {
  return {
    onEdit(profileId) {
      location.hash = `#/profile/${profileId}`;
    },
    onSignIn(headerId) {
      location.hash = `#/sign-in/${headerId}`;
    },
    onConfirmClock: (offsetMs) => void send({ type: 'clock/confirm', origin, offsetMs }),
    onTest,
  };
}
