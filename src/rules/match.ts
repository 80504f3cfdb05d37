/**
 * Predicts the effect of our rules on a request: the headers that the browser sets, or the first
 * condition that fails. It knows rules as `compile.ts` writes them. Tests put the same questions to a
 * real browser, and to a model written from the browsers' documentation.
 *
 * Rules do not tell whether the user allows Keybearer on a site.
 *
 * Source: Chrome and MDN, `declarativeNetRequest.RuleCondition`.
 */
import type { SeenRequest } from '../domain/seen-request';
import { NO_TAB } from '../domain/tab-scope';
import { PICTURE_TYPES } from './conditions';
import { headersOf, type RuleCondition, type RuleContent } from './rule';
import { rulesOnOriginOf } from './rules-by-origin';
import { urlMatcherOf } from './url-filter';

export type AskedRequest = Pick<
  SeenRequest,
  'url' | 'method' | 'type' | 'initiator' | 'top' | 'tabId'
>;

export interface HeaderByRule<R extends RuleContent = RuleContent> {
  /** Spelled as in the rule. */
  readonly name: string;
  readonly value: string;
  readonly rule: R;
}

/** In the order of the checks. Each check looks at the rules that passed the ones before. */
export type Unmet =
  | { readonly unmet: 'path' }
  /** Upper case. */
  | { readonly unmet: 'method'; readonly methods: readonly string[] }
  /** A form submission or an iframe; with `strict` any address that the user opens. */
  | { readonly unmet: 'navigation'; readonly strict: boolean }
  /** `origin` is the page that caused the request, or the page around it. Absent: unknown. */
  | { readonly unmet: 'initiator'; readonly origin?: string }
  /** The browser itself makes the request: a preflight, or a report. */
  | { readonly unmet: 'asked-by-page' }
  /** A type that the rule for the site's own scripts does not list. */
  | { readonly unmet: 'type'; readonly isPicture: boolean }
  /** A request without a tab, where a tab has a pick of its own. */
  | { readonly unmet: 'tab' }
  /** An `allow` rule keeps the others away. */
  | { readonly unmet: 'not-left-alone' };

export type Match<R extends RuleContent = RuleContent> =
  | { readonly sets: readonly HeaderByRule<R>[] }
  | Unmet;

/** @param names - Lower case. Only rules that set one of these headers count. Absent: all. */
export function match<R extends RuleContent>(
  rules: readonly R[],
  request: AskedRequest,
  names?: ReadonlySet<string>,
): Match<R> {
  const onOrigin = rulesOnOriginOf(rules, request.url);
  const covering = onOrigin.filter(
    (rule) => urlMatcherOf(rule.condition)(request.url) && (!names || isOf(names, rule)),
  );
  const inTab = covering.filter(({ condition }) => takesTab(condition, request.tabId));
  const matching = inTab.filter(
    ({ condition }) =>
      takesType(condition, request.type) &&
      takesMethod(condition, request.method) &&
      takesInitiator(condition, request) &&
      takesTop(condition, request),
  );
  const setting = matching.filter((rule) => headersOf(rule).length > 0);
  if (setting.length === 0) {
    // The rules of other tabs say nothing about this one.
    const isTabless = request.tabId === NO_TAB && conditionsThatSet(inTab).length === 0;
    if (isTabless && conditionsThatSet(covering).length > 0) return { unmet: 'tab' };
    return firstUnmet(inTab, request);
  }
  const floor = Math.max(0, ...matching.filter(isAllow).map(({ priority }) => priority));
  const sets = strongest(setting.filter(({ priority }) => priority > floor));
  return sets.length > 0 ? { sets } : { unmet: 'not-left-alone' };
}

/** An `allow` rule counts for all. The first header of a rule is never one that keeps it out of a cache. */
function isOf(names: ReadonlySet<string>, rule: RuleContent): boolean {
  const [first] = headersOf(rule);
  return isAllow(rule) || (first !== undefined && names.has(first.header.toLowerCase()));
}

