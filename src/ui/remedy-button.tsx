/** The remedy for a verdict as a button; no button if the user can only wait. */
import type { ActivityEntry } from '../domain/activity';
import type { Advice } from '../domain/inquiry';
import type { HeaderSpecId, ProfileId } from '../domain/profile';
import type { Origin } from '../domain/site';
import { requestSites } from '../platform/site-permissions';
import { text } from '../platform/texts';

export interface RemedyActions {
  readonly onEdit: (profileId: ProfileId) => void;
  readonly onSignIn: (headerId: HeaderSpecId) => void;
  readonly onGetToken: (headerId: HeaderSpecId) => void;
  /** Signs by the server's clock from now on. @param offsetMs - The server's time less ours. */
  readonly onConfirmClock: (origin: Origin, offsetMs: number) => void;
  /** Absent if no tab shows the site. @param anew - Bypass the cache and the service worker. */
  readonly onReload?: ((anew: boolean) => void) | undefined;
  /** Absent beside the result of a test. */
  readonly onTest?: (() => void) | undefined;
  /** Another profile that sends one of these auth schemes. @returns undefined if there is none. */
  readonly offerPick?: ((wanted: readonly string[]) => OfferedPick | undefined) | undefined;
  /** Replaces the one secret of such a header. @returns undefined if it has several or none. */
  readonly offerReplace?: ((headerNames: readonly string[]) => Offer | undefined) | undefined;
  /** This and the two below are absent where the page has its own buttons for them. */
  readonly onResume?: (() => void) | undefined;
  readonly onProfiles?: (() => void) | undefined;
  readonly onAddProfile?: ((origin: Origin) => void) | undefined;
}

export interface OfferedPick {
  /** The profile's. */
  readonly name: string;
  readonly onPick: () => void;
}

/** A button. */
export interface Offer {
  readonly label: string;
  readonly onClick: () => void;
}

interface RemedyButtonProps {
  /** An entry of the activity, or the answer to a question. */
  readonly entry: Pick<Advice, 'verdict' | 'remedy' | 'profileId' | 'signIn' | 'token' | 'origin'> &
    Partial<Pick<ActivityEntry, 'headerNames'>>;
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

type Act = Offer | false | '' | undefined;

function actOf(entry: RemedyButtonProps['entry'], actions: RemedyActions): Act {
  const { verdict, remedy, signIn, token, origin } = entry;
  const { onReload, onTest, onResume, onProfiles, onAddProfile } = actions;
  const profiles = onProfiles && { label: text('remedyProfiles'), onClick: onProfiles };
  switch (remedy) {
    case 'allow':
      // The list of profiles has the button that allows a token server.
      if (verdict.cause !== 'not-allowed') return profiles;
      return {
        label: text('verdictAllow', new URL(verdict.origin).host),
        // Browsers ask only in the tick of the click.
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
      return editOf(entry, actions);
    case 'sign-in':
      return signIn && { label: text('signInBegin'), onClick: () => actions.onSignIn(signIn) };
    case 'get-token':
      return token && { label: text('getToken'), onClick: () => actions.onGetToken(token) };
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
    // Only the popup arms, by a button of its own that stands below the verdict.
    case 'arm':
    case 'unlock':
    case 'wait':
    case 'none':
      return undefined;
  }
}

/** Another profile or another secret may do, so that no form has to be opened. */
function editOf(
  { verdict, profileId, headerNames = [] }: RemedyButtonProps['entry'],
  { onEdit, offerPick, offerReplace }: RemedyActions,
): Act {
  const other = verdict.cause === 'wrong-scheme' && offerPick?.(verdict.wanted);
  if (other) return { label: text('remedyPick', other.name), onClick: other.onPick };
  const isRefused = verdict.cause === 'credentials-refused' || verdict.cause === 'token-expired';
  const replace = isRefused ? offerReplace?.(headerNames) : undefined;
  if (replace) return replace;
  const label = text(verdict.cause === 'token-expired' ? 'replaceToken' : 'remedyEdit');
  return profileId && { label, onClick: () => onEdit(profileId) };
}
