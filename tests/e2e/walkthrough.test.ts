/**
 * The journeys of docs/walkthrough.md, walked in a real browser one after another. Each counts its
 * clicks and fields and takes its pictures; the table in the document says the same.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { GEONODE_CREDENTIALS } from '../lab/apis/geonode.mjs';
import { GLUWA_API_KEY } from '../lab/apis/gluwa.mjs';
import { IXO_TOKENS } from '../lab/apis/ixo-tokens.mjs';
import { TALEND_CONSUMERS } from '../lab/apis/talend.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { button, click, press, pressLast, words } from '../lab/pages/controls.mjs';
import { untilReviewed } from '../lab/pages/import-page.mjs';
import { backupOf } from '../lab/pages/made-backups.mjs';
import { vaultOf } from '../support/vault-of';
import { type Counted, type Walk, walkIn } from '../support/walk';
import {
  arrivals,
  call,
  downloaded,
  ENDPOINTS,
  GEONODE,
  GLUWA,
  IXO,
  isAllowed,
  open,
  openWorld,
  PASSPHRASE,
  PATIENT,
  PROFILES,
  TALEND,
  untilInForce,
  type World,
  whatWasSeen,
} from './harness';
import { prepareProfile, sendFrom } from './prepared';

const PICTURES = `dist/walkthrough/${inject('browser')}`;
const APP = 'https://app.gluwa.test';
const SANDBOX = 'https://sandbox.api.gluwa.test';
const TALEND_HOST = 'https://talend.test';
/** No other journey comes here. */
const SHOP = 'https://api.shop.test';
/** Their profiles come from files, each from its own. */
const TOOL = 'https://api.tool.test';
const TEAM = 'https://api.team.test';
const OLD_COMPUTER = 'https://api.old.test';
const RESTORED = '5c0c3b5e-8d6a-4c0e-9a53-0d9d2f1a7b11';
/** The key derivation of a file takes seconds, and many times that on a busy machine. */
const SLOW = { timeout: 110_000, interval: 200 };
const TEST_MS = 240_000;
const STALE_TOKEN = 'token-of-yesterday-4f1c';

interface Login {
  readonly username: string;
  readonly password: string;
}

let world: World;
let api: LabPage;
/** The suggested one, which the first run takes. */
let vaultPassphrase: string;
const counts = new Map<string, Counted>();

beforeAll(async () => {
  world = await openWorld();
  for (const site of [GLUWA, GEONODE, IXO, APP, SHOP, TOOL, TEAM, OLD_COMPUTER, TALEND_HOST]) {
    await world.browser.allowHost(`${site}/*`);
  }
  api = await world.browser.newPage(`${GLUWA}/blank`);
});

afterAll(() => world?.close());

/** @param name - In the document's table. */
async function journey(name: string, walkIt: (walk: Walk) => Promise<void>): Promise<Counted> {
  const walk = walkIn(world, name.toLowerCase().replaceAll(/\W+/g, '-'), PICTURES);
  await walkIt(walk);
  counts.set(name, walk.counted());
  return walk.counted();
}

/** Opens the popup over the page and clicks a button that leads to the manager. */
async function toManager(walk: Walk, page: LabPage, name: string): Promise<LabPage> {
  const popup = await walk.openPopup(page);
  await popup.waitForSelector(button(name));
  await walk.picture(popup);
  return world.browser.opened(() => walk.press(popup, name));
}

/** The form of a new profile, which the user has come to from a page of the site. */
async function fillIn(walk: Walk, manager: LabPage, login: Login): Promise<void> {
  await manager.waitForSelector(button(words('formSave')));
  await walk.type(manager, words('field_basic_username'), login.username);
  await walk.type(manager, words('field_basic_password'), login.password);
  await walk.picture(manager);
}

