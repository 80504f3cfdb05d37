/**
 * After the lock nothing that runs still holds a secret: heap snapshots of the background, of an
 * open manager in which a credential was typed, and of the popup that locked. Chromium only: no
 * tool takes one of an extension's page in Firefox.
 */
import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import { GLUWA, openWorld, untilInForce, type World } from './harness';

/** Each secret is typed once, so that its holder can be found. */
const PASSPHRASE = 'canary passphrase 5f1c0b7e';
const PASSWORD = 'canary-password-93d2aa41';
const PRIVATE_KEY = 'a1c4e7fa0b3d6e91c4f72a5d8b0e3c6f91a4d7ea0b3d6c9f1e4a7d0b3c6f9e2d';
const HEADER = Buffer.from(`canary:${PASSWORD}`).toString('base64');

const MANAGER = 'src/manager/manager.html';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

/*
 * The usual driver finds elements and holds on to them, and they to all that was typed. So here
 * every step is a script that returns nothing but text.
 */

async function untilSays(page: Page, text: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.body.textContent), { timeout: 20_000 })
    .toContain(text);
}

/** @param index - Of several fields that read the same. */
async function type(page: Page, label: string, value: string, index = 0): Promise<void> {
  await untilSays(page, label);
  await page.evaluate(
    (wanted, position) => {
      const labels = [...document.querySelectorAll('label')];
      const control = labels.filter(({ textContent }) => textContent === wanted)[position]?.control;
      (control as HTMLInputElement | null | undefined)?.focus();
    },
    label,
    index,
  );
  await page.keyboard.sendCharacter(value);
}

async function choose(page: Page, option: string, index: number): Promise<void> {
  await page.evaluate(
    (wanted, position) => {
      const select = document.querySelectorAll('select')[position];
      if (!select) return;
      select.value = [...select.options].find(({ text }) => text === wanted)?.value ?? '';
      select.dispatchEvent(new Event('input', { bubbles: true }));
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    option,
    index,
  );
}

async function push(page: Page, name: string): Promise<void> {
  await untilSays(page, name);
  await page.evaluate((wanted) => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent?.trim() === wanted)?.click();
  }, name);
}

/** The live objects of a context after garbage collection, as text. */
async function heapOf(client: CDPSession): Promise<string> {
  const chunks: string[] = [];
  const collect = ({ chunk }: { readonly chunk: string }) => void chunks.push(chunk);
  client.on('HeapProfiler.addHeapSnapshotChunk', collect);
  await client.send('HeapProfiler.enable');
  await client.send('HeapProfiler.collectGarbage');
  await client.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  client.off('HeapProfiler.addHeapSnapshotChunk', collect);
  return chunks.join('');
}

/** Unlocks there and saves a profile of two headers, typed in. */
async function workIn(manager: Page): Promise<void> {
  await type(manager, words('unlockPassphrase'), PASSPHRASE);
  await push(manager, words('unlock'));
  await untilSays(manager, words('lock'));
  await manager.evaluate(() => {
    location.hash = '#/profile/new';
  });
  await type(manager, words('formName'), 'Canary');
  await type(manager, words('formSite'), GLUWA);
  await choose(manager, words('scheme_basic'), 0);
  await type(manager, words('field_basic_username'), 'canary');
  await type(manager, words('field_basic_password'), PASSWORD);
  await manager.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
  await push(manager, words('formAddHeader'));
  await choose(manager, words('scheme_gluwa_ethereum'), 1);
  await type(manager, words('field_gluwa_ethereum_privateKey'), PRIVATE_KEY);
}

proves(
  'T14',
  'no heap has a secret after the lock, and before it they can be found',
  async (tried) => {
    const page = await world.chromium.newPage(`${GLUWA}/`);
    await world.keybearer.createVault(page, PASSPHRASE);
    await world.browser.allowHost(`${GLUWA}/*`);
    await world.keybearer.addProfile({
      name: 'Allows the site',
      site: GLUWA,
      scheme: words('scheme_bearer'),
      fields: { [words('field_bearer_token')]: 'x' },
    });
    await untilInForce(world, GLUWA);
    await world.keybearer.lock(page);

    const manager = await world.chromium.newPage(`${world.browser.extensionOrigin}/${MANAGER}`);
    const ofManager = await manager.createCDPSession();
    await workIn(manager);
    // The control: the text being typed is found.
    const typed = await heapOf(ofManager);
    for (const secret of [PASSWORD, PRIVATE_KEY]) expect(typed.includes(secret)).toBe(true);
    await push(manager, words('formSave'));
    await untilSays(manager, words('managerEdit'));
    const { dataKey } = (await world.browser.inBackground(() =>
      chrome.storage.session.get('dataKey'),
    )) as { dataKey: string };
    expect(dataKey).toMatch(/^[\w+/]{43}=$/);

    await page.bringToFront();
    const popup = await world.chromium.openPopup(page);
    await push(popup, words('lock'));
    await untilSays(popup, words('unlockTitle'));
    await untilSays(manager, words('unlockTitle'));

    const { client: ofBackground } = await world.chromium.worker();
    const contexts = {
      background: ofBackground,
      manager: ofManager,
      popup: await popup.createCDPSession(),
    };
    const secrets = { PASSPHRASE, PASSWORD, PRIVATE_KEY, HEADER, dataKey };
    const found: string[] = [];
    for (const [context, client] of Object.entries(contexts)) {
      const heap = await heapOf(client);
      // The control: a key of our state, which every context of ours reads.
      expect(heap.includes('autoLockMinutes'), context).toBe(true);
      for (const [name, secret] of Object.entries(secrets)) {
        if (heap.includes(secret)) found.push(`${context}: ${name}`);
        tried();
      }
    }
    expect(found).toEqual([]);
  },
);
