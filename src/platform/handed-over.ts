/** The manager's end of `site-handover.ts`. */
import { browser } from './extension-api';
import { endHanded, handOver, readHanded } from './page-storage';
import { ADDRESS_KEY, type HandOver, SITE_KEY } from './site-handover';

const ENDS_AFTER_MS = 60 * 60_000;

/** The tab of the manager that reads it first keeps it, so that no other tab goes back for it. */
interface StoredHandOver extends HandOver {
  readonly managerTab?: number;
}

/**
 * The value stays until `endHandOver`, so that a reload or a lock does not lose the way back.
 *
 * @param isLater - Whether the form was on the screen before the popup handed something over.
 */
export async function readHandOver(isLater = false): Promise<HandOver | undefined> {
  const [tab, handed] = await Promise.all([browser.tabs.getCurrent(), readStored()]);
  if (!handed || isOver(handed)) return undefined;
  const { managerTab, ...rest } = handed;
  if (managerTab !== undefined && managerTab !== tab?.id) return undefined;
  const isFirst = managerTab === undefined;
  const page: HandOver = { ...rest, ...(isFirst && isLater && { keepsManager: true }) };
  if (tab?.id !== undefined) await handOver(SITE_KEY, { ...page, managerTab: tab.id });
  return page;
}

export function isOver({ at }: HandOver): boolean {
  // A clock that was set back ends it too.
  return Math.abs(Date.now() - at) > ENDS_AFTER_MS;
}

/** Leaves the page that a later popup has handed over. */
export async function endHandOver({ at }: HandOver): Promise<void> {
  if ((await readStored())?.at === at) await endHanded(SITE_KEY);
}

async function readStored(): Promise<StoredHandOver | undefined> {
  // Cast: only `handOverSite` and `readHandOver` store under this key.
  return (await readHanded(SITE_KEY)) as StoredHandOver | undefined;
}

/** Removes the value: a second call returns undefined. */
export async function takeAddress(): Promise<string | undefined> {
  const address = await readHanded(ADDRESS_KEY);
  await endHanded(ADDRESS_KEY);
  // Cast: only `handOverAddress` stores under this key.
  return address as string | undefined;
}
