/**
 * The part of a declarativeNetRequest rule that Keybearer uses.
 *
 * Source: Chrome and MDN, `declarativeNetRequest.Rule`.
 */
import { placeOfFilter } from './path-filters';

export interface RuleCondition {
  readonly urlFilter: string;
  readonly isUrlFilterCaseSensitive: true;
  readonly resourceTypes?: readonly string[];
  readonly excludedResourceTypes?: readonly string[];
  readonly requestMethods?: readonly string[];
  readonly excludedRequestMethods?: readonly string[];
  readonly initiatorDomains?: readonly string[];
  readonly topDomains?: readonly string[];
  readonly tabIds?: readonly number[];
  /** -1: requests without a tab. */
  readonly excludedTabIds?: readonly number[];
}

interface SetHeaders {
  readonly type: 'modifyHeaders';
  readonly requestHeaders: readonly {
    readonly header: string;
    readonly operation: 'set';
    readonly value: string;
  }[];
}

interface RemoveHeaders {
  readonly type: 'modifyHeaders';
  readonly requestHeaders: readonly { readonly header: string; readonly operation: 'remove' }[];
}

/** Keeps every rule of lower priority away from the request. */
interface LeaveAlone {
  readonly type: 'allow';
}

export interface RuleContent {
  readonly priority: number;
  readonly action: SetHeaders | RemoveHeaders | LeaveAlone;
  readonly condition: RuleCondition;
}

/** @returns the headers that a rule sets, in its order; empty if it sets none. */
export function headersOf({ action }: RuleContent): SetHeaders['requestHeaders'] {
  if (action.type !== 'modifyHeaders') return [];
  return action.requestHeaders.filter((each) => each.operation === 'set');
}

/** @returns the origin and path of a rule, for a reader. */
export function placeOf({ condition }: RuleContent): string {
  return placeOfFilter(condition.urlFilter);
}

export interface Rule extends RuleContent {
  readonly id: number;
}

/** The limit for session rules in both browsers, which refuse a whole change for one rule more. */
export const RULES_AT_MOST = 5000;

/** The differences between browsers that rules depend on. */
export interface BrowserTraits {
  /** Whether `topDomains` is a condition: Chrome from 145; Firefox refuses the rule. */
  readonly knowsTopDomains: boolean;
  /**
   * The resource types that the rule for a site's own scripts lists. Absent: it takes every type but
   * navigations and reports, since the browser names the page that causes a request in each of them.
   */
  readonly ownTypes?: readonly string[] | undefined;
  /** Whether the HTTP cache writes request headers that a `Vary` names to the disk: Firefox's does. */
  readonly cachesVariedHeaders: boolean;
  /** Whether the HTTP cache keeps the answer to a request with `no-store`: Chromium's does. */
  readonly ignoresNoStore: boolean;
  /** The initiator of the extension's own requests, in the form that rules take. */
  readonly ownDomain: string;
}
