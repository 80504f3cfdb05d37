/** The picks of single tabs: the whole background over a browser in memory. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { restoreBackup } from '../../src/app/backup/restore-backup';
import { changePassphrase } from '../../src/app/keys/change-keys';
import { createVault } from '../../src/app/keys/create-vault';
import { readState } from '../../src/app/pages/read-state';
import { removeProfiles } from '../../src/app/profiles/remove-profiles';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { reconcile } from '../../src/app/reconcile';
import { openVault } from '../../src/app/vault/open-vault';
import { compose } from '../../src/background/compose';
import { decodeBackup } from '../../src/backup/decode-backup';
import { encodeBackup } from '../../src/backup/encode-backup';
import type { OpenState } from '../../src/domain/app-state';
import type { ProfileId } from '../../src/domain/profile';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import type { Origin } from '../../src/domain/site';
import type { Command } from '../../src/protocol/messages';
import { match } from '../../src/rules/match';
import { findScheme } from '../../src/schemes';
import { opened } from '../support/app-states';
import { draftOf } from '../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../support/fake-ports';
import { proves } from '../support/proves';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const SITE = 'https://api.test' as Origin;
const ELSEWHERE = 'https://elsewhere.test' as Origin;

/** The last one, so that it can be closed and the other keeps its id. */
const [OTHER_TAB, OWN_TAB, NO_TAB] = [1, 2, -1];

let browser: FakeBrowser;
let background: ReturnType<typeof compose>;
let ids: { readonly user: ProfileId; readonly admin: ProfileId };

let created: FakeBrowser;

beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, PASSPHRASE);
});

beforeEach(async () => {
  browser = fakeBrowser();
  browser.envelope = created.envelope;
  browser.session = created.session;
  browser.shown = [SITE, SITE];
  background = compose(browser.ports);
  ids = { user: await add(draft('user')), admin: await add(draft('admin'), false) };
  await pickInTab(ids.admin);
});

function draft(value: string, headerName = 'X-User', changes: Partial<ProfileDraft> = {}) {
  const made = draftOf(value, SITE, 'custom-header', { headerName, value });
  return { ...made, allowCache: true, ...changes };
}

async function add(profile: ProfileDraft, pick = true): Promise<ProfileId> {
  await saveProfile(browser.ports, { profile, pick });
  const { profiles } = await state();
  const id = profiles.at(-1)?.id;
  if (!id) throw new Error('nothing saved');
  return id;
}

async function state(): Promise<OpenState> {
  return opened(await readState(browser.ports));
}

async function perform(command: Command) {
  const reply = await background.perform(command);
  expect(reply).toMatchObject({ ok: true });
}

const pickInTab = (profileId: ProfileId | null) =>
  perform({ type: 'pick/in-tab', origin: SITE, tabId: OWN_TAB, profileId });

/** The headers of a request of the site's own script, by name. */
function sent(tabId: number): Readonly<Record<string, string>> {
  const request = {
    url: `${SITE}/v1`,
    method: 'GET',
    type: 'xmlhttprequest',
    initiator: SITE,
    top: SITE,
    tabId,
  };
  const matched = match(browser.rules, request);
  const sets = 'sets' in matched ? matched.sets : [];
  return Object.fromEntries(sets.map(({ name, value }) => [name, value]));
}

const userIn = (tabId: number) => sent(tabId)['X-User'];

/** Other work of the background is done by then. */
const settled = () => background.inTurn(async () => {});