/** Saves, and resolves once the page is in front again, loaded anew with the header. */
async function saveAndReturn(
  walk: Walk,
  page: LabPage,
  site: string,
  login: Login,
  save: () => Promise<unknown>,
): Promise<void> {
  const mark = world.lab.log.mark();
  const { protocol, hostname } = new URL(site);
  // Without the port, with which a pattern never matches in Firefox.
  await walk.allowing(`${protocol}//${hostname}`, save);
  await vi.waitFor(async () => {
    const sent = arrivals(world, `${site}/blank`, mark).map(({ authorization }) => authorization);
    expect(sent).toEqual([basic(login)]);
    expect(await page.evaluate(() => document.visibilityState)).toBe('visible');
  }, PATIENT);
  await walk.picture(page);
}

function basic({ username, password }: Login): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** The header of the next request that the page's own script sends. */
async function sentBy(page: LabPage, url: string) {
  const mark = world.lab.log.mark();
  await call(page, 'fetch', url);
  return arrivals(world, url, mark).find(({ method }) => method === 'GET');
}

describe('first run', () => {
  it('leads from the page of an API back to it, with the header', async () => {
    const counted = await journey('First run', async (walk) => {
      const manager = await toManager(walk, api, words('setupStart'));
      await walk.press(manager, words('setupUseSuggestion'));
      vaultPassphrase = await manager.evaluate(
        () => document.querySelector('.suggestion')?.textContent ?? '',
      );
      await walk.picture(manager);
      await walk.press(manager, words('setupCreate'));
      await fillIn(walk, manager, GLUWA_API_KEY);
      await saveAndReturn(walk, api, GLUWA, GLUWA_API_KEY, () =>
        walk.press(manager, words('formSave')),
      );
    });

    expect(counted.clicks).toBeLessThanOrEqual(8);
    expect(counted.fields).toBeLessThanOrEqual(2);
  });
});

describe('a caller', () => {
  it('is let in from its own page', async () => {
    const page = await world.browser.newPage(`${APP}/blank`);
    await journey('Let a page call the API', async (walk) => {
      const popup = await walk.openPopup(page);
      await walk.press(popup, words('callHere'));
      const allow = `::-p-xpath(//button[starts-with(., '${words('callAllow', '')}')])`;
      await popup.waitForSelector(allow);
      await walk.picture(popup);
      await walk.allowing(APP, () => walk.click(popup, allow));
      await popup.close();
    });

    await expect
      .poll(async () => (await sentBy(page, ENDPOINTS.basic))?.authorization)
      .toMatch(/^Basic /);
    await page.close();
  });
});

