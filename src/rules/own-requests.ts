/**
 * Rules for requests of the extension itself: a server does not see that an extension makes them.
 *
 * Browsers send the extension's address as the `Origin` of such requests. Authorization servers take
 * it for a page of an origin that is not registered, and refuse (measured: oidc-provider). In Firefox
 * the address is different in each installation, so a server could recognise the user.
 */
import type { Header } from '../domain/header';
import type { BrowserTraits, RuleContent } from './rule';

/** Higher than every rule that leaves a server's endpoints alone. */
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
      // The second `|` is the end: an address that only begins like the endpoint does not match.
      urlFilter: `|${endpoint}|`,
      isUrlFilterCaseSensitive: true,
      excludedResourceTypes: ['main_frame', 'sub_frame', 'csp_report'],
      initiatorDomains: [ownDomain],
    },
  }));
}

/**
 * R4: sets the headers of one address on one test request of the extension. R1 to R3 have conditions on
 * pages. R4 has the exact address and method, since a server's endpoints may lie inside the same site.
 *
 * @param url - Made by `testableUrl`.
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

/** @returns the address without a fragment, and with the operators of a URL filter percent-encoded. */
export function testableUrl(url: URL): string {
  return url.href
    .replace(/#.*$/, '')
    .replace(/[*|^]/g, (operator) => `%${operator.charCodeAt(0).toString(16).toUpperCase()}`);
}
