/**
 * Locking while a page asks a hundred times a second, in every way that locking comes about: when
 * the rules have been cleared, nothing carries the signature any more. Told by the order of events,
 * not by times: a request that the page began after it knew of an empty list of rules.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, inject } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { press, words } from '../lab/pages/keybearer.mjs';
import { proves, rounds } from '../support/proves';
import { ENDPOINTS, GLUWA, PASSPHRASE, PROFILES, sessionRules, type World } from './harness';
import { openWorldInUse } from './prepared';

const EVERY_MS = 10;
/** Requests under way at once. */
const MOST_OPEN = 12;
/** The number of requests that carry the header before each lock, and that are watched after it. */
const BEFORE = 20;
const AFTER = 60;

let world: World;
let page: LabPage;

beforeAll(async () => {
  ({ world, page } = await openWorldInUse(PROFILES.ethereum));
});

afterAll(() => world?.close());

interface Shot {
  /** The order in which the page sent its requests. */
  readonly number: number;
  readonly carried: boolean;
  /** Arrival time, milliseconds since the Unix epoch. */
  readonly time: number;
}

/** The hammer's requests that have arrived since a mark. */
function shots(mark: number): Shot[] {
  return world.lab.log.since(mark).flatMap(({ url, headers, time }) => {
    const number = new URLSearchParams(url.split('?')[1]).get('shot');
    if (number === null) return [];
    return [{ number: Number(number), carried: 'x-request-signature' in headers, time }];
  });
}

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Not within a minute: ${what}`);
    await pause(5);
  }
}

/** A request every ten milliseconds; a browser that falls behind is not asked for more. */
async function startHammer(): Promise<void> {
  await page.evaluate(
    (url, every, most) => {
      const hammer = { next: 1, open: 0, timer: 0 };
      const shoot = () => {
        if (hammer.open >= most) return;
        hammer.open += 1;
        void fetch(`${url}?shot=${hammer.next++}`)
          .catch(() => undefined)
          .finally(() => {
            hammer.open -= 1;
          });
      };
      hammer.timer = window.setInterval(shoot, every);
      Object.assign(globalThis, { hammer });
    },
    ENDPOINTS.ethereum,
    EVERY_MS,
    MOST_OPEN,
  );
}

/** The number of the request that the page will make next. */
function nextShot(): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as { hammer: { next: number } }).hammer.next);
}

async function stopHammer(): Promise<void> {
  await page.evaluate(() =>
    clearInterval((globalThis as unknown as { hammer: { timer: number } }).hammer.timer),
  );
}

async function rulesAreGone(): Promise<boolean> {
  return (await sessionRules(world.browser)).length === 0;
}

/**
 * @param lock - Resolves when there is nothing more to do but wait, to the moment it began.
 * @returns how long after that something was sent still, in milliseconds: for information, since
 *   it is counted by the clock of a busy machine.
 */
async function lockUnderLoad(lock: () => Promise<number>): Promise<number> {
  const mark = world.lab.log.mark();
  await startHammer();
  await until('it is sent', () => shots(mark).filter((shot) => shot.carried).length >= BEFORE);
  const begun = await lock();
  await until('the rules are gone', rulesAreGone);
  const first = await nextShot();
  const later = () => shots(mark).filter(({ number }) => number >= first);
  await until('more is asked for', () => later().length >= AFTER);
  await stopHammer();

  expect(later().filter((shot) => shot.carried)).toEqual([]);
  const last = shots(mark).findLast((shot) => shot.carried);
  return Math.round((last?.time ?? begun) - begun);
}

async function unlock(): Promise<void> {
  await page.bringToFront();
  await world.keybearer.unlock(page, PASSPHRASE);
}

beforeEach(async () => {
  await page.goto(`${GLUWA}/blank`);
  if (await rulesAreGone()) await unlock();
});

/** When the background that runs now began to: a start without a key takes the rules away. */
function startOfBackground(): Promise<number> {
  return world.browser.inBackground(() => performance.timeOrigin);
}

interface Way {
  readonly name: string;
  readonly lock: () => Promise<number>;
}

const WAYS: readonly Way[] = [
  {
    name: 'the button',
    lock: async () => {
      const popup = await world.browser.openPopup(page);
      const begun = Date.now();
      await press(popup, words('lock'));
      return begun;
    },
  },
  {
    name: 'an idle computer',
    lock: async () => {
      const begun = Date.now();
      await world.browser.leaveComputer();
      return begun;
    },
  },
  {
    name: 'a reload of the extension',
    lock: async () => {
      await world.browser.reloadExtension();
      return startOfBackground();
    },
  },
  {
    // Same as after an update: the rules outlive the key, until the background starts.
    name: 'the death of the background, and a start without a key,',
    lock: async () => {
      await world.browser.inBackground(() =>
        (chrome.storage.session as unknown as { clear(): Promise<void> }).clear(),
      );
      await world.browser.stopBackground();
      return startOfBackground();
    },
  },
  // Firefox drops the rules with the extension, as with a reload.
  ...(inject('browser') === 'chromium'
    ? [
        {
          name: 'switching the extension off and on',
          lock: async () => {
            await world.chromium.switchOffAndOn();
            return startOfBackground();
          },
        },
      ]
    : []),
];

for (const { name, lock } of WAYS) {
  proves('T8', `after ${name} nothing is sent once the rules are cleared`, async (tried) => {
    const times: number[] = [];
    for (let round = 0; round < rounds({ short: 1, full: 5 }); round++) {
      if (await rulesAreGone()) await unlock();
      times.push(await lockUnderLoad(lock));
      tried(BEFORE + AFTER);
    }
    console.info(`${name}: the last signature left ${times.join(', ')} ms after it began`);
  });
}
