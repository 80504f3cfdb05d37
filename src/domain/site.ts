/**
 * A site: an exact origin and, inside it, a path scope.
 *
 * Source: WHATWG URL (parsing, punycode, default ports); RFC 6454 §6.1 (serialised origin).
 */
/** A serialised origin: `https://api.example.com`, port only if not the default. */
export type Origin = string & { readonly __brand: 'Origin' };

/**
 * A path from the root, percent-encoded as a URL carries it. `*` stands for any characters, `/` and
 * `?` among them. It covers itself and what lies below: `/v1` covers `/v1/a` and `/v1?x`, not `/v10`.
 */
export type PathScope = string & { readonly __brand: 'PathScope' };

export interface Site {
  readonly origin: Origin;
  readonly path: PathScope;
}

export const WHOLE_ORIGIN = '/' as PathScope;

/** The origin of a tab's address; undefined for `about:`, `file:` and other pages without headers. */
export function originOfPage(url: string | undefined): Origin | undefined {
  if (!url || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  // Cast: URL has just serialised it.
  return new URL(url).origin as Origin;
}

/** Whether a path lies inside another: `/v1/Orders` in `/v1`, and anything in the whole origin. */
export function isInside(path: PathScope, scope: PathScope): boolean {
  return path === scope || path.startsWith(scope.endsWith('/') ? scope : `${scope}/`);
}

/**
 * The path scopes of a header on an origin.
 *
 * @param paths - The paths of the header. Empty: everywhere on the sites.
 * @returns the header's paths that lie inside a site, or the paths of the sites if it has none.
 */
export function placementsAt(
  origin: Origin,
  sites: readonly Site[],
  paths: readonly PathScope[],
): readonly PathScope[] {
  const scopes = sites.filter((site) => site.origin === origin).map(({ path }) => path);
  if (paths.length === 0) return scopes;
  return paths.filter((path) => scopes.some((scope) => isInside(path, scope)));
}

/** Whether others on the network can read a request to the address. */
export function isPlainHttp({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && !isLoopback(hostname);
}

/** Whether a host is this computer: plain http to it crosses no network (RFC 6761 §6.3, RFC 6890). */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
