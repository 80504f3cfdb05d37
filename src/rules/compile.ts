/**
 * Compiles placements to session rules: each header goes to its place, and nowhere else.
 *
 * R1 covers addresses that the user opens, R2 requests of the site's own scripts, and R3, if the
 * profile has it, the site's own forms and iframes. Measured on both browsers: docs/platform.md.
 */
import type { Method } from '../domain/profile';
import type { Origin } from '../domain/site';
import type { Placement } from './placement';
import type { BrowserTraits, RuleCondition, RuleContent } from './rule';
import { bySpecificity } from './specificity';
import { uncached } from './uncached';

/**
 * Browsers decide each header name alone: if two placements share one name, the more specific one
 * sets it, and the other still sets the rest of its headers.
 *
 * @param placements - In list order: of two equally specific ones the first wins.
 * @param endpoints - Addresses of authorization servers. Requests there carry a credential of their
 * own, and a header of ours must not replace it where such an address is on the API's origin.
 * @returns rules of which no two that could set the same header on the same request share a
 * priority. Origins never match the same request, so each counts its priorities from 1.
 */
export function compileRules(
  placements: readonly Placement[],
  browser: BrowserTraits,
  endpoints: readonly string[] = [],
): RuleContent[] {
  const next = new Map<Origin, number>();
  // The sort is stable, so list order decides last; the least specific gets priority 1.
  const rules = placements
    .toSorted((a, b) => bySpecificity(a.path, b.path))
    .toReversed()
    .flatMap((placement) => {
      const priority = next.get(placement.origin) ?? 1;
      next.set(placement.origin, priority + 1);
      return rulesFor(placement, priority, browser);
    });
  const alone = [...new Set(endpoints)].flatMap((endpoint) => {
    const { origin, pathname } = new URL(endpoint);
    // Cast: `Origin` means an origin as the URL parser writes it.
    const priority = next.get(origin as Origin);
    return priority === undefined ? [] : [leftAlone(origin, pathname, priority)];
  });
  return [...rules, ...alone];
}

/** `priority` is above that of every rule that sets a header on the origin. */
function leftAlone(origin: string, path: string, priority: number): RuleContent {
  return {
    priority,
    action: { type: 'allow' },
    condition: { ...urlOf({ origin, path }), excludedResourceTypes: ['csp_report'] },
  };
}

function rulesFor(placement: Placement, priority: number, browser: BrowserTraits): RuleContent[] {
  // All in one rule: a request carries the whole set, and two headers cost no more rules than one.
  const requestHeaders = uncached(placement.headers, browser).map(({ name, value }) => {
    return { header: name, operation: 'set', value } as const;
  });
  const action = { type: 'modifyHeaders', requestHeaders } as const;
  // The conditions exclude each other by resource type and method, so they may share the priority.
  return conditionsFor(placement, browser).map((condition) => ({ priority, action, condition }));
}

function conditionsFor(placement: Placement, browser: BrowserTraits): RuleCondition[] {
  const { strict, ownForms } = placement.access;
  return [
    ...(strict ? [] : opened(placement)),
    ownScripts(placement, browser),
    ...(ownForms ? ownFormsAndFrames(placement, browser) : []),
  ];
}

/** R1: addresses that are typed, linked to or prefetched, as for a SameSite=Lax cookie. */
function opened(placement: Placement): RuleCondition[] {
  const methods = only(placement.methods, ['GET', 'HEAD']);
  if (methods.length === 0) return [];
  return [
    { ...urlOf(placement), resourceTypes: ['main_frame'], requestMethods: methods.map(lowerCase) },
  ];
}

/** R2: requests by pages of the site and of its callers: fetch, XHR, images, workers and the like. */
function ownScripts(placement: Placement, browser: BrowserTraits): RuleCondition {
  return {
    ...urlOf(placement),
    excludedResourceTypes: ['main_frame', 'sub_frame', 'csp_report'],
    ...(placement.methods.length > 0
      ? { requestMethods: placement.methods.map(lowerCase) }
      : // The browser sends a preflight by itself, and a preflight must not carry the credential.
        { excludedRequestMethods: ['options'] }),
    initiatorDomains: initiatorsOf(placement),
    ...framedByOwn(placement, browser),
  };
}

/** R3: form submissions and iframes of a page, for which the browser asks no permission. */
function ownFormsAndFrames(placement: Placement, browser: BrowserTraits): RuleCondition[] {
  const { methods, access } = placement;
  const initiatorDomains = initiatorsOf(placement);
  // R1 covers GET and HEAD, unless the profile is Strict.
  const posts = access.strict ? methods : except(methods, ['GET', 'HEAD']);
  const forms: RuleCondition = {
    ...urlOf(placement),
    resourceTypes: ['main_frame'],
    ...(posts.length > 0 && { requestMethods: posts.map(lowerCase) }),
    ...(posts.length === 0 && !access.strict && { excludedRequestMethods: ['get', 'head'] }),
    initiatorDomains,
  };
  const frames: RuleCondition = {
    ...urlOf(placement),
    resourceTypes: ['sub_frame'],
    ...(methods.length > 0 && { requestMethods: methods.map(lowerCase) }),
    initiatorDomains,
    ...framedByOwn(placement, browser),
  };
  const hasForms = methods.length === 0 || posts.length > 0;
  return hasForms ? [forms, frames] : [frames];
}

/**
 * `|` anchors the filter at the start and the path ends at a separator, so subdomains, other ports,
 * `https://api.example.com@elsewhere/` and `/v10` for `/v1` do not match.
 */
export function urlOf({ origin, path }: { readonly origin: string; readonly path: string }) {
  // `^` is a separator or the end. After a slash it would require a second separator, and a star
  // needs no end.
  const end = path.endsWith('/') || path.endsWith('*') ? '' : '^';
  return { urlFilter: `|${origin}${path}${end}`, isUrlFilterCaseSensitive: true } as const;
}

function initiatorsOf({ origin, access }: Placement): string[] {
  return [...new Set([origin, ...access.callers].map((each) => new URL(each).hostname))];
}

/** Without this condition, an API page in an iframe of another site would still send the header. */
function framedByOwn(placement: Placement, { knowsTopDomains }: BrowserTraits) {
  return knowsTopDomains ? { topDomains: initiatorsOf(placement) } : {};
}

/** @returns the wanted methods among `methods`; all wanted ones if `methods` is empty. */
function only(methods: readonly Method[], wanted: readonly Method[]): readonly Method[] {
  return methods.length === 0 ? wanted : wanted.filter((method) => methods.includes(method));
}

function except(methods: readonly Method[], unwanted: readonly Method[]): readonly Method[] {
  return methods.filter((method) => !unwanted.includes(method));
}

/** Spelled as in declarativeNetRequest. */
function lowerCase(method: Method): string {
  return method.toLowerCase();
}
