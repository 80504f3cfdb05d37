/**
 * 5,000 profiles, 100 of them picked: unlocking, finding, picking and signing anew work as with one.
 * Times are printed, for information; `npm run bench` is where they are measured.
 */
import { computeAddress } from 'ethers';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { SitePicks } from '../../src/domain/picks';
import type { HeaderSpec, HeaderSpecId, Profile, ProfileId } from '../../src/domain/profile';
import { type Origin, WHOLE_ORIGIN } from '../../src/domain/site';
import { EMPTY_CONTENT, encodeContent } from '../../src/vault/content';
import { encodeEnvelope } from '../../src/vault/envelope';
import { createEnvelope } from '../../src/vault/vault';
import { findSignatureProblem } from '../lab/apis/gluwa-signature.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { click, words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import { exampleKey } from '../support/wif';
import {
  arrivals,
  isAllowed,
  open,
  openWorld,
  PASSPHRASE,
  PATIENT,
  sessionRules,
  type World,
} from './harness';

const PROFILES = 5000;
const PICKED = 100;
/** The rows that the list draws at first. */
const DRAWN = 40;
/**
 * The rules of one profile: one for opened addresses, one for scripts. Chromium has three for scripts, by
 * the header that keeps the answer out of the cache: on reads, on those of media, and on no other.
 */
const RULES_EACH = inject('browser') === 'firefox' ? 2 : 4;

let world: World;
let page: LabPage;

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage(`${siteOf(0)}/blank`);
  const vault = await sealed();
  await world.browser.inBackground((text) => chrome.storage.local.set({ vault: text }), vault);
  await allowAllSites();
});

afterAll(() => world?.close());

function siteOf(index: number): Origin {
  return `https://site-${index}.many.test` as Origin;
}

function nameOf(index: number): string {
  return `Profile ${index}`;
}

/** The first ones sign, each with a key of its own; the others have a password. */
function profileOf(index: number): Profile {
  const header: HeaderSpec =
    index < PICKED
      ? headerOf(index, 'gluwa-ethereum', { privateKey: exampleKey(nameOf(index)).toString('hex') })
      : headerOf(index, 'basic', { username: nameOf(index), password: 'secret' });
  return {
    id: `profile-${index}` as ProfileId,
    revision: 1,
    name: nameOf(index),
    colour: 'grey',
    note: '',
    sites: [{ origin: siteOf(index), path: WHOLE_ORIGIN }],
    headers: [header],
    callers: [],
    strict: false,
    ownForms: false,
    ownPictures: false,
    allowCache: false,
    allowHttp: false,
  };
}

function headerOf(
  index: number,
  schemeId: HeaderSpec['schemeId'],
  credential: unknown,
): HeaderSpec {
  return { id: `header-${index}` as HeaderSpecId, schemeId, credential, paths: [], methods: [] };
}

/** The vault as the product would have stored it, by its own code. */
async function sealed(): Promise<string> {
  const profiles = Array.from({ length: PROFILES }, (_, index) => profileOf(index));
  const sitePicks: SitePicks = Object.fromEntries(
    profiles.slice(0, PICKED).map(({ id }, index) => [siteOf(index), { identity: id, extras: [] }]),
  );
  const content = encodeContent({ ...EMPTY_CONTENT, profiles, sitePicks });
  const { envelope } = await createEnvelope(PASSPHRASE, content);
  return encodeEnvelope(envelope);
}

/** Allows all sites at once: this file is not about the prompts. */
async function allowAllSites(): Promise<void> {
  const all = 'https://*.many.test';
  await world.browser.allowHost(`${all}/*`);
  const manager = await world.keybearer.openManager();
  // A button of the test's, since a browser asks for nothing without a real click.
  await manager.evaluate(
    (origins) => {
      const permissions = chrome.permissions as unknown as { request(asked: object): void };
      const allow = document.createElement('button');
      allow.id = 'allow-all';
      allow.textContent = 'Allow all';
      allow.addEventListener('click', () => permissions.request({ origins }));
      document.body.prepend(allow);
    },
    [`${all}/*`],
  );
  await click(manager, '#allow-all');
  await vi.waitFor(async () => expect(await isAllowed(world, all)).toBe(true), PATIENT);
  await manager.close();
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  console.info(
    `${PROFILES} profiles, ${PICKED} picked: ${what} ${Math.round(performance.now() - start)} ms`,
  );
  return result;
}

/** The signature that the page's next request to a site carries. */
async function signatureOn(index: number): Promise<string | undefined> {
  const url = `${siteOf(index)}/blank`;
  const mark = world.lab.log.mark();
  await open(page, url);
  return arrivals(world, url, mark)[0]?.signature;
}

/** Checks the signature of the site's own key, with another library than ours. */
function problemOf(index: number, header: string | undefined, now = Date.now()) {
  const owners = [computeAddress(`0x${exampleKey(nameOf(index)).toString('hex')}`)];
  return findSignatureProblem({ header, owners, now });
}

/** The values of all session rules. */
async function valuesInForce(): Promise<string[]> {
  const rules = (await sessionRules(world.browser)) as {
    action: { requestHeaders: { header: string; value: string }[] };
  }[];
  // Beside each header of ours is one that keeps the answer out of the cache.
  return rules.flatMap(({ action }) =>
    action.requestHeaders
      .filter(({ header }) => /^(authorization|x-request-signature)$/i.test(header))
      .map(({ value }) => value),
  );
}

