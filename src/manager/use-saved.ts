/**
 * Shows the page that the user came from after a save, once the browser allows the sites and the header
 * is in force. Otherwise the manager says what was saved.
 */
import { useEffect, useState } from 'preact/hooks';
import type { AppState } from '../domain/app-state';
import type { Origin } from '../domain/site';
import { siteStatus } from '../domain/site-status';
import { isOver } from '../platform/handed-over';
import type { HandOver } from '../platform/site-handover';
import { requestSites } from '../platform/site-permissions';
import type { SavedProfile } from './editor/use-profile-edit';
import { returnTo } from './return-to';
import { parseRoute } from './route';

export interface Saved {
  readonly name: string;
  /** If several were saved at once. */
  readonly count?: number;
  readonly origins: readonly Origin[];
  readonly cameFrom: HandOver | undefined;
  /** The user's answer to the browser's prompt. Undefined: none yet. */
  readonly isAllowed?: boolean;
  /** The page is in front again, and shows the answer to a form. */
  readonly needsReload?: boolean;
}

export function useSaved(state: AppState | undefined) {
  const [saved, setSaved] = useState<Saved>();
  const page = saved?.isAllowed === true ? saved.cameFrom : undefined;
  const isReady = state !== undefined && page !== undefined && isInForce(state, page.site);

  useEffect(() => {
    // The user has moved on, and does not want to be taken elsewhere.
    const forget = () => {
      if (parseRoute(location.hash).page !== 'profiles') setSaved(undefined);
    };
    window.addEventListener('hashchange', forget);
    return () => window.removeEventListener('hashchange', forget);
  }, []);

  useEffect(() => {
    // A token server may answer long after the user has turned to something else.
    if (!isReady || isOver(page) || document.visibilityState === 'hidden') return;
    void returnTo(page).then((result) => {
      const needsReload = result === 'needs-reload';
      setSaved((before) => before && { ...before, cameFrom: undefined, needsReload });
    });
  }, [isReady]);

  function follow(isAllowed: Promise<boolean>) {
    void isAllowed.then((answer) =>
      setSaved((before) => before && { ...before, isAllowed: answer }),
    );
  }

  return {
    saved,
    noteSaved({ isAllowed, ...saved }: SavedProfile, cameFrom: HandOver | undefined) {
      const isOnTheWay = cameFrom && saved.origins.includes(cameFrom.site) && !isOver(cameFrom);
      setSaved({ ...saved, cameFrom: isOnTheWay ? cameFrom : undefined });
      follow(isAllowed);
    },
    /** Call it in the tick of the user's click. */
    allow: ({ origins }: Saved) => follow(requestSites(origins)),
  };
}

/** Whether the next request to the site carries the header. */
function isInForce(state: AppState, site: Origin): boolean {
  if (state.vault !== 'unlocked') return false;
  const status = siteStatus(state, site);
  if (!('profile' in status)) return false;
  const inUse = status.profile.headers.filter(({ isOff }) => !isOff);
  return inUse.every((header) => header.status.state === 'installed');
}
