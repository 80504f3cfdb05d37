/**
 * After the lock nothing that runs still holds a secret: heap snapshots of the background, of an
 * open manager in which a credential was typed, and of the popup that locked. Chromium only: no
 * tool takes one of an extension's page in Firefox.
 */
import type { CDPSession } from 'puppeteer-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { button, press, words } from '../lab/controls.mjs';
import { fill } from '../lab/keybearer.mjs';
import { fillProfile, submitProfile } from '../lab/profile-form.mjs';
import { proves } from '../support/proves';
import { GLUWA, openWorld, untilInForce, type World } from './harness';

/** Each of them once in the world, so that whatever holds it can be told. */
const PASSPHRASE = 'canary passphrase 5f1c0b7e';
const PASSWORD = 'canary-password-93d2aa41';
const PRIVATE_KEY = 'a1c4e7fa0b3d6e91c4f72a5d8b0e3c6f91a4d7ea0b3d6c9f1e4a7d0b3c6f9e2d';
const HEADER = Buffer.from(`canary:${PASSWORD}`).toString('base64');

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

/** What lives in a context once the garbage is gone, as text. */
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

proves(
  'T14',
  'no heap has a secret after the lock, and before it they can be found',
  async (tried) => {
    const page = await world.chromium.newPage(`${GLUWA}/`);
    await world.keybearer.createVault(page, PASSPHRASE);
    await world.browser.allowHost(`${GLUWA}/*`);
    // Unlocked by the very page that stays open.
    await world.keybearer.lock(page);
    const manager = await world.chromium.newPage(
      `${world.browser.extensionOrigin}/src/manager/manager.html`,
    );
    await fill(manager, words('unlockPassphrase'), PASSPHRASE);
    await manager.keyboard.press('Enter');
    await manager.waitForSelector(button(words('lock')));
    await manager.goto(`${world.browser.extensionOrigin}/src/manager/manager.html#/profile/new`);
    await fillProfile(manager, {
      name: 'Canary',
      site: GLUWA,
      scheme: words('scheme_basic'),
      fields: {
        [words('field_basic_username')]: 'canary',
        [words('field_basic_password')]: PASSWORD,
      },
      moreHeaders: [
        {
          scheme: words('scheme_gluwa_ethereum'),
          fields: { [words('field_gluwa_ethereum_privateKey')]: PRIVATE_KEY },
          paths: '/v1/*/Addresses',
        },
      ],
    });
    const ofManager = await manager.createCDPSession();
    // The control: what is being typed is there.
    const typed = await heapOf(ofManager);
    for (const secret of [PASSWORD, PRIVATE_KEY]) expect(typed.includes(secret), secret).toBe(true);
    await submitProfile(manager, 'Canary');
    await untilInForce(world, GLUWA);
    const { dataKey } = (await world.browser.inBackground(() =>
      chrome.storage.session.get('dataKey'),
    )) as { dataKey: string };
    expect(dataKey.length).toBeGreaterThan(40);

    await page.bringToFront();
    const popup = await world.chromium.openPopup(page);
    await press(popup, words('lock'));
    await popup.waitForSelector(button(words('unlock')));
    // Asked like this, since a tab behind another draws no frames for a selector to wait for.
    await expect
      .poll(() => manager.evaluate(() => document.body.textContent), { timeout: 20_000 })
      .toContain(words('unlockTitle'));

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
