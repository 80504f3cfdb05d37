/** Unlocking by passkey, with virtual authenticators, in the manager and in the real popup. */
import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROME_ID } from '../../scripts/extension-id.mjs';
import { click, fill, press, words } from '../lab/pages/controls.mjs';
import { addPasskey, plugIn } from '../lab/pages/passkeys.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  ENDPOINTS,
  fetchStatus,
  GLUWA,
  openWorld,
  PASSPHRASE,
  PROFILES,
  sessionRules,
  type World,
} from './harness';
import { prepareVault } from './prepared';

const ANOTHER = 'another correct horse battery';

let world: World;
let site: Page;
let passphrase = PASSPHRASE;

beforeAll(async () => {
  world = await openWorld();
  site = await world.chromium.newPage(`${GLUWA}/`);
  await world.browser.allowHost(`${GLUWA}/*`);
  await prepareVault(world, PROFILES.ethereum);
});

afterAll(() => world?.close());

beforeEach(async () => {
  const text = await world.keybearer.popupText(site);
  if (text.includes(words('unlockTitle'))) await world.keybearer.unlock(site, passphrase);
  const page = await openSettings();
  await removeAll(page);
  await page.close();
  expect(await signatureSent()).toBeDefined();
});

async function signatureSent(): Promise<string | undefined> {
  await site.bringToFront();
  const mark = world.lab.log.mark();
  await fetchStatus(site, ENDPOINTS.ethereum);
  return arrivals(world, ENDPOINTS.ethereum, mark)[0]?.signature;
}

async function openSettings(): Promise<Page> {
  const url = `${world.browser.extensionOrigin}/src/manager/manager.html#/settings`;
  const page = await world.chromium.newPage(url);
  await page.waitForSelector('h1');
  return page;
}

/** Each test begins without a passkey. */
async function removeAll(page: Page): Promise<void> {
  for (const name of await namesOf(page)) {
    // Gone with the one before it, which was not asked to stay.
    if (!(await namesOf(page)).includes(name)) continue;
    await removePasskey(page, name, passphrase);
  }
}

function namesOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.list .name')].map(({ textContent }) => textContent ?? ''),
  );
}

async function removePasskey(page: Page, name: string, typed: string): Promise<void> {
  await press(page, words('passkeyRemove', name));
  await page.waitForSelector('dialog[open]');
  await fill(page, words('passkeyPassphrase'), typed);
  await click(page, 'dialog button[type="submit"]');
  await page.waitForSelector('dialog', { hidden: true });
}

async function lockFrom(page: Page): Promise<void> {
  // The manager begins anew when it is locked.
  await Promise.all([page.waitForNavigation(), press(page, words('lock'))]);
  await page.waitForSelector(`::-p-aria([name="${words('unlock')}"][role="button"])`);
}

/** Resolves when the page has made up its mind about the passkey it has asked for. */
async function usePasskey(page: Page): Promise<void> {
  const asking = `::-p-xpath(//button[text()="${words('passkeyAsking')}"])`;
  await Promise.all([page.waitForSelector(asking), press(page, words('unlockByPasskey'))]);
  await page.waitForSelector(asking, { hidden: true });
}

function isOpen(page: Page): Promise<boolean> {
  return page.evaluate((lock) => document.body.innerText.includes(lock), words('settingsTitle'));
}

async function expectLocked(): Promise<void> {
  expect(await sessionRules(world.browser)).toEqual([]);
  const session = await world.browser.inBackground(() => chrome.storage.session.get());
  expect(Object.keys(session)).not.toContain('dataKey');
  expect(await signatureSent()).toBeUndefined();
}

