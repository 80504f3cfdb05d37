/**
 * Knows the tabs that show a site because the user has opened it there, and not a page of another site.
 * Only for them a server is asked silently (decision 44).
 *
 * A typed address, a bookmark or a restored tab is the user's. A page of the site itself keeps what the
 * tab was; a page of any other site ends it. So does leaving the site, since a service worker may answer
 * the way back, and no event reports that.
 */
import type { AppState } from '../../domain/app-state';
import type { Origin } from '../../domain/site';
import type { AskedPage, OpenTab, Ports } from '../ports';
import type { Session } from '../session';

type Opened = Session['openedTabs'];

/** Runs in a turn. */
type Take = <T>(act: (ports: Ports) => Promise<T>) => Promise<T>;

export interface OpenedTabs {
  setState(state: AppState): void;
  /** A tab is about to open a page. */
  see(page: AskedPage): void;
  /** A tab begins to show a page, or has loaded it. */
  tabChanged(tab: OpenTab): void;
  /** The user has opened the popup over a tab. */
  use(tabId: number): Promise<void>;
}

/** @param onOpened - Called when a tab is the user's: a token may be due. */
export function openedTabs(take: Take, onOpened: () => void): OpenedTabs {
  /** Undefined until the first state: a background that has just started waits for it in a turn. */
  let sites: ReadonlySet<Origin> | undefined;

  async function change(next: (opened: Opened, ports: Ports) => Promise<Opened>): Promise<boolean> {
    return take(async (ports) => {
      const { dataKey, openedTabs: before } = await ports.session.read();
      if (!dataKey) return false;
      const opened = await next(before, ports);
      if (opened === before) return false;
      await ports.session.write({ openedTabs: opened });
      return true;
    }).catch(() => false);
  }

  return {
    setState(state) {
      sites = new Set(silentSites(state));
    },

    see({ tabId, origin, by }) {
      if (sites && !sites.has(origin)) return;
      void change(async (opened, { tabs }) => {
        if (!sites?.has(origin) || by === 'site') return opened;
        if (by === 'other') return without(opened, tabId);
        const open = new Set((await tabs.all()).map(({ id }) => id));
        const left = Object.entries(opened).filter(([id]) => open.has(Number(id)));
        return { ...Object.fromEntries(left), [tabId]: { origin } };
      }).then((isChanged) => isChanged && onOpened());
    },

    tabChanged({ id, origin }) {
      if (!sites || sites.size === 0) return;
      void change(async (opened) => {
        const tab = opened[id];
        if (!tab) return opened;
        if (tab.origin !== origin) return tab.isShown ? without(opened, id) : opened;
        return tab.isShown ? opened : { ...opened, [id]: { origin, isShown: true } };
      }).then((isChanged) => isChanged && onOpened());
    },

    async use(tabId) {
      const isChanged = await change(async (opened, { tabs }) => {
        const { origin } = (await tabs.all()).find(({ id }) => id === tabId) ?? {};
        if (!origin || !sites?.has(origin) || opened[tabId]?.isShown) return opened;
        return { ...opened, [tabId]: { origin, isShown: true } };
      });
      if (isChanged) onOpened();
    },
  };
}

/** The sites where a profile renews its token silently: which tab opens them is seen in any case. */
export function silentSites(state: AppState): readonly Origin[] {
  if (state.vault !== 'unlocked' || state.settings.paused) return [];
  const sites = state.profiles
    .filter(({ headers }) => headers.some(({ isSilent }) => isSilent))
    .flatMap((profile) => profile.sites.map(({ origin }) => origin));
  return state.allowed.filter((origin) => sites.includes(origin));
}

/** @returns the sites that such a tab shows now. */
export async function originsOpened({
  session,
  tabs,
}: Pick<Ports, 'session' | 'tabs'>): Promise<ReadonlySet<Origin>> {
  const { openedTabs: opened } = await session.read();
  if (Object.keys(opened).length === 0) return new Set();
  const shown = await tabs.all();
  return new Set(
    shown.flatMap(({ id, origin }) => (origin && opened[id]?.origin === origin ? [origin] : [])),
  );
}

function without(opened: Opened, tabId: number): Opened {
  if (!opened[tabId]) return opened;
  const { [tabId]: _, ...others } = opened;
  return others;
}