describe('what a tab sends', () => {
  proves('T22', 'each its own pick, and nothing without a tab', (tried) => {
    expect(userIn(OWN_TAB)).toBe('admin');
    expect(userIn(OTHER_TAB)).toBe('user');
    expect(sent(NO_TAB)).toEqual({});
    tried(3);
  });

  proves('T22', 'off sends nothing there, and leaves the others', async (tried) => {
    await pickInTab(null);

    expect(sent(OWN_TAB)).toEqual({});
    expect(userIn(OTHER_TAB)).toBe('user');
    expect(sent(NO_TAB)).toEqual({});
    tried(3);
  });

  proves(
    'T22',
    'its own pick on a site that is off; the site’s, once its own has ended',
    async (tried) => {
      await perform({ type: 'pick/set', origin: SITE, profileId: null });
      expect([userIn(OWN_TAB), sent(OTHER_TAB), sent(NO_TAB)]).toEqual(['admin', {}, {}]);

      await perform({ type: 'pick/set', origin: SITE, profileId: ids.user });
      await perform({ type: 'pick/end-in-tab', origin: SITE, tabId: OWN_TAB });
      expect([OWN_TAB, OTHER_TAB, NO_TAB].map(userIn)).toEqual(['user', 'user', 'user']);
      expect(browser.hadTabPicks).toBe(false);
      tried(6);
    },
  );

  proves(
    'T22',
    'nothing if its profile is gone, is no longer for the site, or is an extra',
    async (tried) => {
      const { headers } = (await state()).profiles.find(({ id }) => id === ids.admin) ?? {};
      const kept = headers?.map(({ id }) => ({
        id,
        schemeId: 'custom-header',
        fields: { headerName: 'X-User', value: 'admin' },
        paths: [],
        methods: [],
      }));
      const changes: readonly Partial<ProfileDraft>[] = [
        { isExtra: true },
        { sites: [{ url: ELSEWHERE, path: '' }] },
      ];
      for (const [at, change] of changes.entries()) {
        const profile = {
          ...draft('admin', 'X-User', { ...change, headers: kept ?? [] }),
          id: ids.admin,
          revision: at + 1,
        };
        await saveProfile(browser.ports, { profile, pick: false });

        expect(sent(OWN_TAB)).toEqual({});
        expect(userIn(OTHER_TAB)).toBe('user');
        tried();
      }
      // It comes back, without a click for this tab.
      await saveProfile(browser.ports, {
        profile: {
          ...draft('admin', 'X-User', { headers: kept ?? [] }),
          id: ids.admin,
          revision: changes.length + 1,
        },
        pick: false,
      });
      expect(sent(OWN_TAB)).toEqual({});
      await removeProfiles(browser.ports, { profileIds: [ids.admin] });

      expect(sent(OWN_TAB)).toEqual({});
      expect(userIn(OTHER_TAB)).toBe('user');
      tried();
    },
  );

  proves(
    'T22',
    'nothing after an undo of its profile’s deletion: that is no click for it',
    async (tried) => {
      await removeProfiles(browser.ports, { profileIds: [ids.admin] });
      const { undo } = await state();
      await perform({ type: 'bin/undo', ids: undo?.ids ?? [] });
      expect((await state()).profiles.map(({ id }) => id)).toContain(ids.admin);

      expect(sent(OWN_TAB)).toEqual({});
      expect(userIn(OTHER_TAB)).toBe('user');
      tried(2);
    },
  );

  proves(
    ['T22', 'T12'],
    'nothing after a restore: a backup may have other profiles of these ids',
    async (tried) => {
      const { content } = await openVault(browser.ports);
      const fieldsOf = (id: string, credential: unknown) => findScheme(id).fieldsOf(credential);
      const backup = decodeBackup(encodeBackup(content, browser.now, fieldsOf));
      await restoreBackup(
        browser.ports,
        { backup, locks: browser.session.locks ?? 0 },
        { mode: 'merge' },
      );

      expect(sent(OWN_TAB)).toEqual({});
      expect(userIn(OTHER_TAB)).toBe('user');
      tried(2);
    },
  );

  it('the extras that are on, each held back by the identity of its own tab', async () => {
    await add(draft('debug', 'X-Debug', { isExtra: true }));
    await add(draft('held', 'x-user', { isExtra: true }));

    expect(sent(OWN_TAB)).toMatchObject({ 'X-User': 'admin', 'X-Debug': 'debug' });
    expect(sent(OTHER_TAB)).toMatchObject({ 'X-User': 'user', 'X-Debug': 'debug' });
    await perform({ type: 'pick/extras-alone', origin: SITE });
    expect(sent(OWN_TAB)).toMatchObject({ 'X-User': 'admin', 'X-Debug': 'debug' });
    expect(sent(OTHER_TAB)).toMatchObject({ 'x-user': 'held', 'X-Debug': 'debug' });
    await pickInTab(null);
    expect(sent(OWN_TAB)).toEqual({});
  });

  proves(['T22', 'T27'], 'past the cache, though the profile may use it', async (tried) => {
    for (const tab of [OWN_TAB, OTHER_TAB]) {
      expect(sent(tab)).toHaveProperty('If-Range');
      tried();
    }
    await perform({ type: 'pick/end-in-tab', origin: SITE, tabId: OWN_TAB });

    expect(sent(OTHER_TAB)).toEqual({ 'X-User': 'user' });
  });

  it('nothing while everything is paused', async () => {
    await perform({ type: 'settings/change', settings: { paused: true } });
    expect(browser.rules).toEqual([]);
    await perform({ type: 'settings/change', settings: { paused: false } });
    expect(userIn(OWN_TAB)).toBe('admin');
  });

  it('nothing on a site that the browser does not allow', async () => {
    browser.disallowed.add(SITE);
    background.reconcileSoon();
    await settled();

    expect(browser.rules).toEqual([]);
  });
});

