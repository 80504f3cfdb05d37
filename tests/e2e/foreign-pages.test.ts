/** A page of another site makes the browser request the API: nothing of ours goes along. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { proves } from '../support/proves';
import { arrivals, ENDPOINTS, fetchStatus, GLUWA, PROFILES, type World } from './harness';
import { openWorldInUse } from './prepared';

const EVIL = 'https://evil.test';

let world: World;
let page: LabPage;

beforeAll(async () => {
  ({ world, page } = await openWorldInUse(PROFILES.apiKey));
});

afterAll(() => world?.close());

describe('evil.test', () => {
  const ways = [
    ['fetch', 'GET'],
    ['fetch', 'POST'],
    ['fetch', 'PUT'],
    ['xhr', 'GET'],
    ['beacon', 'POST'],
    ['form', 'POST'],
    ['frame', 'GET'],
    ['image', 'GET'],
  ] as const;

  proves(
    'T1',
    'a page of evil.test gets nothing by what it asks for as it loads',
    async (tried) => {
      for (const [way, method] of ways) {
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

        // This request leaves the page by itself: that must not come between the next page and its arrival.
        if (way === 'form') await page.waitForFunction(() => location.host === 'api.gluwa.test');
        const seen = arrivals(world, ENDPOINTS.basic, mark);
        expect(seen.length, `${way} ${method}`).toBeGreaterThan(0);
        expect(seen.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
        tried();
      }
    },
  );

  proves('T1', 'a page of the API in its frame sends nothing, but in Firefox', async (tried) => {
    const mark = world.lab.log.mark();
    await page.goto(`${EVIL}/frame?target=${encodeURIComponent(`${GLUWA}/`)}`);
    const frame = await page.waitForFrame((candidate) => candidate.url() === `${GLUWA}/`);

    await frame.evaluate(async (url) => void (await fetch(url)), ENDPOINTS.basic);

    // Firefox has no `topDomains`: a documented limit, docs/platform.md.
    const authorization = inject('browser') === 'firefox' ? 'Basic YWJjZDoxMjM0' : undefined;
    expect(arrivals(world, ENDPOINTS.basic, mark)).toMatchObject([{ authorization }]);
    tried();
  });
});

describe('the site itself', () => {
  it('still carries it, or the tests above would show nothing', async () => {
    await page.goto(`${GLUWA}/`);
    const mark = world.lab.log.mark();

    await fetchStatus(page, ENDPOINTS.basic);

    expect(arrivals(world, ENDPOINTS.basic, mark)).toMatchObject([{ status: 200 }]);
  });

  proves('T2', 'a preflight carries nothing, the request after it does', async (tried) => {
    // Same host, another port: a cross-origin request of the site's own page, preflighted. A header
    // of its own each, or the browser would remember the answer to the one before.
    await page.goto('https://api.gluwa.test:8443/');
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const mark = world.lab.log.mark();

      await page.evaluate(
        async (url, verb) =>
          void (await fetch(url, { method: verb, headers: { [`X-Custom-${verb}`]: '1' } })),
        ENDPOINTS.basic,
        method,
      );

      const seen = arrivals(world, ENDPOINTS.basic, mark);
      expect(seen.map((entry) => [entry.method, entry.authorization])).toEqual([
        ['OPTIONS', undefined],
        [method, 'Basic YWJjZDoxMjM0'],
      ]);
      tried();
    }
  });
});
