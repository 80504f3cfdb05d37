/** Remedies that need no form: another profile of the site, or another secret. */
import type { OpenState, ProfileSummary } from '../domain/app-state';
import { otherSender } from '../domain/other-sender';
import type { ProfileId } from '../domain/profile';
import type { RemedyActions } from '../ui/remedy-button';
import { waysToReplace } from './ways-to-replace';

export interface OfferContext {
  /** The profiles of the site. */
  readonly here: readonly ProfileSummary[];
  readonly picked: ProfileSummary | undefined;
  readonly schemes: OpenState['schemes'];
  readonly onPick: (profileId: ProfileId) => void;
  readonly onReplace: (profileId: ProfileId) => void;
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
      const isTyped = waysToReplace(picked, schemes).some(
        ({ header, way }) =>
          way.kind === 'type' && header.headerNames.some((name) => names.includes(name)),
      );
      return isTyped ? () => onReplace(picked.id) : undefined;
    },
  };
}
