/** A page of another site makes the browser request the API: nothing of ours goes along. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { LabPage } from '../lab/lab-page.mjs';
import {
  arrivals,
  ENDPOINTS,
  fetchStatus,
  GLUWA,
  openWorld,
  PASSPHRASE,
  PROFILES,
  type World,
} from './harness';

const EVIL = 'https://evil.test';

let world: World;
let page: LabPage;

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage(`${GLUWA}/`);
  await world.keybearer.createVault(page, PASSPHRASE);
  await world.browser.allowHost(`${GLUWA}/*`);
  await world.keybearer.addProfileForPage(page, PROFILES.apiKey);
});

afterAll(() => world?.close());

describe('evil.test', () => {
  it.each([
    ['fetch', 'GET'],
    ['fetch', 'POST'],
    ['fetch', 'PUT'],
    ['xhr', 'GET'],
    ['beacon', 'POST'],
    ['form', 'POST'],
    ['frame', 'GET'],
    ['image', 'GET'],
  ])('gets nothing by %s %s', async (way, method) => {
    const mark = world.lab.log.mark();

    await page.goto(
      `${EVIL}/${way}?method=${method}&target=${encodeURIComponent(ENDPOINTS.basic)}`,
    );
    await world.lab.log.waitFor(
      // The request itself, not its preflight.
      (entry) =>
        entry.host === 'api.gluwa.test' &&
        entry.url.startsWith('/v1/Orders') &&
        entry.method === method,
      { from: mark },
    );

    const seen = arrivals(world, ENDPOINTS.basic, mark);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
  });

  it('frames a page of the API whose own requests carry nothing where rules can ask who frames it', async () => {
    const mark = world.lab.log.mark();
    await page.goto(`${EVIL}/frame?target=${encodeURIComponent(`${GLUWA}/`)}`);
    const frame = await page.waitForFrame((candidate) => candidate.url() === `${GLUWA}/`);

    await frame.evaluate(async (url) => void (await fetch(url)), ENDPOINTS.basic);

    // Firefox has no `topDomains`: a documented limit, docs/platform.md.
    const authorization = inject('browser') === 'firefox' ? 'Basic YWJjZDoxMjM0' : undefined;
    expect(arrivals(world, ENDPOINTS.basic, mark)).toMatchObject([{ authorization }]);
  });
});

describe('the site itself', () => {
  it('still carries it, or the tests above would show nothing', async () => {
    await page.goto(`${GLUWA}/`);
    const mark = world.lab.log.mark();

    await fetchStatus(page, ENDPOINTS.basic);

    expect(arrivals(world, ENDPOINTS.basic, mark)).toMatchObject([{ status: 200 }]);
  });

  it('sends no credential in a preflight', async () => {
    const mark = world.lab.log.mark();

    // Same host, another port: a cross-origin request of the site's own page, preflighted.
    await page.goto('https://api.gluwa.test:8443/');
    await page.evaluate(
      async (url) => void (await fetch(url, { headers: { 'X-Custom': '1' } })),
      ENDPOINTS.basic,
    );

    const seen = arrivals(world, ENDPOINTS.basic, mark);
    expect(seen.map(({ method, authorization }) => [method, authorization])).toEqual([
      ['OPTIONS', undefined],
      ['GET', 'Basic YWJjZDoxMjM0'],
    ]);
  });
});
