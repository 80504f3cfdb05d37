/** The addresses of a header's sign-in and token requests: an invalid one must not break the others. */
import type { HeaderSpec, Profile } from '../../domain/profile';
import { addressProblem } from '../../domain/server-address';
import type { Origin } from '../../domain/site';
import { knownScheme } from '../../schemes';

type Asking = Pick<HeaderSpec, 'schemeId' | 'credential'>;

/** The addresses to which the scheme sends requests by itself. */
export function endpointsOf(spec: Asking): readonly string[] {
  return addressesOf(spec)?.endpoints ?? [];
}

/** The addresses that the scheme opens for the user to sign in. */
export function pagesOf(spec: Asking): readonly string[] {
  return addressesOf(spec)?.pages ?? [];
}

/** The endpoints of all profiles with a sign-in: the user may sign in before a profile is picked. */
export function signInEndpointsOf(profiles: readonly Profile[]): readonly string[] {
  const specs = profiles.flatMap(({ headers }) => headers);
  return specs.filter(({ schemeId }) => knownScheme(schemeId)?.grant?.signIn).flatMap(endpointsOf);
}

/** @returns undefined if the scheme asks no server, or if one of the addresses is invalid. */
export function addressesOf({ schemeId, credential }: Asking) {
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

/** Accepts only the form that `URL` writes: rules take only ASCII, and one refused rule fails all. */
function isAddress(text: string): boolean {
  return addressProblem(text) === undefined && new URL(text).href === text;
}

/** The origins that the browser has to allow for these requests. */
export function originsAsked(spec: Asking): readonly Origin[] {
  // Cast: `Origin` is the form that the URL parser writes.
  return [...new Set(endpointsOf(spec).map((endpoint) => new URL(endpoint).origin as Origin))];
}
