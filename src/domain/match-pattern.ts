/** Match patterns, by which browsers list the hosts that an extension may work on. Pure. */

/** The host of a pattern for all sites, which the user can grant in the browser's own settings. */
export const EVERY_HOST = '*';

export interface Pattern {
  /** `*` is http and https. */
  readonly protocol: string;
  /** `*` is every host, `*.example.com` that host and its subdomains. */
  readonly host: string;
}

/** @returns undefined for a pattern of another form, such as one of files. */
export function parsePattern(pattern: string): Pattern | undefined {
  if (pattern === '<all_urls>') return { protocol: '*', host: EVERY_HOST };
  const [, protocol, host] = pattern.match(/^([a-z]+|\*):\/\/(.+?)(?::[\d*]+)?\//) ?? [];
  return protocol === undefined || host === undefined ? undefined : { protocol, host };
}

/** Whether the pattern is of one host, without its subdomains. */
export function isExact({ host }: Pattern): boolean {
  return !host.startsWith('*');
}

/** @param url - Its protocol without the colon. The port and the path play no part in a permission. */
export function isMatch(
  { protocol, host }: Pattern,
  url: { readonly protocol: string; readonly hostname: string },
): boolean {
  if (protocol !== '*' && protocol !== url.protocol) return false;
  if (host === EVERY_HOST || host === url.hostname) return true;
  if (!host.startsWith('*.')) return false;
  return url.hostname === host.slice(2) || url.hostname.endsWith(host.slice(1));
}
