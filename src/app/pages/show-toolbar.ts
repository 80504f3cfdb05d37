/**
 * Paints the toolbar button of every tab when the state changes, and of one tab when its page or the
 * status of its requests does.
 *
 * It paints one after the other and always by the newest state: a paint that began before a lock must
 * not leave a name behind. `storage.session` keeps the ids of the tabs with a face of their own, so that
 * the next start of the background paints those again.
 */
import { type Activity, type SeenHere, seenKey } from '../../domain/activity';
import type { AppState } from '../../domain/app-state';
import type { Origin } from '../../domain/site';
import { faceOfAll, faceOfTab, type TabFace } from '../../domain/toolbar-face';
import type { BrowserPorts, OpenTab } from '../ports';

export interface ToolbarPainter {
  /** Resolves when every tab is painted. */
  setState(state: AppState): Promise<void>;
  /** @param isReset - The browser may have removed the tab's own face. */
  tabChanged(tab: OpenTab, isReset: boolean): Promise<void>;
  /** Requests were judged. */
  seenChanged(seen: SeenHere): Promise<void>;
}

export function toolbarPainter(
  ports: Pick<BrowserPorts, 'toolbar' | 'tabs' | 'session' | 'activity'>,
): ToolbarPainter {
  const { toolbar } = ports;
  let state: AppState | undefined;
  let seen: SeenHere = {};
  /** The sites that the tabs show; undefined if the browser does not tell. */
  let sites: ReadonlyMap<number, Origin | undefined> = new Map();
  /** The tabs that have changed since the last list of all. */
  const changed = new Map<number, Origin | undefined>();
  let withFace: ReadonlySet<number> | undefined;
  let painted: Promise<unknown> = Promise.resolve();

  function inOrder(paint: () => Promise<void>): Promise<void> {
    const done = painted.then(paint);
    painted = done.catch(() => undefined);
    return done;
  }

  function faceIn(tabId: number): TabFace | undefined {
    const origin = sites.get(tabId);
    return state && faceOfTab(state, origin, origin && seen[seenKey(tabId, origin)], tabId);
  }

  async function paintAll(): Promise<void> {
    changed.clear();
    const tabs = await ports.tabs.all();
    const activity = await ports.activity.read();
    seen = activity.seen;
    // A tab that has opened another page meanwhile is newer than the browser's list.
    sites = new Map([...sitesOf(tabs, sites, activity.pages), ...changed]);
    await paintTabs([...new Set([...tabs.map(({ id }) => id), ...changed.keys()])]);
    if (state) await toolbar.showEverywhere(faceOfAll(state));
  }

  async function paintTabs(tabIds: readonly number[]): Promise<void> {
    const before = withFace ?? new Set((await ports.session.readNow()).tabsWithFace);
    const wanted = tabIds.filter((id) => hasOwnFace(id));
    const after = new Set([...before, ...wanted].filter((id) => sites.has(id)));
    // First: a background that ends here must find them again.
    if (!isSame(before, after)) await ports.session.write({ tabsWithFace: [...after] });
    withFace = after;
    await Promise.all(tabIds.filter((id) => after.has(id)).map(paintTab));
  }

  function hasOwnFace(tabId: number): boolean {
    return state !== undefined && faceIn(tabId)?.kind !== faceOfAll(state).kind;
  }

  async function paintTab(tabId: number): Promise<void> {
    const face = faceIn(tabId);
    if (face) await toolbar.showIn(tabId, face);
  }

  return {
    setState(next) {
      state = next;
      return inOrder(paintAll);
    },

    async tabChanged({ id, origin }, isReset) {
      sites = new Map(sites).set(id, origin);
      changed.set(id, origin);
      if (isReset) toolbar.forget(id);
      // A background that has just started paints every tab by its first state.
      if (state) await inOrder(() => paintTabs([id]));
    },

    async seenChanged(next) {
      const tabIds = changedTabs(seen, next).filter((id) => sites.has(id));
      seen = next;
      if (tabIds.length > 0) await inOrder(() => paintTabs(tabIds));
    },
  };
}

/**
 * After a revocation the browser no longer tells a tab's site, which is remembered until the tab opens
 * another page.
 *
 * @param pages - The sites that a background before this one knew.
 */
function sitesOf(
  tabs: readonly OpenTab[],
  known: ReadonlyMap<number, Origin | undefined>,
  pages: Activity['pages'],
): ReadonlyMap<number, Origin | undefined> {
  return new Map(
    tabs.map(({ id, origin }) => {
      const remembered = known.has(id) ? known.get(id) : pages[id] || undefined;
      return [id, origin ?? remembered];
    }),
  );
}

function changedTabs(before: SeenHere, after: SeenHere): readonly number[] {
  const entries = Object.entries({ ...before, ...after });
  const changed = entries.filter(([key]) => before[key]?.id !== after[key]?.id);
  return [...new Set(changed.map(([, { tabId }]) => tabId))];
}

function isSame(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each));
}
