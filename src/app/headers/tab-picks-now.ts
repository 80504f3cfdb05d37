/** Reads the picks of single tabs, and drops those that have ended. */
import type { Origin } from '../../domain/site';
import {
  onlyOfTabs,
  type TabPick,
  type TabPicks,
  withoutProfiles,
  withSitesRenamed,
} from '../../domain/tab-picks';
import type { VaultContent } from '../../vault/content';
import type { DataKey } from '../../vault/data-key';
import { keyIdOf, siteIdsOf } from '../../vault/site-id';
import type { Ports } from '../ports';
import type { SessionFacts } from '../session';

type Profiles = Pick<VaultContent, 'profiles'>;

/** Each pick on a site of the vault. A site without a profile sends nothing, in no tab. */
export async function tabPicksNow(
  { session }: Pick<Ports, 'session'>,
  { profiles }: Profiles,
): Promise<readonly TabPick[]> {
  const { dataKey, tabPicks = {} } = await session.read();
  if (!dataKey || Object.keys(tabPicks).length === 0) return [];
  const origins = originsOf({ profiles });
  const ids = await siteIdsOf(dataKey, origins);
  return Object.entries<TabPicks[number]>(tabPicks).flatMap(([tabId, own]) =>
    origins.flatMap((origin, at): TabPick[] => {
      const site = ids[at];
      const picked = site === undefined ? undefined : own[site];
      if (picked === undefined) return [];
      const isUsable = picked !== null && isIdentityAt(profiles, picked, origin);
      return [{ tabId: Number(tabId), origin, ...(isUsable && { profileId: picked }) }];
    }),
  );
}

function originsOf({ profiles }: Profiles): readonly Origin[] {
  return [...new Set(profiles.flatMap(({ sites }) => sites.map(({ origin }) => origin)))];
}

/** Never the site's pick in its place: the tab would silently take another identity. */
function isIdentityAt(profiles: Profiles['profiles'], profileId: string, origin: Origin): boolean {
  const profile = profiles.find(({ id }) => id === profileId);
  return !!profile && !profile.isExtra && profile.sites.some((site) => site.origin === origin);
}

/**
 * Drops the picks of tabs that are gone, since an event may have been lost; and all of them if another data
 * key has named their sites. At each start and before each sync, also while the vault is locked.
 *
 * @param content - Of the open vault: a tab whose profile is deleted, leaves the site or becomes an extra is
 * off from then on, also if that is taken back, or a backup brings a profile with the same id.
 */
export async function dropEndedTabPicks(
  { session, tabs }: Pick<Ports, 'session' | 'tabs'>,
  content?: Profiles,
): Promise<void> {
  const { dataKey, tabPicks = {}, tabPicksBy } = await session.read();
  if (Object.keys(tabPicks).length === 0) return;
  if (dataKey && (await keyIdOf(dataKey)) !== tabPicksBy) {
    await session.write({ tabPicks: {}, tabPicksEnded: true });
    return;
  }
  const open = new Set((await tabs.all()).map(({ id }) => id));
  const usable = dataKey && content && (await sitesOfPicked(dataKey, tabPicks, content));
  const inOpenTabs = onlyOfTabs(tabPicks, (tabId) => open.has(tabId));
  const left = usable
    ? withoutProfiles(inOpenTabs, (id, site) => usable.get(id)?.includes(site) === true)
    : inOpenTabs;
  if (left !== tabPicks) await session.write({ tabPicks: left });
}

/** @returns the sites where each picked profile may be a tab's identity. */
async function sitesOfPicked(dataKey: DataKey, picks: TabPicks, { profiles }: Profiles) {
  const picked = new Set(
    Object.values<TabPicks[number]>(picks).flatMap((own) => Object.values(own)),
  );
  const all = profiles
    .filter(({ id, isExtra }) => picked.has(id) && !isExtra)
    .map(async (profile) => {
      const ids = await siteIdsOf(dataKey, originsOf({ profiles: [profile] }));
      return [profile.id, ids] as const;
    });
  return new Map(await Promise.all(all));
}

/** @returns the picks of single tabs for the session of another data key. */
export async function tabPicksUnder(
  dataKey: DataKey,
  { session }: Pick<Ports, 'session'>,
  before: { readonly dataKey: DataKey; readonly content: Profiles },
): Promise<Pick<SessionFacts, 'tabPicks' | 'tabPicksBy'>> {
  const { tabPicks } = await session.readNow();
  if (!tabPicks) return {};
  const origins = originsOf(before.content);
  const was = await siteIdsOf(before.dataKey, origins);
  const is = await siteIdsOf(dataKey, origins);
  return { tabPicks: withSitesRenamed(tabPicks, was, is), tabPicksBy: await keyIdOf(dataKey) };
}

/** A restore brings profiles under ids that were in use: no tab sends one of them without a click. */
export async function turnTabsOff({ session }: Pick<Ports, 'session'>): Promise<void> {
  const { tabPicks = {} } = await session.read();
  const left = withoutProfiles(tabPicks, () => false);
  if (left !== tabPicks) await session.write({ tabPicks: left });
}

/** The browser or Keybearer has just started, and some tab had a pick of its own before. */
export async function noteTabPicksEnded({
  session,
  tabPicksMark,
}: Pick<Ports, 'session' | 'tabPicksMark'>): Promise<void> {
  const { tabPicks } = await session.read();
  if (tabPicks) return;
  // A disk that cannot be read must not lock the vault.
  if (!(await tabPicksMark.isSet().catch(() => false))) return;
  await session.write({ tabPicks: {}, tabPicksEnded: true });
}
