/** A declarativeNetRequest rule, as far as Keybearer writes them. Source: Chrome and MDN, `declarativeNetRequest.Rule`. */

export interface RuleCondition {
  readonly urlFilter: string;
  readonly isUrlFilterCaseSensitive: true;
  readonly resourceTypes?: readonly string[];
  readonly excludedResourceTypes?: readonly string[];
  readonly requestMethods?: readonly string[];
  readonly excludedRequestMethods?: readonly string[];
  readonly initiatorDomains?: readonly string[];
  readonly topDomains?: readonly string[];
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

/** What a rule sets, in its order; nothing where it sets none. */
export function headersOf({ action }: RuleContent): SetHeaders['requestHeaders'] {
  if (action.type !== 'modifyHeaders') return [];
  return action.requestHeaders.filter((each) => each.operation === 'set');
}

/** Where a rule applies, for a reader: without the anchors and the separator of its URL filter. */
export function placeOf({ condition }: RuleContent): string {
  return condition.urlFilter.replace(/^\|/, '').replace(/[|^]$/, '');
}

export interface Rule extends RuleContent {
  readonly id: number;
}

/** Session rules of an extension, in both browsers: one more and the whole change is refused. */
export const RULES_AT_MOST = 5000;

/** What one browser knows and the other does not. */
export interface BrowserTraits {
  /** Whether `topDomains` is a condition: Chrome from 145; Firefox refuses the rule. */
  readonly knowsTopDomains: boolean;
  /** Whether its HTTP cache writes the request headers that a `Vary` names: Firefox's does. */
  readonly cachesVariedHeaders: boolean;
  /** The initiator of the extension's own requests, as rules know it. */
  readonly ownDomain: string;
}