describe('with a vault', () => {
  it('takes four clicks from the page of another API to its header', async () => {
    const page = await world.browser.newPage(`${GEONODE}/blank`);
    const counted = await journey('Another API', async (walk) => {
      const manager = await toManager(walk, page, words('popupAddProfile'));
      await fillIn(walk, manager, GEONODE_CREDENTIALS);
      await saveAndReturn(walk, page, GEONODE, GEONODE_CREDENTIALS, () =>
        walk.press(manager, words('formSave')),
      );
    });

    expect(counted.clicks).toBeLessThanOrEqual(4);
    expect(counted.fields).toBe(2);
    await page.close();
  });

  it('duplicates the profile in use, and changes the copy’s credential in its editor', async () => {
    const page = await world.browser.newPage(`${GEONODE}/blank`);
    const name = words('suggestedName', GEONODE_CREDENTIALS.username, new URL(GEONODE).host);
    const copyName = words('copyName', name);
    const counted = await journey('Duplicate and change', async (walk) => {
      const popup = await walk.openPopup(page);
      await walk.press(popup, words('rowMenu', name));
      const duplicate = `::-p-xpath(//*[@role="menuitem"][text()="${words('rowDuplicate')}"])`;
      await popup.waitForSelector(duplicate);
      await walk.picture(popup);
      const manager = await world.browser.opened(() => walk.click(popup, duplicate));
      await manager.waitForSelector(`::-p-xpath(//h1[text()="${words('formEditTitle')}"])`);
      await walk.press(manager, words('formReplace'));
      await walk.type(manager, words('field_basic_password'), 'pässwort-of-tomorrow');
      await walk.picture(manager);
      await walk.press(manager, words('formSave'));
      await manager.waitForSelector(`::-p-xpath(//output[contains(., "${copyName}")])`);
      await manager.close();
    });

    expect(counted).toEqual({ clicks: 5, fields: 1 });
    // The original is in use, unchanged.
    const sent = await sentBy(page, ENDPOINTS.geonode);
    expect(sent?.authorization).toBe(basic(GEONODE_CREDENTIALS));
    // The copy has the new password.
    const popup = await world.browser.openPopup(page);
    await click(popup, `::-p-xpath(//label[.//span[text()="${copyName}"]]/input)`);
    await popup.waitForSelector(button(words('popupReload')));
    await popup.close();
    const copied = await sentBy(page, ENDPOINTS.geonode);
    expect(copied?.authorization).toBe(
      basic({ ...GEONODE_CREDENTIALS, password: 'pässwort-of-tomorrow' }),
    );
    await page.close();
  });

  it('never sends a form again: the page is in front, and not reloaded', async () => {
    await prepareProfile(world, { ...PROFILES.apiKey, name: 'Own forms', ownForms: true });
    await untilInForce(world, GLUWA);
    await open(api, `${GLUWA}/blank`);
    await api.evaluate(() => {
      const form = document.createElement('form');
      form.method = 'post';
      document.body.append(form);
      form.submit();
    });
    await expect
      .poll(async () => JSON.stringify(await whatWasSeen(world.browser)))
      .toContain('"method":"POST"');
    const walk = walkIn(world, 'form', PICTURES);
    const manager = await toManager(walk, api, words('popupAddProfile'));
    await fillIn(walk, manager, { username: 'another', password: 'longer secret' });
    const mark = world.lab.log.mark();
    await press(manager, words('formSave'));

    // Asked of a tab that is hidden by now, where nothing is drawn and a selector is not waited for.
    const said = () => manager.evaluate(() => document.querySelector('output')?.textContent ?? '');
    await expect.poll(said).toContain(words('savedNotReloaded', '').split('. ')[1]);
    expect(await api.evaluate(() => document.visibilityState)).toBe('visible');
    expect(arrivals(world, `${GLUWA}/blank`, mark)).toEqual([]);
    await manager.close();
  });

  // Chromium's prompt is out of reach without a window.
  it.runIf(inject('browser') === 'firefox')('says which site is not allowed', async () => {
    const page = await world.browser.newPage(`${SANDBOX}/blank`);
    const walk = walkIn(world, 'denied', PICTURES);
    const manager = await toManager(walk, page, words('popupAddProfile'));
    await fillIn(walk, manager, GLUWA_API_KEY);
    await press(manager, words('formSave'));
    const allow = "::-p-xpath(//div[contains(@class, 'notice')][output]/button)";
    await manager.waitForSelector(allow);
    await walk.picture(manager);
    expect(await isAllowed(world, SANDBOX)).toBe(false);

    await world.browser.allowHost(`${SANDBOX}/*`);
    await saveAndReturn(walk, page, SANDBOX, GLUWA_API_KEY, () => walk.click(manager, allow));
    await page.close();
  });

  it('switches the profile by two clicks', async () => {
    const { name } = PROFILES.ethereum;
    await prepareProfile(world, { ...PROFILES.ethereum, use: false });
    await open(api, `${GLUWA}/blank`);
    const counted = await journey('Switch', async (walk) => {
      const popup = await walk.openPopup(api);
      const row = `::-p-xpath(//fieldset//label[.//span[text()='${name}']]/input)`;
      await popup.waitForSelector(row);
      await walk.picture(popup);
      await walk.click(popup, row);
      await popup.waitForSelector(button(words('popupReload')));
      await popup.close();
    });

    expect(counted.clicks).toBeLessThanOrEqual(2);
    expect(await sentBy(api, ENDPOINTS.ethereum)).toMatchObject({
      signature: expect.stringMatching(/^MT/),
    });
  });

  it('replaces a token that the server has refused by three clicks', async () => {
    await prepareProfile(world, {
      ...PROFILES.ixoBearer,
      fields: { [words('field_bearer_token')]: STALE_TOKEN },
    });
    await untilInForce(world, IXO);
    const page = await world.browser.newPage(`${IXO}/blank`);
    expect(await sentBy(page, ENDPOINTS.ixo)).toMatchObject({ status: 401 });
    const counted = await journey('Replace a token', async (walk) => {
      const popup = await walk.openPopup(page);
      await walk.press(popup, words('replaceToken'));
      await walk.type(popup, words('field_bearer_token'), IXO_TOKENS.jwt);
      await walk.picture(popup);
      await walk.press(popup, words('formSave'));
      await popup.waitForSelector(button(words('popupReload')));
      await popup.close();
    });

    expect(counted).toEqual({ clicks: 3, fields: 1 });
    expect(await sentBy(page, ENDPOINTS.ixo)).toMatchObject({
      authorization: `Bearer ${IXO_TOKENS.jwt}`,
      status: 200,
    });
    await page.close();
  });
});