describe('5,000 profiles', () => {
  proves('F9', 'of 5,000 profiles each picked one is in force once unlocked', async (tried) => {
    await timed('unlock', () => world.keybearer.unlock(page, PASSPHRASE));

    expect(new Set(await valuesInForce()).size).toBe(PICKED);
    expect(await valuesInForce()).toHaveLength(PICKED * RULES_EACH);
    for (const index of [0, 42, PICKED - 1]) {
      expect(problemOf(index, await signatureOn(index))).toBeUndefined();
    }
    expect(await signatureOn(PICKED)).toBeUndefined();
    tried(PROFILES);
  });

  proves('F9', 'the popup lists them, and finds one', async (tried) => {
    await open(page, `${siteOf(0)}/blank`);
    const popup = await timed('popup', async () => {
      const opened = await world.browser.openPopup(page);
      await opened.waitForSelector('.others li');
      return opened;
    });
    const text = await popup
      .waitForSelector('main')
      .then((it) => it?.evaluate((e) => e.textContent));

    await timed('search', async () => {
      const search = await popup.waitForSelector('#search');
      await search?.type('4321');
      await popup.waitForFunction(
        () => document.querySelectorAll('.others .choice-row').length === 1,
      );
    });
    const found = await popup
      .waitForSelector('.others li')
      .then((it) => it?.evaluate((e) => e.textContent));
    await popup.close();

    expect(text).toContain(nameOf(0));
    expect(text).toContain(words('popupOtherSites', String(PROFILES - 1)));
    expect(found).toContain(nameOf(4321));
    tried(PROFILES);
  });

  proves('F9', 'the last of them can be picked: the next request carries it', async (tried) => {
    const index = PROFILES - 1;
    const url = `${siteOf(index)}/blank`;
    await open(page, url);

    await timed('pick', () => world.keybearer.pick(page, nameOf(index)));

    const mark = world.lab.log.mark();
    await open(page, url);
    const password = Buffer.from(`${nameOf(index)}:secret`).toString('base64');
    expect(arrivals(world, url, mark)).toMatchObject([{ authorization: `Basic ${password}` }]);
    expect(await valuesInForce()).toHaveLength((PICKED + 1) * RULES_EACH);
    tried();
  });

  proves('F9', 'all picked ones are signed anew when the alarm rings', async (tried) => {
    const ahead = 4 * 60_000;
    const before = new Set(await valuesInForce());

    await timed('sign anew', async () => {
      await world.browser.inBackground(async (difference) => {
        const real = Date.now;
        Date.now = () => real.call(Date) + difference;
        await chrome.alarms.create('sync', { when: real.call(Date) });
      }, ahead);
      await vi.waitFor(
        async () => {
          const kept = (await valuesInForce()).filter((value) => before.has(value));
          // The one with a password does not age.
          expect(kept).toHaveLength(RULES_EACH);
        },
        { timeout: 30_000 },
      );
    });

    expect(await valuesInForce()).toHaveLength((PICKED + 1) * RULES_EACH);
    for (const index of [0, 42, PICKED - 1]) {
      const signature = await signatureOn(index);
      expect(before).not.toContain(signature);
      expect(problemOf(index, signature, Date.now() + ahead)).toBeUndefined();
    }
    tried(PICKED);
  });

  proves('F9', 'the manager lists the first, and finds one by keyboard alone', async (tried) => {
    const manager = await timed('list', async () => {
      const opened = await world.keybearer.openManager();
      await opened.waitForSelector('.profile');
      return opened;
    });
    expect(await manager.evaluate(() => document.querySelectorAll('.profile').length)).toBe(DRAWN);

    await timed('search of the list', async () => {
      await manager.keyboard.press('/');
      await manager.keyboard.type('4321');
      await manager.waitForFunction(() => document.querySelectorAll('.profile').length === 1);
    });
    const found = await manager.evaluate(
      () => document.querySelector('.profile .name')?.textContent,
    );
    await manager.close();

    expect(found).toBe(nameOf(4321));
    tried(PROFILES);
  });

  it('are all known to a page that hears of a change of one', async () => {
    const manager = await world.keybearer.openManager();
    const look = () =>
      manager.evaluate(() => {
        const inUse = document.querySelectorAll('.profile .positive').length;
        return { inUse, text: document.body.textContent ?? '' };
      });
    // The first rows, by name: each is picked.
    await vi.waitFor(async () => expect((await look()).inUse).toBe(DRAWN), PATIENT);

    await open(page, `${siteOf(7)}/blank`);
    await world.keybearer.pick(page, words('popupOff'));

    await vi.waitFor(async () => expect((await look()).inUse).toBe(DRAWN - 1), PATIENT);
    expect((await look()).text).toContain(
      words('listMore', String(DRAWN), String(PROFILES - DRAWN)),
    );
    await manager.close();
  });

  it('leave nothing behind a lock but that it is locked', async () => {
    const stored = () => world.browser.inBackground(() => chrome.storage.session.get());
    expect(Object.keys(await stored()).length).toBeGreaterThan(60);

    await world.keybearer.lock(page);

    const parts = async () => Object.keys(await stored()).filter((key) => key.startsWith('state'));
    await vi.waitFor(async () => expect(await parts()).toEqual(['state']), PATIENT);
    expect(JSON.stringify(await stored())).not.toContain('many.test');
  });
});
