/** The one tab of the manager, from the installation on, and the addresses that lead to it. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GLUWA_API_KEY } from '../lab/apis/gluwa.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { button, chooseInMenu, press, typeInto, words } from '../lab/pages/controls.mjs';
import { field } from '../lab/pages/profile-form.mjs';
import { addressesOf, READS } from '../support/addresses';
import { proves } from '../support/proves';
import { walkIn } from '../support/walk';
import {
  arrivals,
  GEONODE,
  GLUWA,
  IXO,
  open,
  openWorld,
  PATIENT,
  PROFILES,
  type World,
} from './harness';
import { prepareProfile, sendFrom } from './prepared';

const MANAGER = 'src/manager/manager.html';
const TYPED = 'typed and not saved';

let world: World;
let api: LabPage;

beforeAll(async () => {
  world = await openWorld({ keepsWelcome: true });
  for (const site of [GLUWA, GEONODE]) await world.browser.allowHost(`${site}/*`);
});

afterAll(() => world?.close());

interface ShownTab {
  readonly id: number;
  readonly hash: string;
  readonly isActive: boolean;
}

/** The tabs that show the manager: one with an error page in its place has our address as well. */
function managerTabs(): Promise<ShownTab[]> {
  return world.browser.inBackground(async (page) => {
    const url = chrome.runtime.getURL(page);
    const living = await chrome.runtime.getContexts({ contextTypes: ['TAB'] });
    const tabs = await chrome.tabs.query({ url: `${url}*` });
    return tabs
      .filter(({ id }) => living.some(({ tabId }) => tabId === id))
      .map((tab) => ({
        id: tab.id,
        hash: tab.url?.slice(url.length) ?? '',
        isActive: tab.active,
      }));
  }, MANAGER);
}

/** Resolves once there is one tab of the manager, and it is in front at that place. */
async function untilOneAt(hash: string): Promise<void> {
  await vi.waitFor(async () => {
    expect(await managerTabs()).toEqual([expect.objectContaining({ hash, isActive: true })]);
  }, PATIENT);
}

/** Resolves once the form of a new profile has the site. */
async function untilFormOf(site: string): Promise<void> {
  await vi.waitFor(async () => {
    const said = await welcome().evaluate(() => document.querySelector('form')?.innerText ?? '');
    expect(said).toContain(new URL(site).host);
  }, PATIENT);
}

/** @param by - Presses the button of that name. */
async function addProfile(popup: LabPage, by = press): Promise<void> {
  await by(popup, words('popupAddProfile'));
  await untilOneAt('#/profile/new');
}

function welcome(): LabPage {
  if (!world.browser.welcome) throw new Error('The installation has opened no tab.');
  return world.browser.welcome;
}

describe('the installation', () => {
  it('opens one page, in front, which says what Keybearer is and how its button is pinned', async () => {
    await untilOneAt('');
    await welcome().waitForSelector(button(words('setupCreate')));
    const said = await welcome().evaluate(() => document.querySelector('main')?.innerText ?? '');

    expect(said).toContain(words('welcomeTitle'));
    expect(said).toContain(words('setupPromise'));
    const isFirefox = world.browser.name === 'firefox';
    expect(said).toContain(words(isFirefox ? 'welcomePinByGear' : 'welcomePinByPin'));
    expect(said).toContain(words('restoreTitle'));
    expect(await welcome().$('.pin-picture')).not.toBeNull();
    expect(world.lab.log.entries).toEqual([]);
  });

  it('is six clicks from the first header, with the page of the API in front again', async () => {
    const walk = walkIn(world, 'installed', `dist/walkthrough/${world.browser.name}`);
    await walk.picture(welcome());
    await walk.press(welcome(), words('setupUseSuggestion'));
    await walk.press(welcome(), words('setupCreate'));
    await welcome().waitForSelector(`::-p-xpath(//p[text()="${words('managerEmpty')}"])`);
    await walk.picture(welcome());
    api = await world.browser.newPage(`${GLUWA}/blank`);
    await addProfile(await walk.openPopup(api), walk.press);
    await untilFormOf(GLUWA);
    await walk.type(welcome(), words('field_basic_username'), GLUWA_API_KEY.username);
    await walk.type(welcome(), words('field_basic_password'), GLUWA_API_KEY.password);
    const mark = world.lab.log.mark();
    await walk.allowing(GLUWA, () => walk.press(welcome(), words('formSave')));

    await vi.waitFor(async () => {
      const [sent] = arrivals(world, `${GLUWA}/blank`, mark);
      expect(sent?.authorization).toMatch(/^Basic /);
      expect(await api.evaluate(() => document.visibilityState)).toBe('visible');
    }, PATIENT);
    expect(walk.counted()).toEqual({ clicks: 6, fields: 2 });
    // It was open before, so it stays, behind the page.
    expect(await managerTabs()).toEqual([expect.objectContaining({ hash: '#/', isActive: false })]);
  });
});

