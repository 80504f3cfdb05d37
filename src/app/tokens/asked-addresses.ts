/**
 * The addresses that a header's scheme asks and shows.
 *
 * They are looked at each time: the vault keeps what another version has written, or whoever has made
 * a restored file, and one that is none must not take all others along.
 */
import type { HeaderSpec, Profile } from '../../domain/profile';
import { addressProblem } from '../../domain/server-address';
import type { Origin } from '../../domain/site';
import { knownScheme } from '../../schemes';

/** The addresses that the spec's scheme asks by itself. */
export function endpointsOf(spec: HeaderSpec): readonly string[] {
  return addressesOf(spec)?.endpoints ?? [];
}

/** Those that it shows to whoever signs in. */
export function pagesOf(spec: HeaderSpec): readonly string[] {
  return addressesOf(spec)?.pages ?? [];
}

/** What is asked where somebody signs in or out, which may be before anybody is picked. */
export function signInEndpointsOf(profiles: readonly Profile[]): readonly string[] {
  const specs = profiles.flatMap(({ headers }) => headers);
  return specs.filter(({ schemeId }) => knownScheme(schemeId)?.grant?.signIn).flatMap(endpointsOf);
}

/** Both; nothing where nothing is asked, or one of them is no address as a form leaves it. */
export function addressesOf({ schemeId, credential }: HeaderSpec) {
  const { grant } = knownScheme(schemeId) ?? {};
  try {
    const endpoints = grant?.endpoints(credential);
    const pages = grant?.signIn?.pages(credential) ?? [];
    return endpoints && [...endpoints, ...pages].every(isAddress)
      ? { endpoints, pages }
      : undefined;
  } catch {
    return undefined;
  }
}

/** As `URL` writes it: rules take nothing but ASCII, and one that is refused takes all others along. */
function isAddress(text: string): boolean {
  return addressProblem(text) === undefined && new URL(text).href === text;
}

/** For which the browser has to allow it. */
export function originsAsked(spec: HeaderSpec): readonly Origin[] {
  // Cast: an origin as the URL parser writes it is what `Origin` means.
  return [...new Set(endpointsOf(spec).map((endpoint) => new URL(endpoint).origin as Origin))];
}
