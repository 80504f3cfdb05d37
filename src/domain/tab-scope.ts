/** Which tabs' requests a pick or a rule is for. Pure. */

/**
 * The tabs whose requests are meant. With `not`, a request without a tab is not meant either: a worker
 * serves tabs of both kinds.
 */
export type TabScope = { readonly only: readonly number[] } | { readonly not: readonly number[] };

/** The id that browsers give to a request without a tab. */
export const NO_TAB = -1;

/** No browser has a tab of this id: it stands for any tab without a pick of its own. */
export const ANY_TAB = 0;

/** @param scope - Absent: every request. */
export function isInScope(scope: TabScope | undefined, tabId: number): boolean {
  if (!scope) return true;
  if ('only' in scope) return scope.only.includes(tabId);
  return tabId !== NO_TAB && !scope.not.includes(tabId);
}