describe('a slip', () => {
  it('is undone by one click: the header is on the wire again', async () => {
    const page = await world.browser.newPage(`${IXO}/blank`);
    await journey('Delete and undo', async (walk) => {
      const manager = await toManager(walk, page, words('manage'));
      const row = `//li[.//span[text()="${PROFILES.ixoBearer.name}"]]`;
      await walk.click(manager, `::-p-xpath(${row}//button[@aria-expanded="false"])`);
      await walk.picture(manager);
      await walk.click(manager, `::-p-xpath(${row}//button[text()="${words('managerDelete')}"])`);
      await manager.waitForSelector(`::-p-xpath(${row})`, { hidden: true });
      await walk.picture(manager);
      await walk.press(manager, words('undo'));
      await manager.waitForSelector(`::-p-xpath(${row})`);
      await manager.close();
    });

    await untilInForce(world, IXO);
    expect(await sentBy(page, ENDPOINTS.ixo)).toMatchObject({ status: 200 });
    await page.close();
  });
});

/** An export of ModHeader, with the filter that its own button writes. */
const modHeader = (site: string) =>
  JSON.stringify({
    version: 2,
    title: 'Shop',
    headers: [{ enabled: true, name: 'Authorization', value: 'Bearer token-of-the-shop' }],
    urlFilters: [{ enabled: true, urlRegex: `.*://${new URL(site).host}/.*` }],
  });

const IMPORT = `::-p-xpath(//a[text()="${words('importOpen')}"])`;

describe('another tool', () => {
  it('hands its profiles over by a file', async () => {
    await journey('Import from ModHeader', async (walk) => {
      const manager = await toManager(walk, api, words('manage'));
      await walk.click(manager, IMPORT);
      await walk.drop(manager, { 'ModHeader.json': modHeader(SHOP) });
      await untilReviewed(manager);
      await walk.picture(manager);
      await walk.allowing(SHOP, () => walk.press(manager, words('importSaveOne')));
      await manager.waitForSelector('li.profile');
      await manager.close();
    });
  });
});

describe('a backup', () => {
  it(
    'is saved from the settings',
    async () => {
      await journey('Make a backup', async (walk) => {
        const manager = await toManager(walk, api, words('manage'));
        await walk.click(manager, 'nav a[href="#/settings"]');
        await walk.press(manager, words('backupMake'));
        await manager.waitForSelector('dialog[open]');
        await walk.type(manager, words('backupProof'), vaultPassphrase);
        await walk.tick(manager, words('backupSamePassphrase'));
        await walk.picture(manager);
        // The box has the focus, from which the button is reached by Tab.
        await walk.tabTo(manager, words('backupMakeNow'));
        await manager.keyboard.press('Enter');
        await vi.waitFor(async () => expect(await manager.$('dialog')).toBeNull(), SLOW);
        await downloaded(world.browser, /^keybearer.*\.age$/);
        await manager.close();
      });
    },
    TEST_MS,
  );
});

