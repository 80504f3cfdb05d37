/**
 * Refusals of a token, one after another: those that a page of another site causes, by opening an address of
 * the API again and again, and those of the site's own calls.
 */
import { expect, vi } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { arrivals, fetchStatus, keepBackgroundAwake, PATIENT, type World } from './harness';

const FOREIGN = 'https://evil.test/blank';
const REFUSALS = 100;
/** A request arrives within milliseconds. */
const SOON = { timeout: 500, interval: 5 };

/** An API that refuses the token in force. */
interface Refusing {
  readonly world: World;
  readonly url: string;
  /** The requests for a token since then. */
  readonly asked: () => readonly unknown[];
}

/** @returns the number of refusals that a page of another site has caused. None of them asks for a token. */
export async function refuseElsewhere({ world, url, asked }: Refusing): Promise<number> {
  const seen = await openedFromElsewhere(world, url, REFUSALS);
  expect(new Set(seen.map(({ status }) => status))).toEqual(new Set([401]));
  expect(seen.every(({ authorization }) => authorization?.startsWith('Bearer '))).toBe(true);
  expect(asked()).toEqual([]);
  return seen.length;
}

/**
 * @param page - Of the API's own site.
 * @returns the number of refusals of the site's own calls. They are worth one request for a token.
 */
export async function refuseOnSite(
  page: LabPage,
  { world, url, asked }: Refusing,
): Promise<number> {
  await page.bringToFront();
  await vi.waitFor(async () => {
    expect(await fetchStatus(page, url)).toBe(401);
    expect(asked()).toHaveLength(1);
  }, PATIENT);
  for (let time = 0; time < REFUSALS; time++) await fetchStatus(page, url);
  await keepBackgroundAwake(world);
  expect(asked()).toHaveLength(1);
  return REFUSALS;
}

/**
 * One window of the foreign page, which is led to the address again and again.
 *
 * @returns the requests that arrived, in order.
 */
async function openedFromElsewhere(
  world: World,
  url: string,
  times: number,
): Promise<ReturnType<typeof arrivals>> {
  const mark = world.lab.log.mark();
  const seen = () => arrivals(world, url, mark);
  const foreign = await world.browser.newPage(FOREIGN);
  // Chromium leaves out a repeated navigation to one address, and may drop one that comes during another.
  for (let nth = 0; seen().length < times; nth++) {
    const before = seen().length;
    await foreign.evaluate(lead, `${url}?nth=${nth}`);
    await vi.waitFor(() => expect(seen().length).toBeGreaterThan(before), SOON).catch(() => {});
  }
  await foreign.evaluate(() => (globalThis as Leading).led?.close());
  await foreign.close();
  return seen();
}

type Leading = typeof globalThis & { led?: Window | null };

/** In the foreign page. */
function lead(address: string): void {
  const page: Leading = globalThis;
  if (page.led) page.led.location.href = address;
  else page.led = window.open(address);
}
