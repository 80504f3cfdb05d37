/** The manager's routes, in the URL's fragment, so that a reload or a link opens the same view. */
import { useLayoutEffect, useState } from 'preact/hooks';

export type Route =
  | {
      readonly page:
        | 'profiles'
        | 'new-profile'
        | 'bin'
        | 'import'
        | 'activity'
        | 'access'
        | 'settings'
        | 'restore'
        | 'about'
        | 'help'
        | 'keyboard'
        | 'report'
        | 'unknown';
    }
  | { readonly page: 'profile' | 'sign-in'; readonly id: string };

export const PAGES = {
  '': 'profiles',
  '/': 'profiles',
  '/profiles': 'profiles',
  '/profile/new': 'new-profile',
  '/bin': 'bin',
  '/import': 'import',
  '/activity': 'activity',
  '/access': 'access',
  '/settings': 'settings',
  '/restore': 'restore',
  '/about': 'about',
  '/help': 'help',
  '/keyboard': 'keyboard',
  '/report': 'report',
  /** Over a locked vault, `LockedView` opens what helps then. */
  '/forgotten': 'profiles',
} as const;

export const IMPORT_HASH = '#/import';

export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#/, '');
  for (const [known, page] of Object.entries(PAGES)) if (path === known) return { page };
  const [, page, id] = path.match(/^\/(profile|sign-in)\/([\w-]+)$/) ?? [];
  if (id === undefined) return { page: 'unknown' };
  return { page: page === 'sign-in' ? 'sign-in' : 'profile', id };
}

/** Whether the page is the same over a locked, missing or unreadable vault. */
export function isForEveryVault({ page }: Route): boolean {
  return page === 'help' || page === 'keyboard' || page === 'report';
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  // Not after the next paint: a link that is followed before would change the address alone.
  useLayoutEffect(() => {
    const follow = () => setHash(location.hash);
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return parseRoute(hash);
}