describe('profiles without secrets', () => {
  const shared = JSON.stringify({
    format: 'keybearer-share',
    version: 1,
    profiles: [
      {
        name: 'Of the team',
        colour: 'teal',
        sites: [{ url: TEAM, path: '/' }],
        headers: [{ scheme: 'bearer', fields: {}, asks: ['token'], paths: [], methods: [] }],
        callers: [],
        strict: false,
        ownForms: false,
        ownPictures: false,
        allowCache: false,
        allowHttp: false,
      },
    ],
  });

  it('are saved for another person', async () => {
    await journey('Share a profile', async (walk) => {
      const manager = await toManager(walk, api, words('manage'));
      const row = `//li[.//span[text()="${PROFILES.ixoBearer.name}"]]`;
      await walk.click(manager, `::-p-xpath(${row}//button[@aria-expanded="false"])`);
      await walk.press(manager, words('shareAction'));
      await manager.waitForSelector('dialog .fingerprint');
      await walk.picture(manager);
      await walk.press(manager, words('shareSave'));
      await downloaded(world.browser, /^keybearer-share.*\.json$/);
      await manager.close();
    });
  });

  it('come with one field for each secret', async () => {
    await journey('Import a shared profile', async (walk) => {
      const manager = await toManager(walk, api, words('manage'));
      await walk.click(manager, IMPORT);
      await walk.drop(manager, { 'team.json': shared });
      await manager.waitForSelector('.shared-profile');
      await walk.type(manager, words('field_bearer_token'), 'token-of-my-own');
      await walk.picture(manager);
      await walk.allowing(TEAM, () => walk.press(manager, words('importSaveOne')));
      await manager.waitForSelector('li.profile');
      await manager.close();
    });
  });
});

describe('a forgotten passphrase', () => {
  it('starts over from the popup', async () => {
    await world.keybearer.lock(api);
    await journey('Forgot the passphrase', async (walk) => {
      const manager = await toManager(walk, api, words('manage'));
      await walk.click(manager, 'summary');
      const phrase = words('startOverPhrase');
      await walk.type(manager, words('startOverConfirm', phrase), phrase);
      await walk.picture(manager);
      await walk.press(manager, words('startOver'));
      await manager.waitForSelector(button(words('setupCreate')));
      await manager.close();
    });
  });
});

describe('five hundred profiles', () => {
  it('are searched for one', async () => {
    const vault = await vaultOf(500, 1);
    await world.browser.inBackground((text) => chrome.storage.local.set({ vault: text }), vault);
    await world.keybearer.unlock(api, PASSPHRASE);
    await journey('Find one of 500', async (walk) => {
      const manager = await toManager(walk, api, words('manage'));
      await manager.waitForSelector('li.profile');
      await walk.search(manager, 'profile 437');
      const edit = `::-p-xpath(//li[.//span[text()="Profile 437"]]//a[text()="${words('managerEdit')}"])`;
      await manager.waitForSelector(edit);
      await expect.poll(() => manager.evaluate(countOfRows)).toBe(1);
      await walk.picture(manager);
      await walk.click(manager, edit);
      await manager.waitForSelector(`::-p-xpath(//h1[text()="${words('formEditTitle')}"])`);
      await manager.close();
    });
    await startOver();
  });
});

/** The next journey begins without a vault. */
async function startOver(): Promise<void> {
  await world.keybearer.lock(api);
  const manager = await world.keybearer.openManager('#/about');
  await sendFrom(manager, { type: 'vault/start-over', locked: true });
  await manager.close();
}

