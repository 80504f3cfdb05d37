/**
 * What the extension itself asks of a server, without saying that an extension asks.
 *
 * Browsers put the extension's address on such requests as their `Origin`. Authorization servers take
 * that for a page of an origin that they have not registered, and refuse (measured: oidc-provider);
 * in Firefox it would tell this installation from every other.
 */
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
