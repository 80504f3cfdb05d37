/**
 * The journeys of docs/walkthrough.md, walked in a real browser. Each counts its clicks and fields and
 * takes its pictures; the table in the document says the same.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { GEONODE_CREDENTIALS } from '../lab/apis/geonode.mjs';
import { GLUWA_API_KEY } from '../lab/apis/gluwa.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { button, words } from '../lab/pages/controls.mjs';
import { type Counted, type Walk, walkIn } from '../support/walk';
import { arrivals, GEONODE, GLUWA, openWorld, PATIENT, type World } from './harness';

const PICTURES = `dist/walkthrough/${inject('browser')}`;

let world: World;
let api: LabPage;
const counts = new Map<string, Counted>();

beforeAll(async () => {
  world = await openWorld();
  for (const site of [GLUWA, GEONODE]) await world.browser.allowHost(`${site}/*`);
  api = await world.browser.newPage(`${GLUWA}/blank`);
});

afterAll(() => world?.close());

/** @param name - In the document's table. */
async function journey(name: string, walkIt: (walk: Walk) => Promise<void>): Promise<Counted> {
  const walk = walkIn(world, name.toLowerCase().replaceAll(/\W+/g, '-'), PICTURES);
  await walkIt(walk);
  counts.set(name, walk.counted());
  return walk.counted();
}

/** Resolves once the page was loaded again with the header of the credential. */
function untilReloadedWith(url: string, mark: number, { username, password }: Login) {
  const authorization = `Basic ${btoa(`${username}:${password}`)}`;
  return vi.waitFor(
    () =>
      expect(arrivals(world, url, mark)).toContainEqual(expect.objectContaining({ authorization })),
    PATIENT,
  );
}

interface Login {
  readonly username: string;
  readonly password: string;
}

/** The form of a new profile, which the user came to from a page of the site. */
async function fillIn(walk: Walk, manager: LabPage, login: Login): Promise<void> {
  await manager.waitForSelector(button(words('formSave')));
  if (process.env.NAMED) await walk.type(manager, words('formName'), 'Named');
  await walk.type(manager, words('field_basic_username'), login.username);
  await walk.type(manager, words('field_basic_password'), login.password);
}

function isInFront(page: LabPage): Promise<boolean> {
  return page.evaluate(() => document.visibilityState === 'visible');
}

describe('first run', () => {
  it('leads from the page of an API back to it, with the header', async () => {
    const counted = await journey('First run', async (walk) => {
      const popup = await walk.openPopup(api);
      await popup.waitForSelector(button(words('setupStart')));
      await walk.picture(popup);
      const manager = await world.browser.opened(() => walk.click(popup, words('setupStart')));
      await manager.waitForSelector(button(words('setupUseSuggestion')));
      await walk.click(manager, words('setupUseSuggestion'));
      await walk.picture(manager);
      await walk.click(manager, words('setupCreate'));
      await fillIn(walk, manager, GLUWA_API_KEY);
      await walk.picture(manager);
      const mark = world.lab.log.mark();
      await walk.allowing(GLUWA, () => walk.click(manager, words('formSave')));
      await untilReloadedWith(`${GLUWA}/blank`, mark, GLUWA_API_KEY);
      expect(await isInFront(api)).toBe(true);
    });

    expect(counted.clicks).toBeLessThanOrEqual(8);
    expect(counted.fields).toBeLessThanOrEqual(2);
  });
});

describe('with a vault', () => {
  it('takes four clicks from another API to its header', async () => {
    const page = await world.browser.newPage(`${GEONODE}/blank`);
    const counted = await journey('Another API', async (walk) => {
      const popup = await walk.openPopup(page);
      await popup.waitForSelector(button(words('popupAddProfile')));
      await walk.picture(popup);
      const manager = await world.browser.opened(() => walk.click(popup, words('popupAddProfile')));
      await fillIn(walk, manager, GEONODE_CREDENTIALS);
      const mark = world.lab.log.mark();
      await walk.allowing(GEONODE, () => walk.click(manager, words('formSave')));
      await untilReloadedWith(`${GEONODE}/blank`, mark, GEONODE_CREDENTIALS);
      expect(await isInFront(page)).toBe(true);
    });

    expect(counted.clicks).toBeLessThanOrEqual(4);
    expect(counted.fields).toBe(2);
  });
});

describe('docs/walkthrough.md', () => {
  it('has the figures that were counted', () => {
    const rows = readFileSync('docs/walkthrough.md', 'utf8').matchAll(
      /^\| ([^|]+?) \| (\d+) \| (\d+) \|/gm,
    );
    const written = [...rows].map(([, name, clicks, fields]) => [
      name,
      { clicks: Number(clicks), fields: Number(fields) },
    ]);

    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(counts));
  });
});