describe('by keyboard', () => {
  it('goes from the popup to the header, with the toolbar icon and Allow as its only clicks', async () => {
    const login = TALEND_CONSUMERS.https.basic;
    const page = await world.browser.newPage(`${TALEND}/blank`);
    const counted = await journey('First run by keyboard', async (walk) => {
      const popup = await walk.openPopup(page);
      await walk.tabTo(popup, words('setupStart'));
      const manager = await world.browser.opened(() => pressLast(popup, 'Enter'));
      await manager.waitForSelector(button(words('setupCreate')));
      // The field has the focus: no Tab is pressed.
      await walk.type(manager, words('setupPassphrase'), 'a passphrase for the walk');
      await walk.type(manager, words('setupRepeat'), 'a passphrase for the walk');
      await manager.keyboard.press('Enter');
      await fillIn(walk, manager, login);
      await saveAndReturn(walk, page, TALEND, login, () => manager.keyboard.press('Enter'));
    });

    expect(counted).toEqual({ clicks: 2, fields: 4 });
    await startOver();
  });
});

describe('from the welcome of an empty Keybearer', () => {
  it('a file of ModHeader becomes a profile in use', async () => {
    await journey('First run from ModHeader', async (walk) => {
      const manager = await world.keybearer.openManager();
      await walk.press(manager, words('setupUseSuggestion'));
      await walk.press(manager, words('setupCreate'));
      await walk.click(manager, IMPORT);
      await walk.drop(manager, { 'ModHeader.json': modHeader(TOOL) });
      await untilReviewed(manager);
      await walk.tick(manager, words('importPick'));
      await walk.picture(manager);
      await walk.allowing(TOOL, () => walk.press(manager, words('importSaveOne')));
      await manager.waitForSelector('li.profile');
      await manager.close();
    });

    await untilInForce(world, TOOL);
    await startOver();
  });

  it(
    'a backup becomes the vault',
    async () => {
      const passphrase = 'the passphrase of a backup';
      const file = await backupOf(
        {
          'keybearer-backup': 1,
          madeAt: Date.UTC(2026, 0, 15),
          profiles: [
            {
              id: RESTORED,
              name: 'Old computer',
              sites: [{ origin: OLD_COMPUTER, path: '/' }],
              headers: [{ schemeId: 'bearer', fields: { token: 'token-of-the-backup' } }],
            },
          ],
          picks: { [OLD_COMPUTER]: { identity: RESTORED, extras: [] } },
        },
        passphrase,
      );
      await journey('Restore on a new computer', async (walk) => {
        const manager = await world.keybearer.openManager();
        await walk.click(manager, 'a[href="#/restore"]');
        await walk.choose(manager, 'keybearer.age', file);
        await walk.type(manager, words('restoreBackupPassphrase'), passphrase);
        await manager.keyboard.press('Enter');
        await vi.waitFor(async () => expect(await manager.$('.backed-up')).not.toBeNull(), SLOW);
        await walk.picture(manager);
        await walk.allowing(OLD_COMPUTER, () => walk.press(manager, words('restore')));
        await vi.waitFor(async () => expect(await manager.$('li.profile')).not.toBeNull(), SLOW);
        await manager.close();
      });

      await untilInForce(world, OLD_COMPUTER);
      await startOver();
    },
    TEST_MS,
  );
});

function countOfRows(): number {
  return document.querySelectorAll('li.profile').length;
}

describe('docs/walkthrough.md', () => {
  it('has the figures that were counted', () => {
    const rows = readFileSync('docs/walkthrough.md', 'utf8').matchAll(
      /^\| ([^|]+?) \| (\d+) \| (\d+) \|/gm,
    );
    const written = [...rows].map(([, name, clicks, fields]) => [
      name,
      { clicks: Number(clicks), fields: Number(fields) },
    ]);

    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(counts));
  });
});
