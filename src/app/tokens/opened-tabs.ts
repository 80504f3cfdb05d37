/**
 * Knows the tabs that show a site because the user has opened it there, and not a page of another site.
 * Only for them a server is asked silently (decision 44).
 *
 * A typed address, a bookmark or a restored tab is the user's. A page of the site itself keeps what the
 * tab was; a page of any other site ends it. So does leaving the site, since a service worker may answer
 * the way back, and no event reports that. So does a time in which no request is
 * listened to: a pause, or a permission that is withdrawn for a while.
 */
import type { AppState } from '../../domain/app-state';
import type { Origin } from '../../domain/site';
import type { AskedPage, OpenTab, Ports } from '../ports';
import type { OpenedTab, Session } from '../session';

/** Ends the wait for a page that the tab does not show: a download, or another site instead. */
const SHOWN_WITHIN_MS = 60_000;

type Opened = Session['openedTabs'];

/** Runs in a turn. */
type Take = <T>(act: (ports: Ports) => Promise<T>) => Promise<T>;

export interface OpenedTabs {
  /** @param session - Of the turn that has made the state. */
  setState(state: AppState, session: Pick<Ports['session'], 'read'>): void;
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

  /** Only a background that has tabs to forget takes a turn for it. */
  async function keepOnly(next: ReadonlySet<Origin>, session: Pick<Ports['session'], 'read'>) {
    const isKept = ({ origin }: OpenedTab) => next.has(origin);
    const { openedTabs: opened } = await session.read();
    if (Object.values(opened).every(isKept)) return;
    await change(async (now) => only(now, isKept));
  }

  return {
    setState(state, session) {
      const before = sites;
      const next = new Set(silentSites(state));
      sites = next;
      // A lock has removed them all.
      if (state.vault !== 'unlocked') return;
      // A background that has just started does not know what the one before has dropped.
      if (before && [...before].every((origin) => next.has(origin))) return;
      // By this state, not by a later one: the site may be back by then, and unseen in between.
      void keepOnly(next, session).catch(() => undefined);
    },

    see({ tabId, origin, by }) {
      if (sites && !sites.has(origin)) return;
      void change(async (opened, { tabs, now }) => {
        if (by === 'other') return without(opened, tabId);
        if (!sites?.has(origin) || by === 'site') return opened;
        const shown = await tabs.all();
        const left = only(opened, (_, id) => shown.some((tab) => tab.id === id));
        if (isShownAt(origin, left[tabId])) return left;
        // The page may be shown before its request is told: no later event would say so.
        const isThere = shown.some((tab) => tab.id === tabId && tab.origin === origin);
        return { ...left, [tabId]: isThere ? { origin } : { origin, askedAt: now() } };
      }).then((isChanged) => isChanged && onOpened());
    },

    tabChanged({ id, origin }) {
      // Before the first state it may be what has woken the background.
      if (sites?.size === 0) return;
      void change(async (opened, { now }) => {
        const tab = opened[id];
        if (!tab) return opened;
        const isHere = tab.origin === origin;
        const { askedAt } = tab;
        if (askedAt === undefined) return isHere ? opened : without(opened, id);
        if (Math.abs(now() - askedAt) > SHOWN_WITHIN_MS) return without(opened, id);
        return isHere ? { ...opened, [id]: { origin } } : opened;
      }).then((isChanged) => isChanged && onOpened());
    },

    async use(tabId) {
      const isChanged = await change(async (opened, { tabs }) => {
        const { origin } = (await tabs.all()).find(({ id }) => id === tabId) ?? {};
        if (!origin || !sites?.has(origin)) return opened;
        return isShownAt(origin, opened[tabId]) ? opened : { ...opened, [tabId]: { origin } };
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

/** @returns the site that each such tab shows now, by tab id, and not those on their way. */
export async function originsOpened({
  session,
  tabs,
}: Pick<Ports, 'session' | 'tabs'>): Promise<ReadonlyMap<number, Origin>> {
  const { openedTabs: opened } = await session.read();
  if (Object.keys(opened).length === 0) return new Map();
  const shown = await tabs.all();
  return new Map(
    shown.flatMap(({ id, origin }) =>
      origin && isShownAt(origin, opened[id]) ? [[id, origin] as const] : [],
    ),
  );
}

function isShownAt(origin: Origin, tab: OpenedTab | undefined): boolean {
  return tab?.origin === origin && tab.askedAt === undefined;
}

/** @returns the same object if all stay. */
function only(opened: Opened, stays: (tab: OpenedTab, id: number) => boolean): Opened {
  const all = Object.entries<OpenedTab>(opened);
  const left = all.filter(([id, tab]) => stays(tab, Number(id)));
  return left.length < all.length ? Object.fromEntries(left) : opened;
}

function without(opened: Opened, tabId: number): Opened {
  if (!opened[tabId]) return opened;
  const { [tabId]: _, ...others } = opened;
  return others;
}
