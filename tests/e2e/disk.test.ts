/**
 * The files in the browser's profile folder, during work with Keybearer and after: none holds a typed
 * text. First, in a profile of its own, the test shows that it finds the browser's own records.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { LOGIN_ACCOUNT, LOGIN_ANSWER_MARK } from '../lab/apis/login-api.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { describeHit, type Hit, scanProfile } from '../lab/canary/scan-profile.mjs';
import { PROFILES as DEMO_PROFILES, NOTES } from '../lab/demo/demo-profiles.mjs';
import { button, choose, fill, press, typeInto, words } from '../lab/pages/controls.mjs';
import {
  field,
  fillCredential,
  fillProfile,
  type NewProfile,
  submitProfile,
} from '../lab/pages/profile-form.mjs';
import { proves, rounds } from '../support/proves';
import { toWif } from '../support/wif';
import { call, GLUWA, open, openWorld, PATIENT, untilInForce, type World } from './harness';
import { sendFrom } from './prepared';
import { storedContents } from './stored-contents';
import { buttonsOfTabs } from './toolbar-buttons';
import {
  canary,
  FRONT_END,
  foundIn,
  untilInSession,
  untilSessionIsWritten,
} from './written-session';

const isFirefox = inject('browser') === 'firefox';

/**
 * Waits until the browser has written its session twice, without taking the focus from the page in
 * front: a page behind it goes to another fragment.
 */
async function untilSessionIsWrittenBehind(world: World, behind: LabPage): Promise<void> {
  for (let times = 0; times < 2; times += 1) {
    const witness = canary();
    await behind.evaluate((fragment) => {
      location.hash = fragment;
    }, witness);
    await untilInSession(world, witness);
  }
}

describe('the scanner', () => {
  const canaries = {
    local: canary(),
    packed: canary(),
    database: canary(),
    large: canary(),
    rule: canary(),
    typed: canary(),
    sent: canary(),
  };
  let profileDir: string;
  let world: World;

  beforeAll(async () => {
    profileDir = await mkdtemp(join(tmpdir(), 'keybearer-canaries-'));
    world = await openWorld({ profileDir, plantsSecrets: true });
  });

  afterAll(async () => {
    await world?.close();
    await rm(profileDir, { recursive: true, force: true });
  });

  it('finds what an extension stores, and what is typed into a page', async () => {
    const page = await world.browser.newPage(FRONT_END);
    await typeInto(page, 'input', canaries.typed);
    await world.browser.inBackground(storeEverywhere, canaries);

    const { sent, ...stored } = canaries;
    await vi.waitFor(() => expect(foundIn(world, stored)).toEqual(Object.keys(stored).toSorted()), {
      timeout: 60_000,
      interval: 200,
    });

    const hits = scanProfile(profileDir, canaries);
    const hows = new Set(hits.map(({ how }) => how));
    // Files that each browser packed by itself, not by a test.
    expect([...hows]).toEqual(
      expect.arrayContaining(isFirefox ? ['mozLz4', 'sqlite > snappy'] : ['leveldb']),
    );
  });

  // Measured, and one reason for what our rules add to the header: docs/platform.md.
  it(`finds in the cache ${isFirefox ? 'a header' : 'the digest of a header'} that is named by Vary`, async () => {
    const page = await world.browser.newPage(`${GLUWA}/blank`);
    const { sent } = canaries;
    await page.evaluate(
      async (url, value) => (await fetch(url, { headers: { authorization: value } })).text(),
      `${GLUWA}/kept?vary=Authorization`,
      sent,
    );
    // Written some seconds later, or when the browser is closed.
    await world.browser.close();

    const hits = scanProfile(profileDir, { sent });
    await world.startBrowser();

    expect(hits.map(({ file, encoding }) => [file.split(/[\\/]/).at(-3), encoding])).toEqual(
      isFirefox ? [['cache2', 'utf8']] : [['Cache', 'sha256 with a line feed']],
    );
  });
});

