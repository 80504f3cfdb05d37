/**
 * A production profile: reads carry its header, writes and sockets do not until it is armed, and arming
 * ends by its time, a lock, a pause, another pick and a restart.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { button, press, words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  call,
  ENDPOINTS,
  GLUWA,
  open,
  PASSPHRASE,
  PATIENT,
  PROFILES,
  type World,
} from './harness';
import { mendUse, openWorldInUse, prepareProfile, sendFrom } from './prepared';

const READ_PATH = '/v1/QRCode';
const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

const PRODUCTION = { ...PROFILES.apiKey, readPaths: READ_PATH, ownForms: true };
const OTHER = { ...PROFILES.apiKey, name: 'Other user', use: false };

let world: World;
let page: LabPage;

let profileDir: string;

beforeAll(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'keybearer-production-'));
  ({ world, page } = await openWorldInUse(PRODUCTION, { profileDir }));
  await prepareProfile(world, OTHER);
});

afterAll(async () => {
  await world?.close();
  await rm(profileDir, { recursive: true, force: true });
});

beforeEach(async () => {
  await mendUse(world, `${GLUWA}/*`);
  await open(page, `${GLUWA}/blank`);
  await page.bringToFront();
});

/** The header of the last request for an address, preflights aside. */
async function carried(act: () => Promise<unknown>, url: string): Promise<string | undefined> {
  const mark = world.lab.log.mark();
  await act();
  const sent = await vi.waitFor(() => {
    const [last] = arrivals(world, url, mark)
      .filter(({ method }) => method !== 'OPTIONS')
      .slice(-1);
    if (!last) throw new Error('no request arrived');
    return last;
  }, PATIENT);
  return sent.authorization;
}

const byFetch = (method: string, url: string = ENDPOINTS.basic) =>
  carried(() => call(page, 'fetch', url, { method }), url);

/** The test before may have left it armed. */
async function arm(): Promise<void> {
  const popup = await world.browser.openPopup(page);
  await popup.waitForSelector('.arm button');
  if (await popup.$(button(words('popupDisarm')))) {
    await press(popup, words('popupDisarm'));
    await popup.waitForSelector(button(words('popupArm')));
    // The row takes no click sooner: it may be the second one on *Disarm*.
    await setTimeout(700);
  }
  await press(popup, words('popupArm'));
  await popup.waitForSelector(button(words('popupDisarm')));
  await popup.close();
}

const untilPost = (isSo: (sent: string | undefined) => boolean) =>
  vi.waitFor(async () => expect(isSo(await byFetch('POST'))).toBe(true), PATIENT);
const untilArmed = () => untilPost((sent) => sent !== undefined);
const untilBare = () => untilPost((sent) => sent === undefined);

async function pick(name: string): Promise<void> {
  await world.keybearer.pick(page, name);
}

/** Submits a form of the page by POST, into a frame of the page or instead of it. */
function submitForm(target: string, into: '_self' | 'inside'): Promise<void> {
  return page.evaluate(
    (url, name) => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: url, target: name });
      if (name === 'inside') {
        const frame = document.createElement('iframe');
        frame.name = name;
        document.body.append(frame);
      }
      document.body.append(form);
      form.submit();
    },
    target,
    into,
  );
}

describe('a production profile that is not armed', () => {
  proves('T24', 'GET and HEAD carry its header, opened and by a script', async (tried) => {
    expect(await carried(() => open(page, ENDPOINTS.basic), ENDPOINTS.basic)).toMatch(/^Basic /);
    await open(page, `${GLUWA}/blank`);
    for (const method of ['GET', 'HEAD']) {
      expect(await byFetch(method), method).toMatch(/^Basic /);
      tried();
    }
  });

  proves('T24', 'no write carries it, and the popup says not armed', async (tried) => {
    for (const method of WRITES) {
      expect(await byFetch(method), method).toBeUndefined();
      tried();
    }
    await world.keybearer.untilVerdict(page, words('cause_not_armed'));
  });

  proves('T24', 'a POST carries it at a path that only reads, and not below', async (tried) => {
    const read = GLUWA + READ_PATH;

    expect(await byFetch('POST', read)).toMatch(/^Basic /);
    expect(await byFetch('POST', `${read}?query=1`)).toMatch(/^Basic /);
    expect(await byFetch('PUT', read)).toBeUndefined();
    expect(await byFetch('POST', `${read}/payload`)).toBeUndefined();
    expect(await byFetch('POST', `${read}/..%2fOrders`)).toBeUndefined();
    tried(4);
  });

  proves(
    'T24',
    'no form and no framed form carries it, at a path that reads too',
    async (tried) => {
      for (const url of [ENDPOINTS.basic, GLUWA + READ_PATH]) {
        for (const into of ['inside', '_self'] as const) {
          expect(await carried(() => submitForm(url, into), url), `${url} ${into}`).toBeUndefined();
          await open(page, `${GLUWA}/blank`);
          tried();
        }
      }
    },
  );

  proves('T24', 'the handshake of a WebSocket is bare', async (tried) => {
    const url = ENDPOINTS.basic;

    expect(await carried(() => call(page, 'socket', url), url)).toBeUndefined();
    tried();
  });

  proves('T24', 'a foreign page causes no more than before', async (tried) => {
    const evil = await world.browser.newPage('https://evil.test/blank');
    for (const method of ['GET', ...WRITES]) {
      const mark = world.lab.log.mark();
      // A method that needs a preflight does not arrive.
      await call(evil, 'fetch', ENDPOINTS.basic, { method });
      const sent = arrivals(world, ENDPOINTS.basic, mark).map(({ authorization }) => authorization);
      expect(sent.filter(Boolean), method).toEqual([]);
      tried();
    }
    await evil.close();
  });

  it('has no digit', async () => {
    const popup = await world.browser.openPopup(page);
    await popup.waitForSelector('input[name="pick"]');
    // The first profile without the mark has the first digit.
    await popup.keyboard.press('1');
    const row = await popup.evaluate(() => document.activeElement?.closest('label')?.textContent);
    await popup.close();

    expect(row).toContain(OTHER.name);
  });

  it('is not armed by a message of another page of ours', async () => {
    const manager = await world.keybearer.openManager('#/about');
    const { state } = await sendFrom(manager, { type: 'state/read' });
    const profiles = state?.vault === 'unlocked' ? state.profiles : [];
    const id = profiles.find(({ name }) => name === PRODUCTION.name)?.id ?? '';

    const reply = await sendFrom(manager, { type: 'pick/arm', origin: GLUWA, profileId: id });

    expect(reply).toMatchObject({ ok: false, failure: { code: 'message-refused' } });
    await manager.close();
    await page.bringToFront();
    expect(await byFetch('POST')).toBeUndefined();
  });
});

