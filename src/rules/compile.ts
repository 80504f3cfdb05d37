/**
 * Placements → session rules that carry each header to its place, and to nothing else.
 *
 * Two rules a placement: R1 for addresses that are opened, R2 for what the site's own scripts send.
 * Measured on both browsers: docs/platform.md.
 */
import type { Origin } from '../domain/site';
import type { Placement } from './placement';
import type { BrowserTraits, RuleCondition, RuleContent } from './rule';
import { bySpecificity } from './specificity';

/**
 * @param placements - In list order: of two equally specific ones the first wins.
 * @returns rules of which no two that could set the same header on the same request share a
 * priority. Origins never match the same request, so each counts its priorities from 1.
 */
export function compileRules(
  placements: readonly Placement[],
  browser: BrowserTraits,
): RuleContent[] {
  const next = new Map<Origin, number>();
  // The sort is stable, so list order decides last; the least specific gets priority 1.
  return placements
    .toSorted((a, b) => bySpecificity(a.path, b.path))
    .toReversed()
    .flatMap((placement) => {
      const priority = next.get(placement.origin) ?? 1;
      next.set(placement.origin, priority + 1);
      return rulesFor(placement, priority, browser);
    });
}

function rulesFor(
  { origin, path, header: { name, value } }: Placement,
  priority: number,
  browser: BrowserTraits,
): RuleContent[] {
  const action = {
    type: 'modifyHeaders',
    requestHeaders: [{ header: name, operation: 'set', value }],
  } as const;
  // The two conditions exclude each other by resource type, so they may share the priority.
  return conditionsFor(origin, path, browser).map((condition) => ({ priority, action, condition }));
}

function conditionsFor(origin: Origin, path: string, browser: BrowserTraits): RuleCondition[] {
  const filter = {
    urlFilter: `|${origin}${path}${end(path)}`,
    isUrlFilterCaseSensitive: true,
  } as const;
  const own = [new URL(origin).hostname];
  return [
    // What a SameSite=Lax cookie gets too: an address that is typed, linked to or prefetched.
    { ...filter, resourceTypes: ['main_frame'], requestMethods: ['get', 'head'] },
    {
      ...filter,
      excludedResourceTypes: ['main_frame', 'sub_frame', 'csp_report'],
      // A preflight is the browser asking, not the page: it must not carry the credential.
      excludedRequestMethods: ['options'],
      initiatorDomains: own,
      // Without it, an API page framed by a foreign one would still send the header.
      ...(browser.knowsTopDomains && { topDomains: own }),
    },
  ];
}

/**
 * `^` is a separator or the end: `/v1^` covers `/v1`, `/v1/a`, `/v1?x`, not `/v10`. After a slash
 * it would ask for a second separator, and after a star there is nothing left to end.
 */
function end(path: string): string {
  return path.endsWith('/') || path.endsWith('*') ? '' : '^';
}