describe('a passkey', () => {
  it('unlocks from the real popup, and the header is in force again', async () => {
    const popup = await world.chromium.openPopup(site);
    // An authenticator belongs to the page, so that the popup itself has to make the passkey.
    const laptop = await plugIn(popup);
    await goTo(popup, 'manager/manager.html#/settings');
    await addPasskey(popup, 'Laptop', PASSPHRASE);
    // The passkey belongs to the id, which the manifest's key keeps the same in every folder.
    expect(await laptop.credentials()).toMatchObject([{ rpId: `chrome-extension://${CHROME_ID}` }]);
    await goTo(popup, 'popup/popup.html');
    await press(popup, words('lock'));
    await popup.waitForSelector(`::-p-aria([name="${words('unlockByPasskey')}"][role="button"])`);
    expect(await sessionRules(world.browser)).toEqual([]);
    const focused = await popup.evaluate(() => document.activeElement?.getAttribute('type'));
    expect(focused).toBe('password');

    await press(popup, words('unlockByPasskey'));

    await popup.waitForSelector('.verdict');
    await popup.close();
    expect(await signatureSent()).toBeDefined();
  });

  proves('T14', 'a passkey opens only with its own authenticator and its owner', async (tried) => {
    const page = await openSettings();
    const laptop = await plugIn(page);
    await page.evaluate(recordWhatIsAsked);
    await page.evaluateOnNewDocument(recordWhatIsAsked);
    await addPasskey(page, 'Laptop', PASSPHRASE);
    const [credential] = await laptop.credentials();
    await lockFrom(page);

    await usePasskey(page);
    expect(await isOpen(page)).toBe(true);
    await lockFrom(page);
    // Our code requires user verification, although Chromium does so by itself for the PRF extension.
    expect(await page.evaluate(() => JSON.parse(sessionStorage.getItem('asked') ?? ''))).toEqual([
      'required',
      'required',
    ]);
    tried();

    // An authenticator with the credential and its private key, but without its PRF output.
    const thief = await world.chromium.newPage(page.url());
    const copy = await plugIn(thief);
    if (credential) await copy.take(credential);
    await usePasskey(thief);
    expect(await thief.$eval('[role="alert"]', ({ textContent }) => textContent)).toBe(
      words('error_passkey_unsupported'),
    );
    await expectLocked();
    tried();
    await thief.close();

    // A person whom the authenticator does not recognise: the page sees a closed prompt.
    await page.bringToFront();
    await fill(page, words('unlockPassphrase'), 'half typed');
    await laptop.verify(false);
    await usePasskey(page);
    expect(await page.$('[role="alert"]')).toBeNull();
    expect(await page.$eval('input', ({ value }) => value)).toBe('half typed');
    await expectLocked();
    tried();
    await page.close();
  });

  it('is not made where it could not unlock, and says so', async () => {
    const page = await openSettings();
    await plugIn(page, { hasPrf: false });

    await press(page, words('passkeyAdd'));
    await fill(page, words('passkeyName'), 'Old key');
    await fill(page, words('passkeyPassphrase'), PASSPHRASE);
    await press(page, words('passkeyCreate'));

    const alert = await page.waitForSelector('dialog [role="alert"]');
    expect(await alert?.evaluate(({ textContent }) => textContent)).toBe(
      words('error_passkey_unsupported'),
    );
    expect(await namesOf(page)).toEqual([]);
    await page.close();
  });

  it('is added with the right passphrase only, and made once', async () => {
    const page = await openSettings();
    const laptop = await plugIn(page);
    await press(page, words('passkeyAdd'));
    await fill(page, words('passkeyName'), 'Laptop');
    await fill(page, words('passkeyPassphrase'), 'not this passphrase');
    await press(page, words('passkeyCreate'));
    const alert = await page.waitForSelector('dialog [role="alert"]');
    expect(await alert?.evaluate(({ textContent }) => textContent)).toBe(
      words('error_passphrase_wrong'),
    );
    expect(await namesOf(page)).toEqual([]);

    await fill(page, words('passkeyPassphrase'), PASSPHRASE);
    await press(page, words('passkeyCreate'));

    await page.waitForSelector('dialog', { hidden: true });
    expect(await namesOf(page)).toEqual(['Laptop']);
    expect(await laptop.credentials()).toHaveLength(1);
    await page.close();
  });
});

