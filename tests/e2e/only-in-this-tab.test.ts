/** *Only in this tab*: two identities in two tabs of one site, on the wire and in the popup. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import {
  ENDPOINTS,
  fetchStatus,
  GLUWA,
  open,
  PASSPHRASE,
  PATIENT,
  sessionRules,
  untilInForce,
  type World,
  xhrStatus,
} from './harness';
import { mendUse, openWorldInUse, prepareProfile } from './prepared';
import { buttonsOfTabs } from './toolbar-buttons';

const basic = (username: string) => ({
  scheme: words('scheme_basic'),
  fields: {
    [words('field_basic_username')]: username,
    [words('field_basic_password')]: `made-up-${username}`,
  },
});

/** Their answers may be kept, unless a tab has a pick of its own. */
const USER = { name: 'User', site: GLUWA, ...basic('user'), allowCache: true };
const ADMIN = { name: 'Admin', site: GLUWA, ...basic('admin'), allowCache: true, use: false };

type Identity = 'user' | 'admin' | 'none';

const BLANK = `${GLUWA}/blank`;
const TARGET = ENDPOINTS.open;

let world: World;
let profileDir: string;
/** Shows the site, with the site's pick. */
let other: LabPage;
/** Shows the site, with a pick of its own. */
let own: LabPage;
let count = 0;

beforeAll(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'keybearer-tabs-'));
  ({ world, page: other } = await openWorldInUse(USER, { profileDir }));
  await prepareProfile(world, ADMIN);
  own = await world.browser.newPage(BLANK);
});

afterAll(async () => {
  await world?.close();
  await rm(profileDir, { recursive: true, force: true });
});

const box = `::-p-xpath(//label[contains(., "${words('popupOnlyInTab')}")]/input)`;

/** Ticks or unticks the box in the popup over a tab. */
async function onlyInTab(page: LabPage, isOn: boolean): Promise<void> {
  const popup = await world.browser.openPopup(page);
  const input = await popup.waitForSelector(box);
  const was = await input?.evaluate((element) => (element as HTMLInputElement).checked);
  if (was !== isOn) await input?.click();
  await popup.waitForSelector('#only-in-tab', { hidden: !isOn });
  await popup.close();
}

async function pickOnlyIn(page: LabPage, name: string): Promise<void> {
  await onlyInTab(page, true);
  await world.keybearer.pick(page, name);
}

function identityIn(authorization: string | undefined): Identity {
  if (!authorization) return 'none';
  const [name = ''] = Buffer.from(authorization.replace('Basic ', ''), 'base64')
    .toString()
    .split(':');
  // Cast: there are no others.
  return name as Identity;
}

/** The identity of the one request that an action makes to an address of its own. */
async function sentBy(act: (url: string) => unknown, start = BLANK): Promise<Identity> {
  const mark = world.lab.log.mark();
  const url = `${start}?of=${++count}`;
  await act(url);
  const { headers } = await world.lab.log.waitFor(
    (entry) => `https://${entry.host}${entry.url}` === url && entry.method !== 'OPTIONS',
    { from: mark },
  );
  return identityIn(headers.authorization);
}

const byFetch = (page: LabPage) => sentBy((url) => fetchStatus(page, url), TARGET);

function untilSends(page: LabPage, identity: Identity): Promise<void> {
  return vi.waitFor(async () => expect(await byFetch(page)).toBe(identity), PATIENT);
}

async function expectApart(ofOwn: Identity, ofOther: Identity = 'user'): Promise<void> {
  await untilSends(own, ofOwn);
  expect(await byFetch(other)).toBe(ofOther);
}

const madeUp = (body: string) =>
  `/made-up?${new URLSearchParams({ type: 'text/javascript', body, n: String(++count) })}`;

interface TabCondition {
  readonly tabIds?: readonly number[] | null;
  readonly excludedTabIds?: readonly number[] | null;
}

/** The rules that name a tab. */
async function rulesOfTabs(): Promise<readonly TabCondition[]> {
  // Cast: only the product installs rules.
  const rules = (await sessionRules(world.browser)) as { readonly condition: TabCondition }[];
  return rules
    .map(({ condition }) => condition)
    .filter(({ tabIds, excludedTabIds }) => tabIds || excludedTabIds);
}

