/** The one thing to do about what was seen, as a button; nothing where only time or somebody else helps. */
import type { Advice } from '../domain/inquiry';
import type { HeaderSpecId, ProfileId } from '../domain/profile';
import { text } from '../platform/texts';

export interface RemedyActions {
  readonly onEdit: (profileId: ProfileId) => void;
  readonly onSignIn: (headerId: HeaderSpecId) => void;
  /** Signs by the server's clock from now on. @param offsetMs - How far that is ahead, as it was shown. */
  readonly onConfirmClock: (offsetMs: number) => void;
  /** Absent where no tab shows the site. @param anew - Past the cache and the page's service worker. */
  readonly onReload?: ((anew: boolean) => void) | undefined;
  /** Absent where one is just being looked at. */
  readonly onTest?: (() => void) | undefined;
}

interface RemedyButtonProps {
  /** Of an entry, or of what was asked; without a profile there is nothing to edit. */
  readonly entry: Pick<Advice, 'verdict' | 'remedy' | 'profileId' | 'signIn'>;
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

function actOf(
  { verdict, remedy, profileId, signIn }: RemedyButtonProps['entry'],
  { onEdit, onSignIn, onConfirmClock, onReload, onTest }: RemedyActions,
): { readonly label: string; readonly onClick: () => void } | false | '' | undefined {
  switch (remedy) {
    case 'edit-profile':
      return profileId && { label: text('remedyEdit'), onClick: () => onEdit(profileId) };
    case 'sign-in':
      return signIn && { label: text('signInBegin'), onClick: () => onSignIn(signIn) };
    case 'confirm-clock':
      return (
        verdict.cause === 'clock-far-off' && {
          label: text('remedyConfirmClock'),
          onClick: () => onConfirmClock(verdict.serverTime - verdict.localTime),
        }
      );
    case 'reload':
      return onReload && { label: text('popupReload'), onClick: () => onReload(false) };
    case 'reload-anew':
      return onReload && { label: text('remedyReloadAnew'), onClick: () => onReload(true) };
    case 'test':
      return onTest && { label: text('remedyTest'), onClick: onTest };
    default:
      // The popup says those by what it knows itself, and has their buttons.
      return undefined;
  }
}
