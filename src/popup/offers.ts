/** Remedies that need no form: another profile of the site, or another secret. */
import type { OpenState, ProfileSummary } from '../domain/app-state';
import { otherSender } from '../domain/other-sender';
import type { HeaderSpecId, ProfileId } from '../domain/profile';
import type { RemedyActions } from '../ui/remedy-button';
import { replaceText } from './replace-text';
import { waysToReplace } from './ways-to-replace';

export interface OfferContext {
  /** The profiles of the site. */
  readonly here: readonly ProfileSummary[];
  readonly picked: ProfileSummary | undefined;
  readonly schemes: OpenState['schemes'];
  readonly onPick: (profileId: ProfileId) => void;
  readonly onReplace: (profileId: ProfileId, headerId?: HeaderSpecId) => void;
}

export function offersOf(context: OfferContext): Pick<RemedyActions, 'offerPick' | 'offerReplace'> {
  const { here, picked, schemes, onPick, onReplace } = context;
  return {
    offerPick: (wanted) => {
      const other = otherSender(here, wanted, picked);
      return other && { name: other.name, onPick: () => onPick(other.id) };
    },
    offerReplace: (names) => {
      if (!picked) return undefined;
      const [first, second] = waysToReplace(picked, schemes).filter(
        ({ header: { isOff, headerNames }, way }) =>
          way.kind === 'type' && !isOff && headerNames.some((name) => names.includes(name)),
      );
      return (
        first && {
          label: replaceText(first),
          // Two headers of one name: the user chooses.
          onClick: () => onReplace(picked.id, second ? undefined : first.header.id),
        }
      );
    },
  };
}