describe('a message', () => {
  it.each([
    ['of a profile of another site', { profileId: 'none' }],
    ['for a tab that is gone', { tabId: 99 }],
    ['for a site without a profile', { origin: ELSEWHERE, profileId: null }],
  ])('%s is refused', async (_, change) => {
    const command = {
      type: 'pick/in-tab' as const,
      origin: SITE,
      tabId: OTHER_TAB,
      profileId: null,
    };
    const { tabPicks } = browser.session;

    expect(await background.perform({ ...command, ...change })).toMatchObject({ ok: false });
    expect(browser.session.tabPicks).toEqual(tabPicks);
  });

  it('for a tab that shows another site is refused', async () => {
    browser.shown = [ELSEWHERE, SITE];
    const reply = await background.perform({
      type: 'pick/in-tab',
      origin: SITE,
      tabId: OTHER_TAB,
      profileId: null,
    });
    expect(reply).toMatchObject({ ok: false, failure: { code: 'message-refused' } });
  });
});

describe('the next profile, by the shortcut', () => {
  it('is that of the tab in front, if it has a pick of its own', async () => {
    background.onShortcut('next-profile', SITE, OWN_TAB);
    await settled();
    expect([sent(OWN_TAB), userIn(OTHER_TAB)]).toEqual([{}, 'user']);

    background.onShortcut('next-profile', SITE, OTHER_TAB);
    await settled();
    expect([sent(OWN_TAB), userIn(OTHER_TAB)]).toEqual([{}, 'admin']);
  });
});

async function unlock(): Promise<void> {
  await perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
}

describe('a lock', () => {
  proves(
    'T22',
    'takes the rules, and the next unlock brings back the tab’s pick',
    async (tried) => {
      await perform({ type: 'vault/lock' });
      expect(browser.rules).toEqual([]);
      await unlock();

      expect(userIn(OWN_TAB)).toBe('admin');
      expect(userIn(OTHER_TAB)).toBe('user');
      expect(sent(NO_TAB)).toEqual({});
      tried(4);
    },
  );

  proves(
    ['T22', 'T8'],
    'leaves ids alone in memory: none can be found without the key',
    async (tried) => {
      await perform({ type: 'vault/lock' });

      const { tabPicks = {}, tabPicksBy } = browser.session;
      const left = JSON.stringify([tabPicks, tabPicksBy]);
      expect(left).not.toMatch(/https|api\.test/);
      const digests = await Promise.all(
        [SITE, `${SITE}/`, 'api.test'].map(async (text) => {
          const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
          return Buffer.from(bytes).toString('base64').slice(0, 16);
        }),
      );
      for (const digest of digests) {
        expect(left).not.toContain(digest);
        tried();
      }
      expect(Object.values(tabPicks).flatMap((own) => Object.values(own))).toEqual([ids.admin]);
    },
  );

  proves('T22', 'a tab that is closed meanwhile ends its pick', async (tried) => {
    await perform({ type: 'vault/lock' });
    browser.shown = [SITE];
    await background.tabClosed(OWN_TAB, false);
    await settled();
    expect(browser.session.tabPicks).toEqual({});
    expect(browser.hadTabPicks).toBe(false);
    await unlock();

    expect(userIn(OWN_TAB)).toBe('user');
    tried(2);
  });
});

describe('the end of a tab', () => {
  proves('T22', 'takes its rules and its pick', async (tried) => {
    browser.shown = [SITE];
    await background.tabClosed(OWN_TAB, false);
    await settled();

    expect(browser.session.tabPicks).toEqual({});
    expect(browser.rules.filter(({ condition }) => condition.tabIds)).toEqual([]);
    expect(userIn(NO_TAB)).toBe('user');
    expect(browser.hadTabPicks).toBe(false);
    tried(3);
  });

  proves('T22', 'is noticed by the next start or sync, if the event was lost', async (tried) => {
    browser.shown = [SITE];
    background.reconcileSoon();
    await settled();

    expect(browser.rules.filter(({ condition }) => condition.tabIds)).toEqual([]);
    tried();
  });

  it('with its window leaves the mark: the browser may be closing', async () => {
    browser.shown = [SITE];
    await background.tabClosed(OWN_TAB, true);
    await settled();

    expect(browser.session.tabPicks).toEqual({});
    expect(browser.hadTabPicks).toBe(true);
  });

  it('of another tab changes nothing', async () => {
    const { calls } = browser;
    const before = calls.length;
    await background.tabClosed(OTHER_TAB, false);
    await settled();

    expect(calls.slice(before).filter((call) => call !== 'wakeUp.set')).toEqual([]);
    expect(userIn(OWN_TAB)).toBe('admin');
  });

  proves('T22', 'is none, if the browser gives it another id, also after a sync', async (tried) => {
    // Two tabs are left: the first, and the one with another id.
    browser.ports.tabs.all = async () => [
      { id: OTHER_TAB, origin: SITE },
      { id: 3, origin: SITE },
    ];
    const renaming = background.tabRenamed(OWN_TAB, 3);
    background.reconcileSoon();
    await renaming;
    await settled();

    expect([userIn(3), userIn(OWN_TAB)]).toEqual(['admin', 'user']);
    expect(browser.hadTabPicks).toBe(true);
    tried(2);
  });
});

