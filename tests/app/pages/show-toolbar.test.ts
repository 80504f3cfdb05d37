/** The toolbar buttons of single tabs: what is painted when, and that a lock leaves no name. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type ToolbarPainter, toolbarPainter } from '../../../src/app/pages/show-toolbar';
import type { OpenTab } from '../../../src/app/ports';
import { type ActivityEntry, NO_ACTIVITY, seenKey } from '../../../src/domain/activity';
import type { Origin } from '../../../src/domain/site';
import { LOCKED, profileOf, siteOf, stateOf, withSettings } from '../../support/app-states';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { proves } from '../../support/proves';

const [api, other, foreign] = [siteOf(1), siteOf(2), 'https://evil.test' as Origin];
const profile = { ...profileOf(1, [api]), name: 'Sandbox admin' };
const open = stateOf([profile], { [api]: profile.id });
const named = { name: 'Sandbox admin', colour: 'grey', host: 'api1.test' };

let browser: FakeBrowser;
let tabs: OpenTab[];
/** A list that the browser has not given yet. */
let listed: Promise<OpenTab[]> | undefined;
let painter: ToolbarPainter;
let painted: number[];

beforeEach(() => {
  browser = fakeBrowser();
  listed = undefined;
  tabs = [{ id: 1, origin: api }, { id: 2, origin: other }, { id: 3 }];
  start();
});

/** A background starts, in the browser as it is. */
function start() {
  painted = [];
  const { toolbar } = browser.ports;
  painter = toolbarPainter({
    ...browser.ports,
    tabs: { ...browser.ports.tabs, all: async () => listed ?? tabs },
    toolbar: {
      ...toolbar,
      showIn: async (tabId, face) => {
        painted.push(tabId);
        await toolbar.showIn(tabId, face);
      },
    },
  });
}

function entry(change: Partial<ActivityEntry> = {}): ActivityEntry {
  return {
    id: 7,
    at: 1,
    method: 'GET',
    origin: api,
    address: `${api}/`,
    type: 'main_frame',
    tabId: 1,
    profileId: profile.id,
    headerNames: ['Authorization'],
    status: 200,
    verdict: { cause: 'working' },
    remedy: 'none',
    ...change,
  };
}

const seenIn = (each: ActivityEntry) => ({ [seenKey(each.tabId, each.origin)]: each });

describe('painting', () => {
  it('gives a face of its own to the tabs that need one', async () => {
    await painter.setState(open);

    expect(browser.toolbar).toEqual({ kind: 'idle' });
    expect([...browser.faces]).toEqual([[1, { kind: 'in-use', named }]]);
    expect(browser.session.tabsWithFace).toEqual([1]);
  });

  it('follows a tab to another page, and back to one that the browser does not tell', async () => {
    await painter.setState(open);

    await painter.tabChanged({ id: 3, origin: api }, true);
    expect(browser.faces.get(3)).toEqual({ kind: 'in-use', named });
    await painter.tabChanged({ id: 1, origin: undefined }, true);
    expect(browser.faces.get(1)).toEqual({ kind: 'idle' });
    expect(painted).toEqual([1, 3, 1]);
  });

  it('waits for the first state before it paints a tab', async () => {
    await painter.tabChanged({ id: 1, origin: api }, true);
    expect(painted).toEqual([]);
  });

  it('paints only the tab whose requests were judged, and no other site’s', async () => {
    await painter.setState(open);
    painted = [];

    await painter.seenChanged(seenIn(entry()));
    expect(browser.faces.get(1)).toEqual({ kind: 'in-use', named: { ...named, status: 200 } });
    // A page of evil.test asks for the API: its own tab shows nothing.
    await painter.tabChanged({ id: 3, origin: foreign }, true);
    await painter.seenChanged({
      ...seenIn(entry()),
      ...seenIn(entry({ id: 8, tabId: 3, status: 401, verdict: { cause: 'credentials-refused' } })),
    });
    expect(painted).toEqual([1]);
    // The same again costs nothing.
    await painter.seenChanged({ ...seenIn(entry()), ...seenIn(entry({ id: 8, tabId: 3 })) });
    expect(painted).toEqual([1]);
  });

  it('remembers the site of a tab whose permission was taken away', async () => {
    await painter.setState(open);
    tabs = [{ id: 1 }, { id: 2 }, { id: 3 }];

    await painter.setState({ ...open, allowed: [] });

    expect(browser.faces.get(1)).toMatchObject({ kind: 'attention' });
    // Even where the background has just started.
    browser.activity = { ...NO_ACTIVITY, pages: { 1: api } };
    start();
    await painter.setState({ ...open, allowed: [] });
    expect(browser.faces.get(1)).toMatchObject({ kind: 'attention' });
  });

  it('forgets closed tabs', async () => {
    await painter.setState(open);
    tabs = tabs.slice(1);
    await painter.setState(open);

    expect(browser.session.tabsWithFace).toEqual([]);
  });
});

describe('a tab that opens another page while the tabs are listed', () => {
  proves('T7', 'does not show the name of the page before', async (tried) => {
    await painter.setState(open);
    let list = (_: OpenTab[]) => {};
    listed = new Promise((resolve) => {
      list = resolve;
    });

    const all = painter.setState({ ...open, profiles: [{ ...profile, name: 'Renamed' }] });
    await Promise.resolve();
    const one = painter.tabChanged({ id: 1, origin: foreign }, true);
    list(tabs);
    await Promise.all([all, one]);

    expect(browser.faces.get(1)).toEqual({ kind: 'idle' });
    tried();
  });
});

describe('names', () => {
  const texts = () => JSON.stringify([browser.toolbar, ...browser.faces]);

  proves('T7', 'a name stands in a tab’s own face only', async (tried) => {
    await painter.setState(open);

    expect(texts()).toContain('Sandbox admin');
    expect(JSON.stringify(browser.toolbar)).not.toContain('Sandbox');
    tried();
  });

  proves('T7', 'a lock and a start of the background leave no name in any tab', async (tried) => {
    await painter.setState(open);
    await painter.setState(LOCKED);
    expect(texts()).not.toContain('Sandbox');
    expect(browser.faces.get(1)).toEqual({ kind: 'locked' });
    tried();

    // The background ended after the lock and before it painted.
    await painter.setState(open);
    start();
    await painter.setState(LOCKED);
    expect(texts()).not.toContain('Sandbox');
    tried();
  });

  proves('T7', 'a paint that began before a lock does not outlast it', async (tried) => {
    const paints = [painter.setState(open), painter.setState(LOCKED)];
    await painter.tabChanged({ id: 1, origin: api }, true);
    await Promise.all(paints);

    expect(texts()).not.toContain('Sandbox');
    tried();
  });

  proves('T7', 'the setting takes the names away at once', async (tried) => {
    await painter.setState(open);
    await painter.setState(withSettings(open, { namesInToolbar: false }));

    expect(browser.faces.get(1)).toEqual({ kind: 'in-use' });
    tried();
  });

  it('is noted first: a background that ends in between finds the tab again', async () => {
    browser.ports.toolbar.showIn = vi.fn(() => {
      expect(browser.session.tabsWithFace).toEqual([1]);
      return Promise.resolve();
    });
    start();
    await painter.setState(open);
    expect(painted).toEqual([1]);
  });
});
