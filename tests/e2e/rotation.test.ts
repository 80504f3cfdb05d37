/** A credential is replaced, tried and taken back, and replaced for good: nothing is typed twice. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { basicFields } from '../lab/demo/demo-profiles.mjs';
import { press, tick, typeInto, words } from '../lab/pages/controls.mjs';
import { field, fillCredential } from '../lab/pages/profile-form.mjs';
import { inRow, openRow } from '../lab/pages/profile-row.mjs';
import { readCopies } from '../lab/pages/stored-copies.mjs';
import { arrivals, fetchStatus, GLUWA, PASSPHRASE, PROFILES, type World } from './harness';
import { openWorldInUse } from './prepared';

const OLD = { username: 'rotated', password: 'earlier-canary-5d20' };
const NEW = { username: 'rotated', password: 'newer-canary-9f3b' };
const PROFILE = { ...PROFILES.apiKey, name: 'Rotated', fields: basicFields(OLD) };
/** Needs no credential, so it sends no challenge, which would make the browser ask for a password. */
const OPEN_ENDPOINT = `${GLUWA}/v1/BTC/Fee`;
const DAY_MS = 24 * 60 * 60_000;

let world: World;
let page: LabPage;

beforeAll(async () => {
  ({ world, page } = await openWorldInUse(PROFILE));
});

afterAll(() => world?.close());

const encoded = ({ username, password }: typeof OLD) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** The header that the server receives with a request by the site's own script. */
async function sent(): Promise<string | undefined> {
  await page.bringToFront();
  const mark = world.lab.log.mark();
  await fetchStatus(page, OPEN_ENDPOINT);
  return arrivals(world, OPEN_ENDPOINT, mark)[0]?.authorization;
}

async function replaceBy(credentials: typeof OLD) {
  await world.keybearer.editProfile(PROFILE.name, async (form) => {
    await press(form, words('formReplace'));
    await fillCredential(form, basicFields(credentials));
  });
}

/** Presses one button and waits until the page's text on the kept credential changes. */
async function decide(on: LabPage, choice: string, then: string) {
  await press(on, choice);
  await on.waitForSelector(`::-p-xpath(//p[contains(., "${then}")])`);
  await on.close();
}

const inPopup = () => world.browser.openPopup(page);
const inManager = () => world.keybearer.openManager();

/** All that the extension has stored, on the disk and in memory. */
async function everythingStored(): Promise<string> {
  const areas = await world.browser.inBackground(() =>
    Promise.all([chrome.storage.local.get(), chrome.storage.session.get()]),
  );
  return JSON.stringify([areas, await readCopies(world.browser)]);
}

describe('a replaced credential', () => {
  it('is sent no more, comes back from the popup, and gives way again from the list', async () => {
    expect(await sent()).toBe(encoded(OLD));

    await replaceBy(NEW);
    expect(await sent()).toBe(encoded(NEW));

    await decide(await inPopup(), words('keptEarlierBack'), words('keptNewer'));
    expect(await sent()).toBe(encoded(OLD));

    await decide(await inManager(), words('keptNewerBack'), words('keptEarlier'));
    expect(await sent()).toBe(encoded(NEW));
  });

  it('is in the bin once the new one works, and undo keeps it beside that again', async () => {
    const popup = await inPopup();
    const name = PROFILE.name;
    const isInBin = `::-p-xpath(//p[contains(., "${words('credentialInBin', name)}")])`;
    await press(popup, words('keptEarlierForget'));
    await popup.waitForSelector(isInBin);
    await press(popup, words('undo'));
    await popup.waitForSelector(`::-p-xpath(//p[contains(., "${words('keptEarlier')}")])`);
    await popup.waitForSelector(isInBin, { hidden: true });
    expect(await sent()).toBe(encoded(NEW));
  });

  it('is sent no more once it is discarded, and was never stored in clear', async () => {
    await decide(await inPopup(), words('keptEarlierForget'), 'in the bin for 30 days');

    expect(await sent()).toBe(encoded(NEW));
    const stored = await everythingStored();
    // The header in force is in memory; the previous one, which is sent no more, is nowhere.
    expect(stored).toContain(encoded(NEW));
    for (const secret of [OLD.password, encoded(OLD), NEW.password]) {
      expect(stored).not.toContain(secret);
    }
  });
});

describe('a credential that is due', () => {
  it('is said to be in the popup, which can replace it, and in the list', async () => {
    await world.keybearer.editProfile(PROFILE.name, (form) =>
      typeInto(form, field('formRotateDays'), '90'),
    );
    expect(await world.keybearer.popupText(page)).not.toContain(words('rotationReplace'));

    await world.browser.inBackground(async (ahead) => {
      const real = Date.now;
      Date.now = () => real.call(Date) + ahead;
    }, 93 * DAY_MS);
    // The vault has locked itself after so long a time without input.
    await world.keybearer.unlock(page, PASSPHRASE);

    const popup = await inPopup();
    const reminder = words('rotationReminder', words('days', '93'), words('days', '90'));
    await popup.waitForSelector(`::-p-xpath(//p[text()="${reminder}"])`);
    await press(popup, words('rotationReplace'));
    await popup.waitForSelector('#replacing');
    await popup.close();
    const list = await inManager();
    const overdue = words('rotationOverdue', words('days', '3'));
    await openRow(list, PROFILE.name);
    await list.waitForSelector(inRow(PROFILE.name, `span[.="${overdue}"]`));
    await list.close();
  });

  // Chromium's own prompt is not to be answered by a test.
  it.runIf(inject('browser') === 'firefox')('is told by the system, once that is on', async () => {
    await world.browser.allowHost('notifications');
    const settings = await world.keybearer.openManager('#/settings');
    await tick(settings, words('settingsNotify'));

    const isAllowed = () =>
      world.browser.inBackground(
        async () => 'notifications' in chrome && Boolean(chrome.notifications),
      );
    await expect.poll(isAllowed).toBe(true);
    // Without a desktop to show it, Firefox closes the notification at once: a closed one was shown too.
    await world.browser.inBackground(async () => {
      const toldBefore: string[] = [];
      Object.assign(globalThis, { toldBefore });
      chrome.notifications.onClosed.addListener((id) => toldBefore.push(id));
      // The notification may have been shown before this listener was there.
      await chrome.storage.session.remove(['notifiedDue']);
    });
    await settings.evaluate(() => chrome.runtime.sendMessage({ type: 'state/read' }));
    const told = () =>
      world.browser.inBackground(async () => {
        const { toldBefore } = globalThis as unknown as { toldBefore: readonly string[] };
        return [...toldBefore, ...Object.keys(await chrome.notifications.getAll())];
      });
    await expect.poll(told).toContain('due');
    await settings.close();
  });
});
