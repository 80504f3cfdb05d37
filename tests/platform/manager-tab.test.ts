/** One tab of the manager, over tabs as the browsers answer for them. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { giveWay, showManager } from '../../src/platform/manager-tab';

interface FakeTab {
  readonly id: number;
  readonly url: string;
  readonly windowId: number;
  readonly incognito?: boolean;
  readonly lastAccessed?: number;
  readonly discarded?: boolean;
  /** It shows an error page of the browser. */
  readonly broken?: boolean;
  /** It closes between the question and the answer. */
  readonly closing?: boolean;
}

const PAGE = 'chrome-extension://us/src/manager/manager.html';
const fake = vi.hoisted(() => ({
  tabs: [] as FakeTab[],
  calls: [] as unknown[],
  hasWindow: true,
  front: 1,
  own: undefined as number | undefined,
}));
vi.mock('../../src/platform/extension-api', () => ({
  browser: {
    runtime: {
      getURL: (path: string) => `chrome-extension://us/${path}`,
      getContexts: async () =>
        fake.tabs.filter((tab) => !tab.discarded && !tab.broken).map(({ id }) => ({ tabId: id })),
    },
    tabs: {
      query: async ({ url, lastFocusedWindow }: { url: string; lastFocusedWindow?: boolean }) =>
        fake.tabs
          .filter((tab) => tab.url.startsWith(url.replace(/\*$/, '')))
          .filter((tab) => !lastFocusedWindow || tab.windowId === fake.front)
          .map((tab) => ({ incognito: false, discarded: false, ...tab })),
      async update(id: number, change: object) {
        if (fake.tabs.some((tab) => tab.id === id && tab.closing)) throw new Error('No tab.');
        fake.calls.push(['update', id, change]);
      },
      async create(made: object) {
        if (!fake.hasWindow) throw new Error('No current window');
        fake.calls.push(['create', made]);
      },
      getCurrent: async () => ({
        incognito: false,
        ...fake.tabs.find(({ id }) => id === fake.own),
      }),
      remove: async (id: number) => void fake.calls.push(['remove', id]),
    },
    windows: {
      update: async (id: number, change: object) => void fake.calls.push(['window', id, change]),
      create: async (made: object) => void fake.calls.push(['new window', made]),
    },
  },
}));

const tab = (id: number, more: Partial<FakeTab> = {}): FakeTab => ({
  id,
  url: `${PAGE}#/settings`,
  windowId: 1,
  lastAccessed: id,
  ...more,
});
const opened = (hash: string) => ['create', { url: `${PAGE}${hash}` }];

beforeEach(() => {
  fake.tabs = [];
  fake.calls = [];
  fake.hasWindow = true;
  fake.front = 1;
  fake.own = undefined;
});

describe('showManager', () => {
  it('opens a tab if there is none', async () => {
    fake.tabs = [tab(1, { url: 'chrome-extension://us/src/popup/popup.html' })];

    await showManager('#/activity', false);

    expect(fake.calls).toEqual([opened('#/activity')]);
  });

  it('opens a window if there is none', async () => {
    fake.hasWindow = false;

    await showManager('', false);

    expect(fake.calls).toEqual([['new window', { url: PAGE }]]);
  });

  it('brings the open tab and its window to the front, and goes to the place', async () => {
    fake.tabs = [tab(3, { windowId: 8 })];

    await showManager('#/activity', false);

    expect(fake.calls).toEqual([
      ['update', 3, { active: true, url: `${PAGE}#/activity` }],
      ['window', 8, { focused: true }],
    ]);
  });

  it('leaves the open tab where it is if no place is named: without a fragment it would load anew', async () => {
    fake.tabs = [tab(3)];

    await showManager('', false);

    expect(fake.calls[0]).toEqual(['update', 3, { active: true }]);
  });

  it('takes the one that was in front last', async () => {
    fake.tabs = [tab(3, { lastAccessed: 10 }), tab(4, { lastAccessed: 30 }), tab(5)];

    await showManager('', false);

    expect(fake.calls[0]).toEqual(['update', 4, { active: true }]);
  });

  it('loads a tab again that the browser has unloaded', async () => {
    fake.tabs = [tab(3, { discarded: true })];

    await showManager('#/settings', false);

    expect(fake.calls[0]).toEqual(['update', 3, { active: true, url: `${PAGE}#/settings` }]);
  });

  it.each([{ broken: true }, { closing: true }])(
    'opens another for one that is %j',
    async (why) => {
      fake.tabs = [tab(3, why)];

      await showManager('#/settings', false);

      expect(fake.calls).toEqual([opened('#/settings')]);
    },
  );

  it.each([
    ['a popup in another window', { windowId: 2, incognito: true }, false],
    ['a popup in another private window', { windowId: 2, incognito: true }, true],
    ['a popup in a private window', {}, true],
  ])(
    'does not show a private tab to others, nor others to a private popup: %s',
    async (_, kind, isPrivate) => {
      fake.tabs = [tab(3, kind)];

      await showManager('', isPrivate);

      expect(fake.calls).toEqual([opened('')]);
    },
  );

  it('shows a private tab to a popup in its own window', async () => {
    fake.tabs = [tab(3, { windowId: 1, incognito: true })];

    await showManager('', true);

    expect(fake.calls[0]).toEqual(['update', 3, { active: true }]);
  });
});

describe('giveWay', () => {
  const replaced: unknown[] = [];
  const at = (search: string) => vi.stubGlobal('location', { search, pathname: '/manager.html' });
  beforeEach(() => {
    replaced.length = 0;
    vi.stubGlobal('history', { replaceState: (...given: unknown[]) => replaced.push(given[2]) });
    fake.own = 9;
    at('?options');
  });

  it('shows the open manager in the place of a tab that the browser’s own Options has opened', async () => {
    fake.tabs = [tab(3), tab(9)];

    expect(await giveWay()).toBe(true);

    expect(fake.calls).toEqual([
      ['update', 3, { active: true }],
      ['window', 1, { focused: true }],
      ['remove', 9],
    ]);
  });

  it('stays if there is no other, and forgets how it was opened', async () => {
    fake.tabs = [tab(9)];

    expect(await giveWay()).toBe(false);

    expect(fake.calls).toEqual([]);
    expect(replaced).toEqual(['/manager.html']);
  });

  it('lets a second tab stay that was opened by its address', async () => {
    at('');
    fake.tabs = [tab(3), tab(9)];

    expect(await giveWay()).toBe(false);

    expect(fake.calls).toEqual([]);
  });
});
