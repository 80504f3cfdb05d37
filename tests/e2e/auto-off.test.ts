/**
 * Picks that end by themselves: what arrives at the server, and what the popup says. The shortest end is 30
 * minutes, so the background's own clock is set back while the user chooses: the end is a real moment then,
 * and the browser's own alarm comes for it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { chooseInMenu, type MessageKey, press, words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  ENDPOINTS,
  fetchStatus,
  GLUWA,
  open,
  PASSPHRASE,
  PATIENT,
  PROFILES,
  untilInForce,
  type World,
} from './harness';
import { openWorldInUse, sendFrom } from './prepared';

const HALF_HOUR_MS = 30 * 60_000;
/** Time enough for the popups in between. */
const SOON_MS = 15_000;
/** More than Chromium's least time of an alarm. */
const BY_ALARM_MS = 35_000;

let profileDir: string;
let world: World;
let page: LabPage;

beforeAll(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'keybearer-auto-off-'));
  ({ world, page } = await openWorldInUse(PROFILES.apiKey, { profileDir }));
  // A clock that is set back and forth would lock sooner.
  const manager = await world.keybearer.openManager('#/about');
  const settings = { autoLockMinutes: 480, lockWithComputer: false };
  expect(await sendFrom(manager, { type: 'settings/change', settings })).toMatchObject({
    ok: true,
  });
  await manager.close();
});

afterAll(async () => {
  await world?.close();
  await rm(profileDir, { recursive: true, force: true });
});

beforeEach(async () => {
  await page.bringToFront();
  await world.keybearer.pick(page, PROFILES.apiKey.name);
  await untilInForce(world, GLUWA);
});

async function isSent(): Promise<boolean> {
  const mark = world.lab.log.mark();
  await fetchStatus(page, ENDPOINTS.basic);
  return arrivals(world, ENDPOINTS.basic, mark)[0]?.authorization !== undefined;
}

async function chooseEnd(key: MessageKey): Promise<void> {
  const popup = await world.browser.openPopup(page);
  await chooseInMenu(popup, key);
  await popup.waitForSelector(`::-p-aria([name="${words('popupKeepOn')}"][role="button"])`);
  await popup.close();
}

/** As if this computer's clock were so far off. */
function shiftClock(by: number): Promise<void> {
  return world.browser.inBackground((ms) => {
    const clock = Date as DateConstructor & { realNow?: () => number };
    clock.realNow ??= Date.now;
    const { realNow } = clock;
    clock.now = () => realNow() + ms;
  }, by);
}

/** @returns when it ends: milliseconds since the Unix epoch. */
async function chooseSoon(manager: LabPage, inMs = SOON_MS): Promise<number> {
  await shiftClock(inMs - HALF_HOUR_MS);
  await page.bringToFront();
  await chooseEnd('rowEnd_minutes30');
  await shiftClock(0);
  const { state } = await sendFrom(manager, { type: 'state/read' });
  const at = state?.vault === 'unlocked' ? state.pickEnds?.[GLUWA as never]?.at : undefined;
  if (at === undefined) throw new Error('no end was chosen');
  expect(at - Date.now()).toBeLessThan(inMs);
  return at;
}

/** Does not wake the background. @returns how long after a moment nothing was in force any more. */
async function lateness(manager: LabPage, at: number): Promise<number> {
  await pause(Math.max(0, at - Date.now() - 500));
  const rules = () =>
    manager.evaluate(async () => (await chrome.declarativeNetRequest.getSessionRules()).length);
  expect(await rules()).toBeGreaterThan(0);
  await vi.waitFor(async () => expect(await rules()).toBe(0), { ...PATIENT, interval: 20 });
  return Date.now() - at;
}

/** Not in the popup, which would tell then why the site is off. */
async function unlockAgain(): Promise<void> {
  const manager = await world.keybearer.openManager('#/about');
  const unlocked = await sendFrom(manager, { type: 'vault/unlock', passphrase: PASSPHRASE });
  expect(unlocked).toMatchObject({ ok: true });
  await manager.close();
  await page.bringToFront();
  await open(page, `${GLUWA}/blank`);
}

