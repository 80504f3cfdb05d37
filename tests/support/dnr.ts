/**
 * declarativeNetRequest as the browsers document it, written from the documentation and not from
 * our compiler: which rule of a set decides over a request. The e2e tests ask a real browser the
 * same questions.
 *
 * Source: Chrome and MDN, `declarativeNetRequest.RuleCondition`.
 */
import { headersOf, type Rule, type RuleCondition } from '../../src/rules/rule';

export interface DnrRequest {
  /** The address as the browser serialises it. */
  readonly url: string;
  readonly type: string;
  /** Lower case. */
  readonly method: string;
  /** Origin of who caused it; absent for a typed address. */
  readonly initiator?: string;
  /** Origin of the tab's top-level page; absent for a main_frame request. */
  readonly top?: string;
  /** -1: no tab. Absent: some tab. */
  readonly tabId?: number;
}

/** The header values that the rules set on a request, by lower-case name. */
export function headersSetBy(rules: readonly Rule[], request: DnrRequest): Map<string, string> {
  const headers = new Map<string, string>();
  const priorities = new Map<string, number>();
  const matching = matchingRules(rules, request);
  const allowed = matching.filter(({ action }) => action.type === 'allow');
  const floor = Math.max(0, ...allowed.map(({ priority }) => priority));
  for (const rule of matching) {
    // An `allow` keeps rules of lower priority away, and one of the same priority beside it too.
    if (rule.priority <= floor) continue;
    for (const { header, value } of headersOf(rule)) {
      const name = header.toLowerCase();
      const before = priorities.get(name);
      // Several filters of one place may match, as `/v1/*/a` in `/v1/x/a/a`: each sets the same value.
      if (before === rule.priority && headers.get(name) !== value) {
        throw new Error(`two rules of priority ${before} set ${name}`);
      }
      if (before !== undefined && before > rule.priority) continue;
      headers.set(name, value);
      priorities.set(name, rule.priority);
    }
  }
  return headers;
}

/** The rules with a condition that matches a request, at any priority. */
export function matchingRules(rules: readonly Rule[], request: DnrRequest): Rule[] {
  return rules.filter(({ condition }) => conditionMatches(condition, request));
}

function conditionMatches(condition: RuleCondition, request: DnrRequest): boolean {
  const { resourceTypes, excludedResourceTypes, requestMethods, excludedRequestMethods } =
    condition;
  // A rule without either list does not match main_frame.
  const typeFits = resourceTypes
    ? resourceTypes.includes(request.type)
    : !(excludedResourceTypes ?? ['main_frame']).includes(request.type);
  const methodFits = requestMethods
    ? requestMethods.includes(request.method)
    : !excludedRequestMethods?.includes(request.method);
  return (
    typeFits &&
    methodFits &&
    tabFits(condition, request.tabId ?? 1) &&
    domainFits(condition.initiatorDomains, request.initiator) &&
    domainFits(condition.topDomains, request.top) &&
    urlFilterMatches(condition.urlFilter, request.url)
  );
}

function tabFits({ tabIds, excludedTabIds }: RuleCondition, tabId: number): boolean {
  return (tabIds?.includes(tabId) ?? true) && !excludedTabIds?.includes(tabId);
}

function domainFits(domains: readonly string[] | undefined, origin: string | undefined): boolean {
  if (!domains) return true;
  if (origin === undefined) return false;
  const { hostname } = new URL(origin);
  return domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}

/** `|` anchors, `||` anchors at a domain, `*` is anything, `^` a separator or the end. */
function urlFilterMatches(urlFilter: string, url: string): boolean {
  if (urlFilter.startsWith('||')) throw new Error('domain anchors are not modelled');
  const body = urlFilter.replace(/^\|/, '').replace(/\|$/, '');
  const pattern = [...body].map(patternOf).join('');
  const start = urlFilter.startsWith('|') ? '^' : '';
  const end = urlFilter.endsWith('|') ? '$' : '';
  return new RegExp(`${start}${pattern}${end}`, 's').test(url);
}

function patternOf(character: string): string {
  if (character === '*') return '.*';
  if (character === '^') return '(?:[^A-Za-z0-9_.%-]|$)';
  return character.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