describe('the popup', () => {
  it('brings the open tab to the front for a new profile, with its page', async () => {
    await open(api, `${GEONODE}/blank`);
    await addProfile(await world.browser.openPopup(api));

    await untilFormOf(GEONODE);
  });

  it('takes the page of another site to the form that is open', async () => {
    await open(api, `${IXO}/blank`);
    await addProfile(await world.browser.openPopup(api));

    await untilFormOf(IXO);
  });

  it('does not lose what is typed into the form of another profile', async () => {
    await prepareProfile(world, PROFILES.geonode);
    const [first, second] = (await profilesFrom(welcome())).map(({ id }) => id);
    await open(api, `${GEONODE}/blank`);
    await welcome().bringToFront();
    await goTo(welcome(), `#/profile/${first}`);
    await typeInto(welcome(), field('formName'), TYPED);

    const popup = await world.browser.openPopup(api);
    await chooseInMenu(popup, 'managerEdit');
    await untilOneAt(`#/profile/${second}`);
    await goTo(welcome(), `#/profile/${first}`);

    const name = await welcome().waitForSelector(field('formName'));
    expect(await name?.evaluate((input) => (input as HTMLInputElement).value)).toBe(TYPED);
  });

  it('opens another tab for one that was closed', async () => {
    await welcome().close();
    await vi.waitFor(async () => expect(await managerTabs()).toEqual([]), PATIENT);
    const popup = await world.browser.openPopup(api);
    await press(popup, words('manage'));

    await untilOneAt('');
  });
});

describe('the browser’s own Options', () => {
  it('shows the open tab', async () => {
    await api.bringToFront();
    const [before] = await managerTabs();
    await world.browser.inBackground(() => chrome.runtime.openOptionsPage());

    await vi.waitFor(async () => {
      expect(await managerTabs()).toEqual([{ ...before, isActive: true }]);
    }, PATIENT);
  });
});

describe('an address of ours', () => {
  it('opens a second tab on purpose', async () => {
    const second = await world.keybearer.openManager('#/about');
    await second.waitForSelector('h1');

    expect(await managerTabs()).toHaveLength(2);
    await second.close();
  });

  proves('T10', 'changes nothing, over an open vault', async (tried) => {
    const manager = await world.keybearer.openManager();
    await manager.waitForSelector('h1');
    const [first] = await profilesFrom(manager);
    if (!first) throw new Error('There is no profile.');
    const { id: profile, headers } = first;
    const before = await stored();
    await listen();
    for (const address of addressesOf({ profile, header: headers[0]?.id ?? '' })) {
      await goTo(manager, address);
      // Opened anew, where there is a page; a forged address is followed only.
      if (address.split('/').length < 3) await manager.reload();
      await manager.waitForSelector('main h1, main h2');
      await manager.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
      tried();
    }

    expect((await heard()).filter((type) => !READS.includes(type))).toEqual([]);
    expect(await stored()).toEqual(before);
    await manager.close();
  });

  proves('T10', 'is no way for a web page to open one of ours', async (tried) => {
    const page = await world.browser.newPage('https://evil.test/');
    const before = await managerTabs();
    const ours = `${world.browser.extensionOrigin}/${MANAGER}#/bin`;
    await page.evaluate((address) => {
      const link = document.createElement('a');
      link.href = address;
      link.target = '_blank';
      document.body.append(link);
      for (const act of [() => link.click(), () => window.open(address)]) {
        try {
          act();
        } catch {
          // Refused at once.
        }
      }
    }, ours);
    // The page asks for this after all of those, so an answer to it says that the browser has judged them.
    await page.evaluate(() => fetch('/').then(({ status }) => status));

    expect(await managerTabs()).toEqual(before);
    tried(2);
    // Nor does a tab with our address and an error page in it take the manager's place.
    const popup = await world.browser.openPopup(page);
    await press(popup, words('manage'));
    await vi.waitFor(async () => {
      expect(await managerTabs()).toEqual([{ ...before[0], isActive: true }]);
    }, PATIENT);
    tried();
    await page.close();
  });
});

function goTo(manager: LabPage, address: string): Promise<void> {
  return manager.evaluate((hash) => {
    location.hash = hash;
  }, address);
}

/** In the order of their making. */
async function profilesFrom(manager: LabPage) {
  const reply = await sendFrom(manager, { type: 'state/read' });
  if (!reply.ok || reply.state?.vault !== 'unlocked') throw new Error('The vault is not open.');
  return reply.state.profiles;
}

/** Everything that a change would touch: the vault, the rules and the grants. */
function stored(): Promise<unknown> {
  return world.browser.inBackground(async () => ({
    local: await chrome.storage.local.get(),
    rules: await chrome.declarativeNetRequest.getSessionRules(),
    grants: await chrome.permissions.getAll(),
  }));
}

/** From now on the background notes each message that it gets. */
function listen(): Promise<void> {
  return world.browser.inBackground(() => {
    const noted: string[] = [];
    Object.assign(globalThis, { noted });
    chrome.runtime.onMessage.addListener(({ type }) => void noted.push(type));
  });
}

function heard(): Promise<string[]> {
  // Cast: see `listen`.
  return world.browser.inBackground(() => (globalThis as unknown as { noted: string[] }).noted);
}
