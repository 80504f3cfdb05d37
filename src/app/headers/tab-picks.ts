/**
 * Sets and ends the picks of single tabs (decision 46). They live in the session alone: the vault does
 * not change, and a pick ends with its tab.
 */
import { AppError } from '../../domain/errors';
import type { Origin } from '../../domain/site';
import {
  onlyOfTabs,
  type TabPicks,
  withoutTabPick,
  withTabPick,
  withTabRenamed,
} from '../../domain/tab-picks';
import { keyIdOf, siteIdOf } from '../../vault/site-id';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { syncRules } from './sync-rules';

interface PlaceOfTab {
  readonly origin: string;
  readonly tabId: number;
}

/**
 * @param profileId - Null: off.
 * @throws {@link AppError} `profile-unknown` if no such profile has a site on this origin, or if it is an
 * extra; `message-refused` if the tab is gone or shows another site.
 */
export async function pickInTab(
  ports: Ports,
  { origin, tabId, profileId }: PlaceOfTab & { readonly profileId: string | null },
): Promise<OpenVault> {
  const vault = await openVault(ports);
  const { dataKey, content } = vault;
  const profiles = content.profiles.filter(({ sites }) =>
    sites.some((site) => site.origin === origin),
  );
  const picked = profiles.find(({ id, isExtra }) => id === profileId && !isExtra);
  if (profiles.length === 0 || (profileId !== null && !picked)) {
    throw new AppError('profile-unknown', 'no such profile on this origin');
  }
  // Cast: a profile has a site on this origin.
  await refuseElsewhere(ports, tabId, origin as Origin);
  const site = await siteIdOf(dataKey, origin as Origin);
  // Before the pick is in force: a browser that ends here must be able to say so at its next start.
  await ports.tabPicksMark.set(true);
  const { tabPicks = {} } = await ports.session.read();
  await ports.session.write({
    tabPicks: withTabPick(tabPicks, tabId, site, picked?.id ?? null),
    tabPicksBy: await keyIdOf(dataKey),
  });
  // Unloaded, it would load again under another id, and so with the site's pick.
  await ports.tabs.keepLoaded(tabId, true);
  return syncRules(ports, vault);
}

/** The tab takes the site's pick again. */
export async function endTabPick(ports: Ports, { origin, tabId }: PlaceOfTab): Promise<OpenVault> {
  const vault = await openVault(ports);
  // Cast: a text that is no origin has no pick.
  const site = await siteIdOf(vault.dataKey, origin as Origin);
  const { tabPicks = {} } = await ports.session.read();
  const left = withoutTabPick(tabPicks, tabId, site);
  await keep(ports, left);
  if (!left[tabId]) await ports.tabs.keepLoaded(tabId, false);
  return syncRules(ports, vault);
}

/** @param isQuitting - Its window closes, perhaps with the browser: the next start is to say so. */
export async function endTab(ports: Ports, tabId: number, isQuitting: boolean): Promise<void> {
  const { tabPicks = {} } = await ports.session.read();
  const left = onlyOfTabs(tabPicks, (each) => each !== tabId);
  if (left === tabPicks) return;
  if (isQuitting) await ports.session.write({ tabPicks: left });
  else await keep(ports, left);
}

/**
 * Chromium gives a tab that was unloaded another id when it loads again. For the user it is the same tab.
 *
 * @param own - Its picks at the event: a sync since then has found no tab of the old id.
 */
export async function renameTab(
  ports: Ports,
  { before, after, own }: { before: number; after: number; own: TabPicks[number] },
): Promise<void> {
  const { tabPicks = {} } = await ports.session.read();
  await ports.session.write({
    tabPicks: withTabRenamed({ [before]: own, ...tabPicks }, before, after),
  });
  await ports.tabs.keepLoaded(after, true);
  await ports.tabPicksMark.set(true);
}

async function keep(ports: Ports, tabPicks: TabPicks): Promise<void> {
  await ports.session.write({ tabPicks });
  if (Object.keys(tabPicks).length === 0) await ports.tabPicksMark.set(false);
}

/** The browser tells what a tab shows only where the user lets us work. */
async function refuseElsewhere({ tabs }: Ports, tabId: number, origin: Origin): Promise<void> {
  const tab = (await tabs.all()).find(({ id }) => id === tabId);
  if (!tab || (tab.origin !== undefined && tab.origin !== origin)) {
    throw new AppError('message-refused', 'the tab is gone, or shows another site');
  }
}

/** The user has read that picks of single tabs have ended. */
export async function dismissTabPicksEnded(
  ports: Pick<Ports, 'session' | 'tabPicksMark'>,
): Promise<undefined> {
  const { tabPicks = {} } = await ports.session.read();
  await ports.tabPicksMark.set(Object.keys(tabPicks).length > 0);
  await ports.session.write({ tabPicksEnded: undefined });
}
