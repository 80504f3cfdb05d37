/**
 * The title of the manager's tab. Browsers write titles to history and session restore, so no title has
 * the name of a profile or a host.
 */
import { useEffect } from 'preact/hooks';
import type { VaultStatus } from '../domain/app-state';
import { type TextKey, text } from '../platform/texts';
import { isForEveryVault, type Route } from './route';

const TITLES: Readonly<Record<Route['page'], TextKey>> = {
  profiles: 'navProfiles',
  'new-profile': 'formNewTitle',
  profile: 'formEditTitle',
  'sign-in': 'pageSignIn',
  bin: 'binTitle',
  import: 'importTitle',
  activity: 'navActivity',
  access: 'navAccess',
  settings: 'navSettings',
  restore: 'restoreBackupTitle',
  about: 'navAbout',
  help: 'helpTitle',
  keyboard: 'keyboardTitle',
  report: 'reportTitle',
  unknown: 'pageUnknown',
};

/** @param vault - Undefined until a state was read. A closed vault has one page under every other address. */
export function usePageTitle(route: Route, vault: VaultStatus | undefined): void {
  const { page } = route;
  const isOwn = vault === 'unlocked' || (vault !== undefined && isForEveryVault(route));
  const title = isOwn ? text('pageTitle', text(TITLES[page])) : 'Keybearer';
  useEffect(() => {
    document.title = title;
  }, [title]);
}