afterEach(async () => {
  await mendUse(world);
  for (const page of [own, other]) await onlyInTab(page, false).catch(() => undefined);
});

describe('a tab with a pick of its own', () => {
  proves('T22', 'two tabs are two identities: addresses, fetch and XHR', async (tried) => {
    await pickOnlyIn(own, ADMIN.name);
    await untilSends(own, 'admin');

    const ways: readonly ((page: LabPage) => Promise<Identity>)[] = [
      (page) => sentBy((url) => open(page, url)),
      byFetch,
      (page) => sentBy((url) => xhrStatus(page, url), TARGET),
    ];
    for (const way of ways) {
      expect(await way(own)).toBe('admin');
      expect(await way(other)).toBe('user');
      tried(2);
    }
  });

  it('the popup shows the tab’s pick, and names the one of the others', async () => {
    await pickOnlyIn(own, ADMIN.name);

    await world.keybearer.untilPopupSays(own, words('popupOtherTabs', USER.name));
    await world.keybearer.untilPopupSays(own, words('popupOnlyInTabMeaning'));
    expect(await world.keybearer.popupText(other)).not.toContain(words('popupOtherTabs', ''));
    await vi.waitFor(async () => {
      const titles = (await buttonsOfTabs(world)).map(({ title }) => title);
      expect(titles.filter((title) => title.includes('only in this tab'))).toEqual([
        expect.stringContaining(ADMIN.name),
      ]);
    }, PATIENT);
  });

  it('the site’s pick changes elsewhere, and the tab keeps its own', async () => {
    await pickOnlyIn(own, ADMIN.name);
    await world.keybearer.pick(other, words('popupOff'));

    await expectApart('admin', 'none');
    await world.keybearer.pick(other, USER.name);
    await expectApart('admin');
  });

  proves('T22', 'off in one tab sends nothing there', async (tried) => {
    await pickOnlyIn(own, words('popupOff'));

    await expectApart('none');
    expect(await sentBy((url) => open(own, url))).toBe('none');
    expect(await sentBy((url) => open(other, url))).toBe('user');
    tried(4);
  });

  it('the box is unticked, and the tab has the site’s pick again', async () => {
    await pickOnlyIn(own, ADMIN.name);
    await onlyInTab(own, false);

    await untilSends(own, 'user');
    expect(await rulesOfTabs()).toEqual([]);
  });

  it('by keyboard alone: Tab goes to the box, Space ticks it', async () => {
    const popup = await world.browser.openPopup(own);
    await popup.waitForSelector(box);
    const focused = () =>
      popup.evaluate(() => document.activeElement?.closest('label')?.textContent ?? '');
    for (let tabs = 0; tabs < 12 && !(await focused()).includes('Only in'); tabs++) {
      await popup.keyboard.press('Tab');
    }
    await popup.keyboard.press('Space');
    await popup.waitForSelector('#only-in-tab');
    expect(await focused()).toContain(words('popupOnlyInTab'));
    await popup.close();
  });

  proves('T22', 'the background dies, and both stay', async (tried) => {
    await pickOnlyIn(own, ADMIN.name);
    await world.browser.stopBackground();

    await expectApart('admin');
    await world.keybearer.untilPopupSays(own, words('popupOtherTabs', USER.name));
    await expectApart('admin');
    tried(2);
  });

  proves('T22', 'a lock takes the rules, and unlocking brings both back', async (tried) => {
    await pickOnlyIn(own, ADMIN.name);
    await untilSends(own, 'admin');
    await world.keybearer.lock(own);

    expect(await sessionRules(world.browser)).toEqual([]);
    await expectApart('none', 'none');
    const { tabPicks } = await world.browser.inBackground(() => chrome.storage.session.get());
    expect(Object.keys(tabPicks as object)).toHaveLength(1);
    expect(JSON.stringify(tabPicks)).not.toMatch(/gluwa|https/);
    await world.keybearer.unlock(other, PASSPHRASE);
    await untilInForce(world, GLUWA);
    await expectApart('admin');
    tried(4);
  });

  proves(
    'T22',
    'its tab is not unloaded to save memory, and keeps its pick if it is all the same',
    async (tried) => {
      const url = `${BLANK}?unloaded=${++count}`;
      const tabAt = () =>
        world.browser.inBackground(async (address) => {
          const [tab] = await chrome.tabs.query({ url: address });
          return { id: tab?.id ?? 0, mayUnload: tab?.autoDiscardable };
        }, url);
      const page = await world.browser.newPage(url);
      await pickOnlyIn(page, ADMIN.name);
      await untilSends(page, 'admin');
      try {
        if (world.browser.name === 'chromium')
          expect(await tabAt()).toMatchObject({ mayUnload: false });
        await other.bringToFront();
        const { id: before } = await tabAt();
        await world.browser.inBackground(async (id) => {
          // Another extension may.
          await chrome.tabs.discard(id);
        }, before);
        const { id: unloaded } = await tabAt();
        await world.browser.inBackground(async (id) => {
          await chrome.tabs.update(id, { active: true });
        }, unloaded);

        await vi.waitFor(async () => {
          const { id } = await tabAt();
          expect((await rulesOfTabs()).flatMap(({ tabIds }) => tabIds ?? [])).toContain(id);
        }, PATIENT);
        tried(2);
      } finally {
        const { id } = await tabAt();
        await world.browser.inBackground((last) => chrome.tabs.remove(last), id);
      }
    },
  );
});

