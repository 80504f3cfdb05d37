/** The actions of remedy buttons in the manager, which has no tab of the site. */
import { handOverSite } from '../../platform/site-handover';
import type { Send } from '../../protocol/messages';
import type { RemedyActions } from '../../ui/remedy-button';

export function remediesBy(send: Send): RemedyActions {
  return {
    onEdit: (profileId) => go(`#/profile/${profileId}`),
    onSignIn: (headerId) => go(`#/sign-in/${headerId}`),
    onGetToken: (headerId) => void send({ type: 'token/renew', headerId }),
    onConfirmClock: (origin, offsetMs) => void send({ type: 'clock/confirm', origin, offsetMs }),
    onResume: () => void send({ type: 'settings/change', settings: { paused: false } }),
    onProfiles: () => go('#/'),
    onAddProfile: (origin) => void handOverSite(origin).then(() => go('#/profile/new')),
  };
}

function go(hash: string): void {
  location.hash = hash;
}
