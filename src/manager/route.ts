/** Where in the manager: deep links behind the `#`, so that a reload or a link arrives. */
import { useEffect, useState } from 'preact/hooks';

export type Route =
  | { readonly page: 'profiles' | 'new-profile' | 'settings' | 'about' }
  | { readonly page: 'profile'; readonly id: string };

const PAGES = {
  '/profile/new': 'new-profile',
  '/settings': 'settings',
  '/about': 'about',
} as const;

export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#/, '');
  for (const [known, page] of Object.entries(PAGES)) if (path === known) return { page };
  const id = path.match(/^\/profile\/([\w-]+)$/)?.[1];
  return id ? { page: 'profile', id } : { page: 'profiles' };
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return parseRoute(hash);
}
