/** The one thing to do about what was seen, as a button; nothing where only time or somebody else helps. */
import type { Advice } from '../domain/inquiry';
import type { HeaderSpecId, ProfileId } from '../domain/profile';
import type { Origin } from '../domain/site';
import { requestSites } from '../platform/site-permissions';
import { text } from '../platform/texts';

export interface RemedyActions {
  readonly onEdit: (profileId: ProfileId) => void;
  readonly onSignIn: (headerId: HeaderSpecId) => void;
  /** Signs by the server's clock from now on. @param offsetMs - How far that is ahead, as it was shown. */
  readonly onConfirmClock: (origin: Origin, offsetMs: number) => void;
  /** Absent where no tab shows the site. @param anew - Past the cache and the page's service worker. */
  readonly onReload?: ((anew: boolean) => void) | undefined;
  /** Absent where one is just being looked at. */
  readonly onTest?: (() => void) | undefined;
  /** Absent, as the two below it, where the page has buttons of its own for it. */
  readonly onResume?: (() => void) | undefined;
  readonly onProfiles?: (() => void) | undefined;
  readonly onAddProfile?: ((origin: Origin) => void) | undefined;
}

interface RemedyButtonProps {
  /** Of an entry, or of what was asked; without a profile there is nothing to edit. */
  readonly entry: Pick<Advice, 'verdict' | 'remedy' | 'profileId' | 'signIn' | 'origin'>;
  readonly actions: RemedyActions;
}

export function RemedyButton({ entry, actions }: RemedyButtonProps) {
  const act = actOf(entry, actions);
  return act ? (
    <button class="primary" type="button" onClick={act.onClick}>
      {act.label}
    </button>
  ) : null;
}

type Act = { readonly label: string; readonly onClick: () => void } | false | '' | undefined;

function actOf(
  { verdict, remedy, profileId, signIn, origin }: RemedyButtonProps['entry'],
  actions: RemedyActions,
): Act {
  const { onEdit, onReload, onTest, onResume, onProfiles, onAddProfile } = actions;
  const profiles = onProfiles && { label: text('remedyProfiles'), onClick: onProfiles };
  switch (remedy) {
    case 'allow':
      // Of a server that a token comes from, the list of profiles has the button.
      if (verdict.cause !== 'not-allowed') return profiles;
      return {
        label: text('verdictAllow', new URL(verdict.origin).host),
        // In the very tick of the click: browsers ask only in a gesture.
        onClick: () => void requestSites([verdict.origin]),
      };
    case 'resume':
      return onResume && { label: text('popupResume'), onClick: onResume };
    case 'pick':
      return profiles;
    case 'add-profile':
      return (
        onAddProfile && { label: text('popupAddProfile'), onClick: () => onAddProfile(origin) }
      );
    case 'edit-profile':
      return (
        profileId && {
          label: text(verdict.cause === 'token-expired' ? 'replaceToken' : 'remedyEdit'),
          onClick: () => onEdit(profileId),
        }
      );
    case 'sign-in':
      return signIn && { label: text('signInBegin'), onClick: () => actions.onSignIn(signIn) };
    case 'confirm-clock':
      return (
        verdict.cause === 'clock-far-off' && {
          label: text('remedyConfirmClock'),
          onClick: () => actions.onConfirmClock(origin, verdict.serverTime - verdict.localTime),
        }
      );
    case 'reload':
      return onReload && { label: text('popupReload'), onClick: () => onReload(false) };
    case 'reload-anew':
      return onReload && { label: text('remedyReloadAnew'), onClick: () => onReload(true) };
    case 'test':
      return onTest && { label: text('remedyTest'), onClick: onTest };
    case 'unlock':
    case 'wait':
    case 'none':
      return undefined;
  }
}
