/** The calls to the browser's toolbar button: none without a tab's id holds a name. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { COLOURS } from '../../src/domain/profile';
import type { TabFace } from '../../src/domain/toolbar-face';
import { ATTENTION_COLOUR, BADGE_COLOURS, BADGE_LETTERS } from '../../src/platform/badge-colours';
import { contrast } from '../support/contrast';
import { textOf } from '../support/fake-extension-api';
import { proves } from '../support/proves';

type Details = Readonly<Record<string, unknown>>;

let calls: [string, Details][];
let closedTab: number | undefined;

const record = (name: string) => async (details: Details) => {
  if (closedTab !== undefined && details.tabId === closedTab) throw new Error('No tab with id');
  calls.push([name, details]);
};

vi.mock('../../src/platform/extension-api', () => ({
  browser: {
    i18n: { getMessage: textOf },
    action: {
      setIcon: (details: Details) => record('icon')(details),
      setTitle: (details: Details) => record('title')(details),
      setBadgeText: (details: Details) => record('text')(details),
      setBadgeBackgroundColor: (details: Details) => record('colour')(details),
      setBadgeTextColor: (details: Details) => record('letters')(details),
    },
  },
}));

const IN_USE: TabFace = {
  kind: 'in-use',
  named: { name: 'Sandbox admin', colour: 'teal', host: 'api.gluwa.com', status: 200 },
};

async function toolbar() {
  vi.resetModules();
  return (await import('../../src/platform/toolbar')).toolbar;
}

const shown = (name: string) => calls.filter(([each]) => each === name).map(([, each]) => each);

beforeEach(() => {
  calls = [];
  closedTab = undefined;
});

describe('the toolbar button', () => {
  it('names the profile in use in one tab', async () => {
    await (await toolbar()).showIn(7, IN_USE);

    expect(shown('title')).toEqual([{ tabId: 7, title: 'Sandbox admin on api.gluwa.com · 200' }]);
    expect(shown('text')).toEqual([{ tabId: 7, text: 'SA' }]);
    expect(shown('colour')).toEqual([{ tabId: 7, color: BADGE_COLOURS.teal }]);
  });

  it('shows the last minute in place of the letters, and says so', async () => {
    const own = await toolbar();
    await own.showIn(7, { ...IN_USE, endsSoon: true } as TabFace);
    await own.showIn(8, { kind: 'in-use', endsSoon: true });
    await own.showIn(9, { kind: 'attention', endsSoon: true });

    expect(shown('text').map(({ text }) => text)).toEqual(['1m', '1m', '!']);
    expect(shown('title').map(({ title }) => title)).toEqual([
      'Sandbox admin on api.gluwa.com · 200 · off within a minute',
      'Keybearer: in use here · off within a minute',
      'Keybearer: needs attention here · off within a minute',
    ]);
  });

  proves('T24', 'says that a profile is armed, also if a request was refused', async (tried) => {
    const own = await toolbar();
    await own.showIn(7, { ...IN_USE, kind: 'attention', production: 'armed' } as TabFace);
    await own.showIn(8, { kind: 'attention', production: 'reads' });

    expect(shown('text').map(({ text }) => text)).toEqual(['ARM!', '!']);
    tried();
  });

  proves('T7', 'each call that holds a name has the tab’s id', async (tried) => {
    const own = await toolbar();
    await own.showEverywhere({ kind: 'idle' });
    await own.showIn(7, IN_USE);
    await own.showIn(8, { ...IN_USE, kind: 'attention' });

    const everywhere = calls.filter(([, details]) => !('tabId' in details));
    expect(everywhere).toHaveLength(5);
    expect(JSON.stringify(everywhere)).not.toMatch(/Sandbox|gluwa|SA/);
    expect(shown('text')).toContainEqual({ text: '' });
    tried(calls.length);
  });

  it.each<[TabFace, string, string, string]>([
    [{ kind: 'not-set-up' }, 'key-new', 'Keybearer: not set up', ''],
    [{ kind: 'locked' }, 'key-locked', 'Keybearer: locked', ''],
    [{ kind: 'unreadable' }, 'key', 'Keybearer: the vault cannot be read', '!'],
    [{ kind: 'paused' }, 'key-paused', 'Keybearer: paused', ''],
    [{ kind: 'idle' }, 'key-idle', 'Keybearer', ''],
    [{ kind: 'off' }, 'key-off', 'Keybearer: off here', ''],
    [{ kind: 'in-use' }, 'key', 'Keybearer: in use here', ''],
    [{ kind: 'attention' }, 'key', 'Keybearer: needs attention here', '!'],
  ])('says %o without a name', async (face, icon, title, text) => {
    await (await toolbar()).showIn(1, face);

    expect(shown('icon')[0]).toMatchObject({ path: { 16: `/icons/${icon}-16.png` } });
    expect(shown('title')).toEqual([{ tabId: 1, title }]);
    expect(shown('text')).toEqual([{ tabId: 1, text }]);
  });

  it('says what is wrong with the profile in use, by its status if there is one', async () => {
    const own = await toolbar();
    const named = { name: 'Admin', colour: 'teal', host: 'api.test' } as const;
    await own.showIn(1, { kind: 'attention', named });
    await own.showIn(1, { kind: 'attention', named: { ...named, status: 401 } });

    expect(shown('title').map(({ title }) => title)).toEqual([
      'Admin on api.test · needs attention',
      'Admin on api.test · 401',
    ]);
    expect(shown('text').map(({ text }) => text)).toEqual(['!', '!']);
  });

  it('calls the browser only for a change, and again for a tab that was reset', async () => {
    const own = await toolbar();
    await own.showIn(7, IN_USE);
    await own.showIn(7, IN_USE);
    expect(calls).toHaveLength(5);

    own.forget(7);
    await own.showIn(7, IN_USE);
    expect(calls).toHaveLength(10);
  });

  it('does nothing to a tab that was closed', async () => {
    const own = await toolbar();
    closedTab = 7;

    await expect(own.showIn(7, IN_USE)).resolves.toBeUndefined();
  });
});

describe('the badge', () => {
  const backgrounds = [...COLOURS.map((colour) => BADGE_COLOURS[colour]), ATTENTION_COLOUR];

  it.each(backgrounds)('%s has 3:1 on light and dark toolbars, and its letters 4.5:1', (colour) => {
    for (const bar of ['#ffffff', '#f9f9fb', '#3c3c3c', '#35363a', '#2b2a33', '#1c1b22']) {
      expect(contrast(colour, bar), bar).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(colour, BADGE_LETTERS)).toBeGreaterThanOrEqual(4.5);
  });
});
