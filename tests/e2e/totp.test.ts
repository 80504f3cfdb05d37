/**
 * One-time codes of the scheme `totp`: the next one is there when its period begins, also after the
 * background has died, and a server that takes each code once gets its verdict.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CODE_PATH, CODE_PERIOD_MS, periodsAfter } from '../lab/apis/one-time-codes.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { CODES } from '../lab/demo/demo-profiles.mjs';
import { words } from '../lab/pages/controls.mjs';
import { fetchStatus, open, openWorld, PROFILES, untilInForce, type World } from './harness';
import { prepareVault } from './prepared';

const ENDPOINT = `${CODES}${CODE_PATH}`;
/** On a busy machine. Measured: 9 to 82 ms. An unpacked extension has no minimum between alarms. */
const LATE_AT_MOST_MS = 2_000;

let world: World;
let page: LabPage;

beforeAll(async () => {
  world = await openWorld();
  await world.browser.allowHost(`${CODES}/*`);
  page = await world.browser.newPage(`${CODES}/blank`);
  await prepareVault(world, PROFILES.codes);
  await untilInForce(world, CODES);
  await page.bringToFront();
});

afterAll(() => world?.close());

it('the second request with a code is refused by a strict server, and is not called wrong', async () => {
  await open(page, `${CODES}/blank`);
  await untilFarFromNext();

  expect(await fetchStatus(page, `${CODES}/once${CODE_PATH}`)).toBe(200);
  expect(await fetchStatus(page, `${CODES}/once${CODE_PATH}`)).toBe(401);

  const popup = await world.browser.openPopup(page);
  const [sentence = ''] = words('cause_code_refused').split('$');
  await popup.waitForSelector(`::-p-xpath(//p[@role="status"][contains(., "${sentence}")])`);
  expect(await popup.evaluate(() => document.body.textContent)).not.toContain(
    words('cause_credentials_refused').split('$')[0],
  );
  await popup.close();
  await page.bringToFront();
});

it('the next code is there when its period begins, and none is bare or of another period', async () => {
  await untilFarFromNext();
  const next = nextPeriod();
  const mark = world.lab.log.mark();

  while (Date.now() < next + LATE_AT_MOST_MS) {
    await fetchStatus(page, ENDPOINT);
    await pause(50);
  }

  const seen = codesSince(mark);
  expect(seen.filter(({ status }) => status !== 200)).toEqual([]);
  const isLate = ({ code, time }: Seen) => time >= next && periodsAfter(code, time) === -1;
  expect(seen.filter((each) => periodsAfter(each.code, each.time) !== 0 && !isLate(each))).toEqual(
    [],
  );
  // The last requests before and after the boundary have the code of their own period.
  expect(new Set(seen.map(({ code }) => code)).size).toBe(2);
  expect(seen.at(-1)).toSatisfy((last: Seen) => last.time > next && !isLate(last));
});

it('a background that has died is woken for the next code, before any request', async () => {
  await untilFarFromNext();
  await world.browser.stopBackground();
  // Requests would wake it too.
  await pause(nextPeriod() + LATE_AT_MOST_MS - Date.now());
  const mark = world.lab.log.mark();

  await fetchStatus(page, ENDPOINT);

  expect(codesSince(mark)).toHaveLength(1);
  for (const { code, time } of codesSince(mark)) expect(periodsAfter(code, time)).toBe(0);
});

interface Seen {
  readonly code: string;
  readonly time: number;
  readonly status: number;
}

/** The requests in the server's records. */
function codesSince(mark: number): readonly Seen[] {
  const { host, pathname } = new URL(ENDPOINT);
  return world.lab.log
    .since(mark)
    .filter((each) => each.host === host && each.url === pathname)
    .map(({ headers, time, status }) => ({ code: headers['x-lab-otp'] ?? '', time, status }));
}

function nextPeriod(): number {
  return (Math.floor(Date.now() / CODE_PERIOD_MS) + 1) * CODE_PERIOD_MS;
}

/** So that a code does not change in the middle of a step. */
async function untilFarFromNext(): Promise<void> {
  const left = CODE_PERIOD_MS - (Date.now() % CODE_PERIOD_MS);
  if (left < 8_000) await pause(left + 1_000);
}
