/**
 * A foreign page includes a style sheet, script, picture or document of the API, or one that its own
 * service worker makes up under the API's address: nothing that these load carries the header.
 */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { MADE_UP_WORKER } from '../lab/server/made-up.mjs';
import type { LoggedRequest } from '../lab/server/request-log.mjs';
import { proves } from '../support/proves';
import { GLUWA, openWorld, PROFILES, untilInForce, type World } from './harness';
import { includingOf, loadsOf, styledBy } from './indirect-loads';
import { prepareProfile, prepareVault } from './prepared';

const APP = 'https://app.test';
const EVIL = 'https://evil.test';
const BROWSER = inject('browser');

let world: World;

beforeAll(async () => {
  world = await openWorld();
  for (const site of [GLUWA, APP]) await world.browser.allowHost(`${site}/*`);
  await prepareVault(world, { ...PROFILES.apiKey, callers: APP });
  await untilInForce(world, GLUWA);
});

afterAll(() => world?.close());

/** The names of loads that carried the header. */
function carrying(loads: ReadonlyMap<string, LoggedRequest>): string[] {
  return [...loads].flatMap(([name, { headers }]) => (headers.authorization ? [name] : []));
}

/** A page whose service worker answers what it includes, or the server does. */
async function openEvil(withWorker: boolean): Promise<LabPage> {
  const page = await world.browser.newPage(`${EVIL}/blank`);
  if (!withWorker) return page;
  await page.evaluate(async (script) => {
    const { serviceWorker } = navigator;
    const taken = new Promise((resolve) =>
      serviceWorker.addEventListener('controllerchange', resolve),
    );
    await serviceWorker.register(script);
    if (!serviceWorker.controller) await taken;
  }, MADE_UP_WORKER);
  return page;
}

async function forgetWorker(): Promise<void> {
  const page = await world.browser.newPage(`${EVIL}/blank`);
  await page.evaluate(async () => {
    const all = await navigator.serviceWorker.getRegistrations();
    await Promise.all(all.map((each) => each.unregister()));
  });
  await page.close();
}

function provesNothing(mode: string): void {
  for (const withWorker of [false, true]) {
    const by = withWorker ? 'made up by its service worker' : 'as its server sends them';
    proves('T1', `${mode}, evil.test includes what is the API’s, ${by}`, async (tried) => {
      for (const html of [
        styledBy.bind(undefined, GLUWA),
        styledBy.bind(undefined, APP),
        includingOf.bind(undefined, GLUWA, EVIL),
      ]) {
        const mark = world.lab.log.mark();
        const loads = await loadsOf(world, await openEvil(withWorker), html);

        expect(carrying(loads)).toEqual([]);
        tried(loads.size);
        const served = world.lab.log.since(mark).filter(({ url, headers }) => {
          // A document in a frame is not the page's: its worker is not asked.
          const isOfPage = /^(style|script)$/.test(headers['sec-fetch-dest'] ?? '');
          return isOfPage && url.startsWith('/made-up?');
        });
        expect(served.length > 0, 'the server is asked').toBe(!withWorker);
      }
      if (withWorker) await forgetWorker();
    });
  }
}

/** The loads of the site's own page that a foreign page can cause as well. */
async function ownLoads(): Promise<Map<string, LoggedRequest>> {
  const styled = await loadsOf(world, await world.browser.newPage(`${GLUWA}/blank`), (target) =>
    styledBy(GLUWA, target),
  );
  const including = await loadsOf(world, await world.browser.newPage(`${GLUWA}/blank`), (target) =>
    includingOf(GLUWA, EVIL, target),
  );
  return new Map([...styled, ...including]);
}

/** Chromium asks for a permission of its own for sockets. XSLT is loaded by a frame of evil.test. */
const NEVER_OWN = BROWSER === 'chromium' ? ['WebSocket'] : ['XSLT', 'xsl:import', 'import of JSON'];
const PICTURES = BROWSER === 'chromium' ? [] : ['image', 'style'];

async function leftOutOfOwn(): Promise<Set<string>> {
  const loads = await ownLoads();
  const carried = carrying(loads);
  const without = [...loads].filter(([name]) => !carried.includes(name));
  expect(carried.length).toBeGreaterThan(15);
  return new Set(
    without.flatMap(([name, { headers }]) =>
      NEVER_OWN.includes(name) ? [] : (headers['sec-fetch-dest'] ?? name),
    ),
  );
}

describe('by default', () => {
  provesNothing('by default');

  it('the site’s own loads carry it, but for pictures and style sheets in Firefox', async () => {
    expect(await leftOutOfOwn()).toEqual(new Set(PICTURES));
  });
});

describe('in Strict', () => {
  beforeAll(() =>
    prepareProfile(world, {
      ...PROFILES.apiKey,
      name: 'Strict',
      callers: APP,
      strict: true,
      // Refused together with Strict.
      ownPictures: true,
    }),
  );

  provesNothing('in Strict, with the switch for pictures');

  it('the site’s own loads carry it as by default', async () => {
    expect(await leftOutOfOwn()).toEqual(new Set(PICTURES));
  });
});

describe('with own pictures and style sheets', () => {
  beforeAll(() =>
    prepareProfile(world, {
      ...PROFILES.apiKey,
      name: 'Pictures',
      callers: APP,
      ownPictures: true,
    }),
  );

  it('all of the site’s own loads carry it', async () => {
    expect(await leftOutOfOwn()).toEqual(new Set());
  });

  it('in Firefox evil.test has it sent by a style sheet: the switch says so', async () => {
    const loads = await loadsOf(world, await openEvil(false), (target) => styledBy(GLUWA, target));

    expect(carrying(loads).includes('background-image')).toBe(BROWSER === 'firefox');
    expect(carrying(loads)).not.toContain('@font-face');
  });
});