/** Takes each header from its rule of the highest priority: no two of ours are equal. */
function strongest<R extends RuleContent>(setting: readonly R[]): HeaderByRule<R>[] {
  const byName = new Map<string, HeaderByRule<R>>();
  for (const rule of setting.toSorted((a, b) => a.priority - b.priority)) {
    for (const { header: name, value } of headersOf(rule)) {
      byName.set(name.toLowerCase(), { name, value, rule });
    }
  }
  return [...byName.values()];
}

function firstUnmet(covering: readonly RuleContent[], request: AskedRequest): Unmet {
  const { type, method, initiator } = request;
  const covered = conditionsThatSet(covering);
  if (covered.length === 0) return { unmet: 'path' };
  // A preflight is the browser's own request, for every method that a header has.
  const isAhead = method === 'OPTIONS';
  const meant = isAhead ? covered : covered.filter((each) => takesMethod(each, method));
  if (meant.length === 0) return { unmet: 'method', methods: methodsOf(covered) };
  const ofType = meant.filter((each) => takesType(each, type));
  const isOpened = type === 'main_frame' && (method === 'GET' || method === 'HEAD');
  if (ofType.length === 0) {
    const isNavigation = type === 'main_frame' || type === 'sub_frame';
    // Only Strict leaves out GET and HEAD of a whole page.
    if (isNavigation) return { unmet: 'navigation', strict: isOpened };
    if (type === 'csp_report') return { unmet: 'asked-by-page' };
    const isOwn = meant.some((each) => each.initiatorDomains && takesInitiator(each, request));
    if (!isOwn) return byPageOf(initiator);
    return { unmet: 'type', isPicture: PICTURE_TYPES.includes(type) };
  }
  const byOwn = ofType.filter((each) => takesInitiator(each, request));
  if (byOwn.length === 0) {
    // A rule takes the site's own forms, and no page has caused this request.
    if (isOpened && initiator === undefined) return { unmet: 'navigation', strict: true };
    return byPageOf(initiator);
  }
  if (!byOwn.some((each) => takesTop(each, request))) return byPageOf(request.top);
  return { unmet: 'asked-by-page' };
}

function byPageOf(origin: string | undefined): Unmet {
  return { unmet: 'initiator', ...(origin !== undefined && { origin }) };
}

function conditionsThatSet(rules: readonly RuleContent[]): RuleCondition[] {
  return rules.filter((rule) => headersOf(rule).length > 0).map(({ condition }) => condition);
}

function methodsOf(conditions: readonly RuleCondition[]): string[] {
  const methods = conditions.flatMap(({ requestMethods = [] }) => requestMethods);
  return [...new Set(methods)].map((method) => method.toUpperCase());
}

function isAllow({ action }: RuleContent): boolean {
  return action.type === 'allow';
}

/** A rule without either list does not match main_frame. */
function takesType(condition: RuleCondition, type: string): boolean {
  const { resourceTypes, excludedResourceTypes = ['main_frame'] } = condition;
  return resourceTypes ? resourceTypes.includes(type) : !excludedResourceTypes.includes(type);
}

function takesMethod(condition: RuleCondition, method: string): boolean {
  const { requestMethods, excludedRequestMethods = [] } = condition;
  const name = method.toLowerCase();
  return requestMethods ? requestMethods.includes(name) : !excludedRequestMethods.includes(name);
}

function takesInitiator({ initiatorDomains }: RuleCondition, { initiator }: AskedRequest): boolean {
  return isWithin(initiatorDomains, initiator);
}

function takesTop({ topDomains }: RuleCondition, { top, tabId, initiator }: AskedRequest): boolean {
  // A worker is in no tab and has no page around it, so its own origin counts as the top.
  return isWithin(topDomains, top ?? (tabId === NO_TAB ? initiator : undefined));
}

function takesTab({ tabIds, excludedTabIds }: RuleCondition, tabId: number): boolean {
  return tabIds ? tabIds.includes(tabId) : !excludedTabIds?.includes(tabId);
}

/** Subdomains count, and every port and protocol. An opaque origin matches no domain. */
function isWithin(domains: readonly string[] | undefined, origin: string | undefined): boolean {
  if (!domains) return true;
  const host = origin === undefined ? undefined : URL.parse(origin)?.hostname;
  if (!host) return false;
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}
