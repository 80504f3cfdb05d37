/**
 * Follows one redirect within the same origin, as some servers answer for a missing slash. Any other
 * redirect stays unfollowed: what another origin says is not this server's own word.
 *
 * Source: RFC 9110 §15.4.
 */

/** Browsers follow no other status. A status of 0 is a redirect that the browser hides. */
const REDIRECTS: readonly number[] = [0, 301, 302, 303, 307, 308];

/** @param fetch - Answers with a redirect instead of following it. */
export function followingOnce(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (address, init) => {
    const answer = await fetch(address, init);
    const target = REDIRECTS.includes(answer.status)
      ? sameOriginTarget(String(address), answer.headers.get('Location'))
      : undefined;
    return target === undefined ? answer : fetch(target, init);
  };
}

/** @param location - Null if the browser hides it: then the same address with a slash is tried. */
function sameOriginTarget(address: string, location: string | null): string | undefined {
  const asked = new URL(address);
  if (location === null && asked.pathname.endsWith('/')) return undefined;
  const target =
    location === null
      ? new URL(`${asked.origin}${asked.pathname}/${asked.search}`)
      : URL.parse(location, asked);
  const isSame =
    target?.origin === asked.origin && target.username === '' && target.password === '';
  return isSame ? target.href : undefined;
}