describe('a tab that ends', () => {
  async function withTab(act: (page: LabPage) => Promise<void>): Promise<void> {
    const page = await world.browser.newPage(BLANK);
    await pickOnlyIn(page, ADMIN.name);
    await untilSends(page, 'admin');
    await act(page);
  }

  const untilNoRules = () =>
    vi.waitFor(async () => expect(await rulesOfTabs()).toEqual([]), PATIENT);

  proves('T22', 'takes its rule along', async (tried) => {
    await withTab(async (page) => {
      expect(await rulesOfTabs()).not.toEqual([]);
      await page.close();

      await untilNoRules();
      expect(await byFetch(other)).toBe('user');
      tried();
    });
  });

  proves('T22', 'takes it along while the background is stopped', async (tried) => {
    await withTab(async (page) => {
      await world.browser.stopBackground();
      await page.close();

      await untilNoRules();
      tried();
    });
  });

  proves('T22', 'takes it along while the vault is locked', async (tried) => {
    await withTab(async (page) => {
      await world.keybearer.lock(page);
      await page.close();
      await world.keybearer.unlock(other, PASSPHRASE);
      await untilInForce(world, GLUWA);

      await untilNoRules();
      const kept = await world.browser.inBackground(() => chrome.storage.local.get('hadTabPicks'));
      expect(kept).toEqual({});
      tried();
    });
  });
});