/** Runs in the background: everything that an extension can leave behind. */
async function storeEverywhere(canaries: Readonly<Record<string, string>>): Promise<void> {
  const { local, packed, database, large, rule } = canaries;
  await chrome.storage.local.set({ local });
  // More than the 4 MiB after which LevelDB packs its log into a table.
  await chrome.storage.local.set({ packed, filler: 'all work and no play '.repeat(110_000) });
  for (const filler of ['makes jack a dull boy ', 'all play and no work ', 'and so on ']) {
    await chrome.storage.local.set({ filler: filler.repeat(110_000) });
  }
  await chrome.declarativeNetRequest.updateDynamicRules({
    addRules: [
      {
        id: 1,
        action: {
          type: 'modifyHeaders',
          requestHeaders: [{ header: 'x-canary', operation: 'set', value: rule }],
        },
        condition: { urlFilter: '|https://nowhere.test/' },
      },
    ],
  });
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('canaries', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('canaries');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const transaction = opened.transaction('canaries', 'readwrite');
  const store = transaction.objectStore('canaries');
  store.put({ database }, 1);
  // Large enough for many pages of the database.
  store.put(`${'lorem ipsum '.repeat(2_000)}${large}${'dolor sit amet '.repeat(2_000)}`, 2);
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  opened.close();
}

describe('on the disk', () => {
  const ethereumKey = Buffer.concat([Buffer.from([1]), randomBytes(31)]);
  const bitcoinKey = Buffer.concat([Buffer.from([1]), randomBytes(31)]);
  const grantedHost = `${canary()}.test`;

  /** Name → a secret that must not be found. Grows as texts are typed and sent. */
  const canaries: Record<string, string | Buffer> = {
    'Ethereum key': ethereumKey.toString('hex'),
    'Ethereum key, its bytes': ethereumKey,
    'Bitcoin key': toWif(bitcoinKey),
    'Bitcoin key, its bytes': bitcoinKey,
  };

  /** A canary that is known from now on. */
  function typed(name: string): string {
    const made = canary();
    canaries[name] = made;
    return made;
  }

  const PROFILES: readonly NewProfile[] = [
    {
      ...profileOf('basic', {
        [words('field_basic_username')]: typed('user name'),
        [words('field_basic_password')]: typed('password'),
      }),
      note: typed('note'),
      // No request ever goes to either, so they are in no address that the browser knows.
      moreSites: [{ site: GLUWA, path: `/${typed('path of a site')}` }, { site: grantedHost }],
    },
    profileOf('bearer', { [words('field_bearer_token')]: typed('bearer token') }),
    profileOf('token', { [words('field_token_key')]: typed('key of Token') }),
    profileOf('api_key', { [words('field_api_key_key')]: typed('API key') }),
    profileOf('custom_header', {
      [words('field_custom_header_headerName')]: 'X-Custom',
      [words('field_custom_header_value')]: typed('value of a custom header'),
    }),
    profileOf('gluwa_ethereum', {
      [words('field_gluwa_ethereum_privateKey')]: ethereumKey.toString('hex'),
    }),
    profileOf('gluwa_bitcoin', { [words('field_gluwa_bitcoin_wif')]: toWif(bitcoinKey) }),
  ];
  const [first, second] = PROFILES;
  if (first === undefined || second === undefined) throw new Error('There are two at least.');

  let passphrase = typed('passphrase');
  let profileDir: string;
  let world: World;
  let page: LabPage;

  beforeAll(async () => {
    profileDir = await mkdtemp(join(tmpdir(), 'keybearer-disk-'));
    world = await openWorld({ profileDir });
    page = await world.browser.newPage(`${GLUWA}/blank`);
    await world.browser.allowHost(`${GLUWA}/*`);
    await world.browser.allowHost(`https://${grantedHost}/*`);
  });

  afterAll(async () => {
    await world?.close();
    await rm(profileDir, { recursive: true, force: true });
  });

  function profileOf(
    scheme:
      | 'basic'
      | 'bearer'
      | 'token'
      | 'api_key'
      | 'custom_header'
      | `gluwa_${'ethereum' | 'bitcoin'}`,
    fields: Readonly<Record<string, string>>,
  ): NewProfile {
    return {
      name: typed(`name of a profile, ${scheme}`),
      site: GLUWA,
      scheme: words(`scheme_${scheme}`),
      fields,
    };
  }

  /** The browser's files so far hold no secret of ours. */
  function expectNothing(after: string, tried: (cases: number) => void) {
    addIssued();
    const hits = scanProfile(profileDir, { ...canaries, 'granted host': grantedHost });
    expect(hits.filter((hit) => !isTheBrowsersOwn(hit)).map(describeHit), after).toEqual([]);
    tried(Object.keys(canaries).length);
  }

  /** A sent header is as secret as the credential that it was made of. */
  function addIssued() {
    for (const [nth, value] of world.lab.logins.issued.entries()) {
      canaries[`issued by a login ${nth}`] = value;
    }
    for (const { headers } of world.lab.log.entries) {
      for (const name of ['authorization', 'x-api-key', 'x-custom', 'x-request-signature']) {
        const value = headers[name];
        if (value === undefined) continue;
        canaries[`${name}, ${value.slice(-6)}`] = value;
        if (name !== 'x-request-signature') continue;
        const [, signature = ''] = Buffer.from(value, 'base64').toString().split('.');
        canaries[`signature, ${value.slice(-6)}`] = signature.replace(/^0x/, '');
      }
    }
  }

  async function nothingDynamic() {
    const rules = await world.browser.inBackground(() =>
      chrome.declarativeNetRequest.getDynamicRules(),
    );
    expect(rules).toEqual([]);
  }

  proves('T7', 'nothing is in clear after the vault is made', async (tried) => {
    await world.keybearer.createVault(page, passphrase);

    expectNothing('the vault is made', tried);
  });

  proves(
    'T7',
    'nothing is in clear after each profile is saved, and after it sends',
    async (tried) => {
      for (const profile of PROFILES) {
        await world.keybearer.addProfile(profile);
        expectNothing(`${profile.scheme} is saved`, tried);

        const before = Object.keys(canaries).length;
        await vi.waitFor(async () => {
          await call(page, 'fetch', `${GLUWA}/blank`);
          addIssued();
          expect(Object.keys(canaries).length).toBeGreaterThan(before);
        }, PATIENT);
        // Opened under an address of its own: the browser does not request a cached address again.
        const kept = ['', 'Authorization, X-API-Key, X-Custom, X-Request-Signature'].map(
          (vary) => `${GLUWA}/kept?${new URLSearchParams({ vary, for: profile.scheme })}`,
        );
        for (const url of kept) await call(page, 'fetch', url);
        for (const url of kept) await open(page, `${url}&opened`);
        await open(page, `${GLUWA}/blank`);
        expectNothing(`${profile.scheme} has sent`, tried);
      }
      await nothingDynamic();
    },
  );

  proves('T7', 'nothing is in clear after picks, edits and a removal', async (tried) => {
    await world.keybearer.pick(page, words('popupOff'));
    expectNothing('Off is selected', tried);
    await world.keybearer.pick(page, first.name);
    expectNothing('the first one is picked', tried);

    await world.keybearer.editProfile(first.name, async (form) => {
      await typeInto(form, field('formNote'), typed('note after an edit'));
      // The user name may be a key, so it is hidden as the password is.
      await press(form, words('formReplace'));
      await press(form, words('formReplace'));
      await fillCredential(form, {
        [words('field_basic_username')]: typed('user name after an edit'),
        [words('field_basic_password')]: typed('password after an edit'),
      });
    });
    await call(page, 'fetch', `${GLUWA}/blank`);
    expectNothing('the first one is edited', tried);

    await world.keybearer.removeProfile(second.name);
    expectNothing('the second one is removed', tried);
    await nothingDynamic();
  });

  proves('T7', 'nothing is in clear after the passphrase is changed', async (tried) => {
    const next = typed('new passphrase');
    const settings = await world.keybearer.openManager('#/settings');
    await fill(settings, words('settingsOldPassphrase'), passphrase);
    await fill(settings, words('settingsNewPassphrase'), next);
    await fill(settings, words('setupRepeat'), next);
    await press(settings, words('settingsPassphraseChange'));
    await settings.waitForSelector(
      `::-p-xpath(//output[text()='${words('settingsPassphraseChanged')}'])`,
    );
    await settings.close();
    passphrase = next;
    expectNothing('the passphrase is changed', tried);

    await world.keybearer.lock(page);
    expectNothing('the vault is locked', tried);
    await world.keybearer.failToUnlock(page, typed('wrong passphrase'));
    expectNothing('it could not be unlocked', tried);
    await world.keybearer.unlock(page, passphrase);
    expectNothing('it is unlocked', tried);
    await nothingDynamic();
  });

  proves('T7', 'nothing is in clear while the toolbar button names a profile', async (tried) => {
    await open(page, `${GLUWA}/blank`);
    await expect.poll(async () => (await titles()).join()).toContain(`${first.name} on `);

    await world.keybearer.lock(page);
    await expect.poll(async () => (await titles()).join()).not.toContain(' on ');
    await world.keybearer.unlock(page, passphrase);
    await expect.poll(async () => (await titles()).join()).toContain(`${first.name} on `);
    expectNothing('the toolbar button has named a profile', tried);
  });

  proves('T7', 'nothing of a login is in clear, tried or in use', async (tried) => {
    const { notesLogin } = DEMO_PROFILES;
    canaries['password of a login'] = LOGIN_ACCOUNT.password;
    canaries['rest of the answer of a login'] = LOGIN_ANSWER_MARK;
    await world.browser.allowHost(`${NOTES}/*`);
    const form = await world.keybearer.openManager('#/profile/new');
    await fillProfile(form, notesLogin);
    await press(form, words('tryLogin', new URL(NOTES).host));
    await form.waitForSelector(button(`${words('tryLoginUse_token')}: /data/token`));
    await untilSessionIsWrittenBehind(world, page);
    expectNothing('a login was tried', tried);
    expect(world.lab.logins.issued).toHaveLength(2);

    await submitProfile(form, notesLogin.name);
    await form.close();
    await untilInForce(world, NOTES);
    expectNothing('a login is in use', tried);
    expect(world.lab.logins.issued).toHaveLength(4);
  });

  async function titles(): Promise<string[]> {
    return (await buttonsOfTabs(world)).map(({ title }) => title);
  }

  /** Every field there is for a profile or a passphrase, filled in and never sent. */
  async function typeHalf(when: string): Promise<void> {
    const form = await world.keybearer.openManager('#/profile/new');
    await fillProfile(form, {
      ...profileOf('basic', {
        [words('field_basic_username')]: typed(`user name ${when}`),
        [words('field_basic_password')]: typed(`password ${when}`),
      }),
      site: `https://${typed(`host ${when}`)}.test/${typed(`address ${when}`)}`,
      path: `/${typed(`path ${when}`)}`,
      note: typed(`note ${when}`),
      paths: `/${typed(`path of a header ${when}`)}`,
      callers: `https://${typed(`caller ${when}`)}.test`,
    });
    const settings = await world.keybearer.openManager('#/settings');
    await fill(settings, words('settingsOldPassphrase'), passphrase);
    await fill(settings, words('settingsNewPassphrase'), typed(`new passphrase ${when}`));
    await fill(settings, words('setupRepeat'), typed(`repeated passphrase ${when}`));
    const suggestion = await settings.waitForSelector('.suggestion');
    canaries[`suggestion ${when}`] = (await suggestion?.evaluate((own) => own.textContent)) ?? '';
    await form.bringToFront();
  }

  proves('T7', 'nothing of a form that is half typed is in clear', async (tried) => {
    await typeHalf('half typed');
    await untilSessionIsWritten(world);

    expectNothing('half a profile is typed', tried);
  });

  proves('T7', 'nothing is in clear once the browser is closed over it', async (tried) => {
    await world.browser.close();

    expectNothing('the browser is closed', tried);
    // Otherwise no text would have been saved to be found.
    expect(foundIn(world, { grantedHost })).toEqual(['grantedHost']);
    // The hosts that a title has named are not among what the extension has stored.
    const hosts = scanProfile(profileDir, { host: new URL(GLUWA).host });
    expect(hosts.filter(({ file }) => STORED_BY_US.test(file)).map(describeHit)).toEqual([]);
    tried();
  });

  proves('T7', 'nothing is in clear after a restart', async (tried) => {
    await world.startBrowser();
    page = await world.browser.newPage(`${GLUWA}/blank`);
    expectNothing('the browser is started', tried);

    await world.keybearer.unlock(page, passphrase);
    expectNothing('the vault is unlocked', tried);
    await nothingDynamic();
  });

  proves(['T7', 'T28'], 'nothing is left after Delete now, nor in clear', async (tried) => {
    const token = canaries['bearer token']?.toString() ?? '';
    const found = async () => {
      const contents = await storedContents(world, passphrase);
      return contents.map((content) => JSON.stringify(content).includes(token));
    };
    expect(await found()).toContain(true);
    await world.keybearer.lock(page);
    await world.browser.kill();
    expectNothing('the browser is killed with a profile in the bin', tried);
    await world.startBrowser();
    page = await world.browser.newPage(`${GLUWA}/blank`);
    await world.keybearer.unlock(page, passphrase);

    const manager = await world.keybearer.openManager('#/about');
    const told = [await sendFrom(manager, { type: 'bin/list' })];
    told.push(await sendFrom(manager, { type: 'bin/empty' }));
    told.push(await sendFrom(manager, { type: 'bin/list' }));
    await manager.close();

    const texts = told.map((reply) => JSON.stringify(reply));
    expect(texts.map((each) => each.includes(second.name))).toEqual([true, false, false]);
    expect(texts.join()).not.toContain(token);
    const left = await found();
    expect(left.length).toBeGreaterThan(0);
    expect(left).not.toContain(true);
    expectNothing('the bin is empty', tried);
  });

  proves('T7', 'nothing is in clear after SIGKILL over a half-typed form', async (tried) => {
    for (let round = 1; round <= rounds({ short: 1, full: 5 }); round += 1) {
      await typeHalf(`before SIGKILL ${round}`);
      await untilSessionIsWritten(world);

      await world.browser.kill();

      expectNothing('the browser is killed', tried);
      await world.startBrowser();
      page = await world.browser.newPage(`${GLUWA}/blank`);
      await world.keybearer.unlock(page, passphrase);
      expectNothing('it is started again', tried);
      await nothingDynamic();
    }
  });

  proves(
    'T7',
    'nothing of a shown secret is in clear, nor after SIGKILL over it',
    async (tried) => {
      const form = await world.keybearer.openManager('#/profile/new');
      const label = words('field_basic_password');
      const secret = typed('password that is shown');
      await choose(form, `::-p-xpath(//fieldset//select)`, words('scheme_basic'));
      await fillCredential(form, { [label]: secret });
      await press(form, words('secretShowField', label));
      await untilSessionIsWrittenBehind(world, page);

      const shown = await form.$('.shown');
      expect(await shown?.evaluate((own) => own.textContent)).toBe(secret);
      expectNothing('a secret is shown', tried);
      await world.browser.kill();

      expectNothing('the browser is killed over a shown secret', tried);
    },
  );

  /**
   * The browser's own record of permissions: the host of a granted permission, and no
   * other part of a site. SECURITY.md says so.
   */
  function isTheBrowsersOwn({ canary, file }: Hit): boolean {
    return canary === 'granted host' && GRANTS.test(file);
  }
});

/** What an extension stores, and the values of its toolbar button that Chromium keeps. */
const STORED_BY_US = isFirefox
  ? /^storage[\\/]default[\\/]moz-extension/
  : /^Default[\\/](Extension State|Local Extension Settings|IndexedDB[\\/]chrome-extension)/;

/** The files in which the browsers keep the hosts that an extension may work on. */
const GRANTS = isFirefox
  ? /^(extension-preferences\.json|startupCache[\\/]webext\.sc\.lz4)$/
  : /^Default[\\/]Preferences$/;