describe('a production profile that is armed', () => {
  beforeEach(async () => {
    await arm();
    await untilArmed();
  });

  proves('T24', 'every method carries its header, and a form', async (tried) => {
    for (const method of ['GET', ...WRITES]) {
      expect(await byFetch(method), method).toMatch(/^Basic /);
      tried();
    }
    const url = ENDPOINTS.basic;
    expect(await carried(() => submitForm(url, '_self'), url)).toMatch(/^Basic /);
  });

  it('a WebSocket carries it where any profile’s does: in Firefox', async () => {
    const url = ENDPOINTS.basic;
    const sent = await carried(() => call(page, 'socket', url), url);

    if (world.browser.name === 'firefox') expect(sent).toMatch(/^Basic /);
    else expect(sent).toBeUndefined();
  });

  proves('T24', 'after a death of the background past its time, writes are bare', async (tried) => {
    await world.browser.inBackground(async () => {
      const stored = await chrome.storage.session.get();
      // Cast: as the product has written them.
      const armed = stored.armed as { until: number; armedAt: number }[];
      const over = armed.map((each) => ({
        ...each,
        armedAt: each.armedAt - 1e6,
        until: Date.now(),
      }));
      await chrome.storage.session.set({
        armed: over,
        leavesAt: { at: Date.now(), since: Date.now() - 1e6 },
      });
    });
    await world.browser.stopBackground();
    expect(await byFetch('POST')).toMatch(/^Basic /);

    // Any event may wake the background: here the popup, which only reads.
    const popup = await world.browser.openPopup(page);
    await popup.waitForSelector(button(words('popupArm')));
    await popup.close();

    expect(await byFetch('POST')).toBeUndefined();
    expect(await byFetch('GET')).toMatch(/^Basic /);
    tried();
  });

  proves('T24', 'it outlives the background before its time', async (tried) => {
    await world.browser.stopBackground();
    await world.keybearer.popupText(page);

    expect(await byFetch('POST')).toMatch(/^Basic /);
    tried();
  });

  proves('T24', 'the popup disarms it', async (tried) => {
    const popup = await world.browser.openPopup(page);
    await press(popup, words('popupDisarm'));
    await popup.waitForSelector(button(words('popupArm')));
    await popup.close();

    expect(await byFetch('POST')).toBeUndefined();
    tried();
  });

  proves('T24', 'a lock disarms it', async (tried) => {
    await world.keybearer.lock(page);
    await world.keybearer.unlock(page, PASSPHRASE);
    await vi.waitFor(async () => expect(await byFetch('GET')).toMatch(/^Basic /), PATIENT);

    expect(await byFetch('POST')).toBeUndefined();
    tried();
  });

  proves('T24', 'a pause disarms it', async (tried) => {
    await world.keybearer.pause(page);
    await world.keybearer.resume(page);
    await vi.waitFor(async () => expect(await byFetch('GET')).toMatch(/^Basic /), PATIENT);

    expect(await byFetch('POST')).toBeUndefined();
    tried();
  });

  proves('T24', 'another pick on the site disarms it', async (tried) => {
    await pick(OTHER.name);
    await untilArmed();
    await pick(PRODUCTION.name);

    await untilBare();
    expect(await byFetch('GET')).toMatch(/^Basic /);
    tried();
  });

  proves('T24', 'a restart of the browser disarms it', async (tried) => {
    await world.restartBrowser();
    // It unlocks, and Chromium has forgotten what the test allows it.
    await mendUse(world, `${GLUWA}/*`);
    page = await world.browser.newPage(`${GLUWA}/blank`);
    await vi.waitFor(async () => expect(await byFetch('GET')).toMatch(/^Basic /), PATIENT);

    expect(await byFetch('POST')).toBeUndefined();
    tried();
  });
});