describe('a new start', () => {
  proves(
    'T22',
    'of the browser or Keybearer ends the picks and says so, until it is read',
    async (tried) => {
      browser.session = {};
      background = compose(browser.ports);
      background.reconcileSoon();
      await settled();
      expect(browser.rules).toEqual([]);
      await unlock();

      expect(userIn(OWN_TAB)).toBe('user');
      expect(await state()).toMatchObject({ tabPicksEnded: true });
      await perform({ type: 'tab-picks/dismiss' });
      expect(await state()).not.toHaveProperty('tabPicksEnded');
      expect(browser.hadTabPicks).toBe(false);
      tried(2);
    },
  );

  it('says nothing if no tab had a pick', async () => {
    await perform({ type: 'pick/end-in-tab', origin: SITE, tabId: OWN_TAB });
    browser.session = {};
    background = compose(browser.ports);
    background.reconcileSoon();
    await unlock();

    expect(await state()).not.toHaveProperty('tabPicksEnded');
  });

  proves('T22', 'the mark is on the disk before the pick is in force', async (tried) => {
    await perform({ type: 'pick/end-in-tab', origin: SITE, tabId: OWN_TAB });
    const { ports } = browser;
    const refusing = compose({
      ...ports,
      tabPicksMark: { ...ports.tabPicksMark, set: async () => Promise.reject(new Error('full')) },
    });

    const reply = await refusing.perform({
      type: 'pick/in-tab',
      origin: SITE,
      tabId: OWN_TAB,
      profileId: ids.admin,
    });
    expect(reply).toMatchObject({ ok: false });
    expect(userIn(OWN_TAB)).toBe('user');
    tried();
  });
});

proves('T22', 'another data key leaves each tab its own pick', async (tried) => {
  await changePassphrase(browser.ports, {
    passphrase: PASSPHRASE,
    newPassphrase: 'another horse battery staple',
    passkeys: [],
  });
  await settled();
  await reconcile(browser.ports);

  expect([OWN_TAB, OTHER_TAB].map(userIn)).toEqual(['admin', 'user']);
  expect(sent(NO_TAB)).toEqual({});
  expect((await state()).tabPicksEnded).toBeUndefined();
  tried(3);
});

proves(
  'T22',
  'its tab is not unloaded to save memory: it would load again under another id',
  async (tried) => {
    expect([...browser.keptLoaded]).toEqual([OWN_TAB]);
    await perform({ type: 'pick/end-in-tab', origin: SITE, tabId: OWN_TAB });
    expect([...browser.keptLoaded]).toEqual([]);
    tried(2);
  },
);

describe('the toolbar and the state', () => {
  it('each tab has the face of its own pick', async () => {
    await vi.waitFor(() => {
      expect(browser.faces.get(OWN_TAB)).toMatchObject({
        named: { name: 'admin', onlyHere: true },
      });
    });
    expect(browser.faces.get(OTHER_TAB)).toMatchObject({ named: { name: 'user' } });
    expect(browser.faces.get(OTHER_TAB)).not.toHaveProperty('named.onlyHere');

    await pickInTab(null);
    await vi.waitFor(() => {
      expect(browser.faces.get(OWN_TAB)).toEqual({ kind: 'off', onlyHere: true });
    });
  });

  it('ids alone are published, and nothing while locked', async () => {
    expect((await state()).tabPicks).toEqual([
      { tabId: OWN_TAB, origin: SITE, profileId: ids.admin },
    ]);
    await perform({ type: 'vault/lock' });

    expect(await readState(browser.ports)).not.toHaveProperty('tabPicks');
  });
});