/** Whether the next popup would say why the site is off. */
async function isToldAgain(): Promise<boolean> {
  const manager = await world.keybearer.openManager('#/about');
  const { state } = await sendFrom(manager, { type: 'state/read' });
  await manager.close();
  await page.bringToFront();
  return state?.vault !== 'unlocked' || state.endedPicks !== undefined;
}

describe('an end when the browser closes', () => {
  proves(
    'T8',
    'outlives a death of the background and a lock, and not a start of Keybearer',
    async (tried) => {
      await chooseEnd('rowEnd_browser');
      await world.keybearer.untilPopupSays(page, words('popupOffWithBrowser'));
      expect(await isSent()).toBe(true);

      await world.browser.stopBackground();
      expect(await isSent()).toBe(true);
      await world.keybearer.untilPopupSays(page, words('popupOffWithBrowser'));
      await world.keybearer.lock(page);
      expect(await isSent()).toBe(false);
      await unlockAgain();
      await untilInForce(world, GLUWA);
      expect(await isSent()).toBe(true);
      await world.keybearer.untilPopupSays(page, words('popupOffWithBrowser'));
      tried();

      await world.browser.reloadExtension();
      await unlockAgain();
      await world.keybearer.untilPopupSays(page, words('popupEnded_start'));
      expect(await isSent()).toBe(false);
      // Once.
      expect(await isToldAgain()).toBe(false);
      tried();
    },
  );

  proves('T8', 'is over after a restart of the browser', async (tried) => {
    await chooseEnd('rowEnd_browser');
    expect(await isSent()).toBe(true);

    await world.restartBrowser();
    page = await world.browser.newPage(`${GLUWA}/blank`);
    await unlockAgain();

    await world.keybearer.untilPopupSays(page, words('popupEnded_start'));
    expect(await isSent()).toBe(false);
    tried();
  });
});

describe('an end at a time', () => {
  proves(
    'T8',
    'comes to the second while the background lives, and is told once',
    async (tried) => {
      const manager = await world.keybearer.openManager('#/about');
      const at = await chooseSoon(manager);
      expect(await isSent()).toBe(true);
      await world.keybearer.untilPopupSays(page, words('popupKeepOn'));

      console.info(
        `${world.browser.name}: background alive, ${await lateness(manager, at)} ms late`,
      );

      await manager.close();
      await page.bringToFront();
      expect(await isSent()).toBe(false);
      await world.keybearer.untilPopupSays(page, words('popupEnded_time'));
      expect(await isToldAgain()).toBe(false);
      tried();
    },
  );

  proves('F6', 'comes after the death of the background: the alarm wakes it', async (tried) => {
    const manager = await world.keybearer.openManager('#/about');
    const at = await chooseSoon(manager, BY_ALARM_MS);

    await world.browser.stopBackground();
    console.info(`${world.browser.name}: background dead, ${await lateness(manager, at)} ms late`);

    await manager.close();
    await page.bringToFront();
    expect(await isSent()).toBe(false);
    tried();
  });

  proves('T8', 'comes while the vault is locked: an unlock brings nothing back', async (tried) => {
    const manager = await world.keybearer.openManager('#/about');
    const at = await chooseSoon(manager);
    await manager.close();
    await page.bringToFront();
    await world.keybearer.lock(page);
    await pause(Math.max(0, at - Date.now()));

    await unlockAgain();

    await world.keybearer.untilPopupSays(page, words('popupEnded_time'));
    expect(await isSent()).toBe(false);
    tried();
  });

  it('goes with Keep on, and the profile is still sent after it', async () => {
    const manager = await world.keybearer.openManager('#/about');
    const at = await chooseSoon(manager);
    await manager.close();
    await page.bringToFront();
    const popup = await world.browser.openPopup(page);
    await press(popup, words('popupKeepOn'));
    await popup.waitForSelector(`::-p-aria([name="${words('popupKeepOn')}"][role="button"])`, {
      hidden: true,
    });
    await popup.close();
    await pause(Math.max(0, at + 1_000 - Date.now()));

    expect(await isSent()).toBe(true);
  });
});
