/** The props of all offers for a page without a profile. */
import type { SeenHere } from '../domain/activity';
import type { OpenState } from '../domain/app-state';
import type { ProfileId } from '../domain/profile';
import type { Origin } from '../domain/site';
import type { Ask, Send } from '../protocol/messages';

export interface PageOfferProps {
  /** Whole: it has every profile. */
  readonly state: OpenState;
  readonly page: Origin;
  readonly tabId: number | undefined;
  readonly seen: SeenHere;
  readonly send: Send;
  readonly ask: Ask;
  readonly onEdit: (profileId: ProfileId) => void;
  /** After a change for which the page has to be loaded again. */
  readonly onSaved: () => void;
}
