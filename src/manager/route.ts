/** Where in the manager: deep links behind the `#`, so that a reload or a link from the popup arrives. */
import { useEffect, useState } from 'preact/hooks';

export type Route =
  | { readonly page: 'profiles' }
  | { readonly page: 'new-profile'; readonly site: string }
  | { readonly page: 'profile'; readonly id: string };

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  if (path === '/profile/new') {
    return { page: 'new-profile', site: new URLSearchParams(query).get('site') ?? '' };
  }
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
