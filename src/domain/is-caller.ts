/** Whether the pages of a host may trigger a profile's headers already. Pure. */
import type { Profile } from './profile';
import { isPlainHttp, type Origin } from './site';

/**
 * Whether a profile names the host of a page, on any port: rules do not tell ports apart. A page of
 * plain http, which others on the network can write, is named only by an origin of plain http.
 */
export function isCaller(
  { sites, callers }: Pick<Profile, 'sites' | 'callers'>,
  page: Origin,
): boolean {
  const here = new URL(page);
  const own = [...sites.map(({ origin }) => origin), ...callers].map((origin) => new URL(origin));
  return own.some(
    (url) => url.hostname === here.hostname && (isPlainHttp(url) || !isPlainHttp(here)),
  );
}
