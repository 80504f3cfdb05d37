/**
 * What the extension itself asks of a server, without saying that an extension asks.
 *
 * Browsers put the extension's address on such requests as their `Origin`. Authorization servers take
 * that for a page of an origin that they have not registered, and refuse (measured: oidc-provider);
 * in Firefox it would tell this installation from every other.
 */
import type { Header } from '../domain/header';
import type { BrowserTraits, RuleContent } from './rule';

/** Above every rule that leaves a server's endpoints alone. */
const PRIORITY = 1_000_000;

export function ownRequestRules(
  endpoints: readonly string[],
  { ownDomain }: BrowserTraits,
): RuleContent[] {
  return [...new Set(endpoints)].map((endpoint) => ({
    priority: PRIORITY,
    action: {
      type: 'modifyHeaders',
      requestHeaders: [{ header: 'Origin', operation: 'remove' }],
    },
    condition: {
      // Up to its end, and nothing that only begins like it.
      urlFilter: `|${endpoint}|`,
      isUrlFilterCaseSensitive: true,
      excludedResourceTypes: ['main_frame', 'sub_frame', 'csp_report'],
      initiatorDomains: [ownDomain],
    },
  }));
}

/**
 * R4: the headers of one address on one request of our own, while it is tested. The conditions of the
 * others are for pages; and a server's endpoints may lie inside the address's site, so this one is
 * for the method and the address alone.
 *
 * @param url - As `testableUrl` makes it.
 */
export function testRule(
  url: string,
  method: string,
  headers: readonly Header[],
  { ownDomain }: BrowserTraits,
): RuleContent {
  return {
    priority: PRIORITY + 1,
    action: {
      type: 'modifyHeaders',
      requestHeaders: headers.map(({ name, value }) => ({ header: name, operation: 'set', value })),
    },
    condition: {
      urlFilter: `|${url}|`,
      isUrlFilterCaseSensitive: true,
      resourceTypes: ['xmlhttprequest', 'other'],
      requestMethods: [method.toLowerCase()],
      initiatorDomains: [ownDomain],
    },
  };
}

/** The same address without what a URL filter reads as an operator, nor a fragment. */
export function testableUrl(url: URL): string {
  return url.href
    .replace(/#.*$/, '')
    .replace(/[*|^]/g, (operator) => `%${operator.charCodeAt(0).toString(16).toUpperCase()}`);
}
