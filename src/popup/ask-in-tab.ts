/** Asks about the tab under the popup, where it has a pick of its own. */
import type { Ask, Query } from '../protocol/messages';

export function askInTab(ask: Ask, tabId: number): Ask {
  return (query) => {
    // Cast: a query of another type would be refused with a key that it does not have.
    const { type } = query as Query;
    const isOfTab = type === 'diagnosis/explain' || type === 'header/curl' || type === 'test/run';
    return ask(isOfTab ? { ...query, tabId } : query);
  };
}