describe('a passkey that was removed', () => {
  it('opens nothing, not even with its old slot put back', async () => {
    const page = await openSettings();
    await plugIn(page);
    await addPasskey(page, 'Laptop', PASSPHRASE);
    const before = await storedVault();
    const oldKey = await dataKey();
    expect(oldKey).toBeDefined();

    await removePasskey(page, 'Laptop', PASSPHRASE);

    expect(await dataKey()).not.toBe(oldKey);

    await lockFrom(page);
    expect(await page.$(`::-p-aria([name="${words('unlockByPasskey')}"])`)).toBeNull();
    const after = await storedVault();
    await storeVault(withSlotsOf(after, before));
    await page.reload();
    await usePasskey(page);
    expect(await page.$eval('[role="alert"]', ({ textContent }) => textContent)).toBe(
      words('error_vault_damaged'),
    );
    await expectLocked();
    await storeVault(after);
    await page.close();
  });
});

describe('a changed passphrase', () => {
  it('keeps the passkeys that were asked for and removes the others, by name', async () => {
    const page = await openSettings();
    const laptop = await plugIn(page);
    await addPasskey(page, 'Laptop', PASSPHRASE);
    await laptop.touch(false);
    const phone = await plugIn(page, { transport: 'usb' });
    await addPasskey(page, 'Phone', PASSPHRASE);
    await phone.touch(false);
    await laptop.touch(true);

    await fill(page, words('settingsOldPassphrase'), PASSPHRASE);
    await fill(page, words('settingsNewPassphrase'), ANOTHER);
    await fill(page, words('setupRepeat'), ANOTHER);
    await press(page, words('passkeyKeep', 'Laptop'), 'checkbox');
    await press(page, words('settingsPassphraseChangeRemoving', 'Phone'));
    const changed = words('settingsPassphraseChanged');
    await page.waitForSelector(`::-p-xpath(//output[text()="${changed}"])`);
    passphrase = ANOTHER;

    expect(await namesOf(page)).toEqual(['Laptop']);
    expect(await signatureSent()).toBeDefined();
    await page.bringToFront();
    await lockFrom(page);
    await usePasskey(page);
    expect(await isOpen(page)).toBe(true);
    await lockFrom(page);
    const { problem } = await world.keybearer.failToUnlock(site, PASSPHRASE);
    expect(problem).toBe(words('error_passphrase_wrong'));
    await world.keybearer.unlock(site, ANOTHER);
    await page.close();
  });
});

/** Navigates in the same page, so that a popup stays a popup. */
async function goTo(popup: Page, path: string): Promise<void> {
  await Promise.all([
    popup.waitForNavigation(),
    popup.evaluate((target) => {
      location.href = target;
    }, `${world.browser.extensionOrigin}/src/${path}`),
  ]);
  await popup.waitForSelector('h1');
}

async function dataKey(): Promise<unknown> {
  return (await world.browser.inBackground(() => chrome.storage.session.get('dataKey'))).dataKey;
}

/**
 * Runs in a page of ours: records the user verification that the page asks of an authenticator, in
 * `sessionStorage`, since the page reloads when the vault is locked.
 */
function recordWhatIsAsked(): void {
  const { credentials } = navigator;
  const { create, get } = credentials;
  const asked = {
    push(verification: string | undefined) {
      const before = JSON.parse(sessionStorage.getItem('asked') ?? '[]');
      sessionStorage.setItem('asked', JSON.stringify([...before, verification]));
    },
  };
  credentials.create = (options) => {
    asked.push(options?.publicKey?.authenticatorSelection?.userVerification);
    return create.call(credentials, options);
  };
  credentials.get = (options) => {
    asked.push(options?.publicKey?.userVerification);
    return get.call(credentials, options);
  };
}

async function storedVault(): Promise<string> {
  const { vault } = await world.browser.inBackground(() => chrome.storage.local.get('vault'));
  return String(vault);
}

async function storeVault(vault: string): Promise<void> {
  await world.browser.inBackground((text) => chrome.storage.local.set({ vault: text }), vault);
}

/** An envelope with the slots of another, as an attacker with the disk could write it. */
function withSlotsOf(envelope: string, other: string): string {
  const [parsed, from] = [envelope, other].map((text) => JSON.parse(text.split('\n')[1] ?? ''));
  const json = JSON.stringify({ ...parsed, slots: from.slots });
  return `keybearer-vault sha256:${createHash('sha256').update(json).digest('hex')}\n${json}`;
}