describe('what has no pick of its own', () => {
  proves('T22', 'a tab opened from it by a link, and its duplicate', async (tried) => {
    await pickOnlyIn(own, ADMIN.name);
    const opener = async (url: string) => {
      const opened = await world.browser.opened(
        () => own.evaluate((target) => void window.open(target), url),
        url,
      );
      await opened.close();
    };
    expect(await sentBy(opener)).toBe('user');

    const url = `${BLANK}?twice=${++count}`;
    await open(own, url);
    const mark = world.lab.log.mark();
    const copy = await world.browser.inBackground(async (address) => {
      const [tab] = await chrome.tabs.query({ url: address });
      return (await chrome.tabs.duplicate(tab?.id ?? 0)).id;
    }, url);
    const again = await world.lab.log.waitFor((entry) => GLUWA + entry.url === url, { from: mark });

    // The driver takes a tab that it has not opened for the one that it opens next.
    await world.browser.inBackground((id) => chrome.tabs.remove(id), copy);
    expect(identityIn(again.headers.authorization)).toBe('user');
    tried(2);
  });

  proves(
    ['T22', 'T1'],
    'service and shared workers send nothing; a dedicated one is of its tab',
    async (tried) => {
      const ask = `onconnect = onmessage = async ({ data, ports: [port] }) =>
      port ? (port.onmessage = ({ data }) => fetch(data)) : fetch(data)`;
      const script = `${ask}; self.oninstall = () => self.skipWaiting();
      self.onactivate = (event) => event.waitUntil(self.clients.claim())`;
      await own.evaluate(async (url) => {
        await navigator.serviceWorker.register(url);
        await navigator.serviceWorker.ready;
      }, madeUp(script));
      const service = (page: LabPage) =>
        sentBy((url) =>
          page.evaluate(async (target) => {
            (await navigator.serviceWorker.ready).active?.postMessage(target);
          }, url),
        );
      const sharedScript = madeUp(ask);
      const shared = (page: LabPage) =>
        sentBy((url) =>
          page.evaluate(
            (source, target) => new SharedWorker(source).port.postMessage(target),
            sharedScript,
            url,
          ),
        );
      const dedicated = (page: LabPage) =>
        sentBy((url) =>
          page.evaluate(
            (source, target) => new Worker(source).postMessage(target),
            madeUp(ask),
            url,
          ),
        );
      for (const way of [service, shared, dedicated]) expect(await way(own)).toBe('user');
      await pickOnlyIn(own, ADMIN.name);
      await untilSends(own, 'admin');

      for (const page of [own, other]) {
        expect(await service(page)).toBe('none');
        expect(await shared(page)).toBe('none');
        tried(2);
      }
      expect(await dedicated(own)).toBe('admin');
      expect(await dedicated(other)).toBe('user');
      tried(2);

      await onlyInTab(own, false);
      await untilSends(own, 'user');
      expect(await service(other)).toBe('user');
      await own.evaluate(async () => {
        for (const each of await navigator.serviceWorker.getRegistrations())
          await each.unregister();
      });
    },
  );

  proves(['T22', 'T1'], 'a page of another site in that tab', async (tried) => {
    await pickOnlyIn(own, ADMIN.name);
    const mark = world.lab.log.mark();
    await own.goto(`https://evil.test/fetch?method=GET&target=${encodeURIComponent(TARGET)}`);
    const arrived = await world.lab.log.waitFor(
      ({ host, url, method }) =>
        method === 'GET' && host === 'api.gluwa.test' && TARGET.endsWith(url),
      { from: mark },
    );

    expect(identityIn(arrived.headers.authorization)).toBe('none');
    await open(own, BLANK);
    await expectApart('admin');
    tried();
  });
});

proves(
  ['T22', 'T27'],
  'two tabs on one cacheable address read their own answers',
  async (tried) => {
    const kept = `${GLUWA}/kept?tabs=${++count}`;
    const read = (page: LabPage) =>
      page.evaluate(async (url) => {
        const answer = await fetch(url);
        return ((await answer.json()) as { keptFor: string }).keptFor;
      }, kept);
    await pickOnlyIn(own, words('popupOff'));
    await expectApart('none');

    for (let round = 0; round < 2; round++) {
      expect(await read(other)).toBe('a credential');
      expect(await read(own)).toBe('anyone');
      tried(2);
    }
  },
);

describe('a new start', () => {
  const notice = words('popupTabPicksEnded');

  proves('T22', 'of Keybearer or the browser ends the picks, and says so once', async (tried) => {
    await pickOnlyIn(own, ADMIN.name);
    await untilSends(own, 'admin');
    const stored = await world.browser.inBackground(() => chrome.storage.local.get());
    expect(JSON.stringify(stored.hadTabPicks)).toBe('true');
    await world.browser.reloadExtension();

    await untilSends(own, 'none');
    await world.keybearer.unlock(other, PASSPHRASE);
    await untilInForce(world, GLUWA);
    await expectApart('user');
    await world.keybearer.untilPopupSays(own, notice);
    // As much as the next start needs.
    await setTimeout(1000);
    await world.restartBrowser();
    other = await world.browser.newPage(BLANK);
    own = await world.browser.newPage(BLANK);
    await world.keybearer.unlock(other, PASSPHRASE);
    await world.keybearer.untilPopupSays(own, notice);

    const popup = await world.browser.openPopup(own);
    const read = `::-p-xpath(//div[contains(., "${notice}")]/button[text()="${words('noticeRead')}"])`;
    await (await popup.waitForSelector(read))?.click();
    await popup.waitForSelector(read, { hidden: true });
    await popup.close();
    expect(await world.keybearer.popupText(own)).not.toContain(notice);
    const left = await world.browser.inBackground(() => chrome.storage.local.get('hadTabPicks'));
    expect(left).toEqual({});
    tried(2);
  });
});
