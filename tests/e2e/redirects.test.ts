/** A redirect leads a request out of the profile's site: no hop outside carries the header. */
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { REDIRECT_STATUSES, redirectUrl } from '../lab/server/redirects.mjs';
import { isFull, proves } from '../support/proves';
import { call, ENDPOINTS, GLUWA, open, PROFILES, type World } from './harness';
import { openWorldInUse } from './prepared';

const HEADER = 'Basic YWJjZDoxMjM0';
const EVIL = 'https://evil.test';

/** Each differs from the site in one thing that must count. */
const ELSEWHERE = {
  'another host': EVIL,
  'another port': 'https://api.gluwa.test:8443',
  'another protocol': 'http://api.gluwa.test',
  'a subdomain': 'https://sub.api.gluwa.test',
  'a host that begins alike': 'https://api.gluwa.test.evil.test',
} as const;

let world: World;
let page: LabPage;

beforeAll(async () => {
  // Own forms are on, or the first hop of a form would carry no header and the others prove nothing.
  ({ world, page } = await openWorldInUse({ ...PROFILES.apiKey, ownForms: true }));
});

afterAll(() => world?.close());

/** Each begins with a request of a page of the site, to the site. */
const WAYS = {
  'a navigation': (from: LabPage, target: string) => open(from, target),
  'a fetch': (from: LabPage, target: string) => call(from, 'fetch', target),
  'a fetch POST': (from: LabPage, target: string) =>
    call(from, 'fetch', target, { method: 'POST' }),
  'a form POST': (from: LabPage, target: string) =>
    from.evaluate((action) => {
      const form = document.createElement('form');
      Object.assign(form, { action, method: 'POST' });
      document.body.append(form);
      form.submit();
    }, target),
  'a frame': (from: LabPage, target: string) =>
    from.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.src = src;
      document.body.append(frame);
    }, target),
} as const;

type Way = keyof typeof WAYS;

/** Numbered, so that each hop is distinct. */
let count = 0;

type Status = (typeof REDIRECT_STATUSES)[number];

/**
 * Whether the browser itself refuses to go on: a page over TLS may not fetch plain http. In Chromium
 * it may not post a form there either (301, 302 and 303 make a GET of it, which it may open).
 */
function isRefused(way: Way, status: Status, to: string): boolean {
  if (to.startsWith('https:') || way === 'a navigation') return false;
  if (way !== 'a form POST') return true;
  return inject('browser') === 'chromium' && (status === 307 || status === 308);
}

/** The hops that arrived, in order: address and header. */
async function hops(way: Way, status: Status, to: string) {
  // A tab for each: most ways leave the page.
  const from = await world.browser.newPage(`${GLUWA}/blank`);
  const mark = world.lab.log.mark();
  const path = `/blank?hop=${++count}`;
  const first = redirectUrl(GLUWA, status, to + path);
  await WAYS[way](from, first);
  const last = isRefused(way, status, to) ? first.slice(GLUWA.length) : path;
  await world.lab.log.waitFor(({ url }) => url === last, { from: mark });
  await from.close();
  return world.lab.log
    .since(mark)
    .filter(({ url, method }) => method !== 'OPTIONS' && /^\/(redirect\/|blank\?hop=)/.test(url))
    .map(({ protocol, host, headers }) => [`${protocol}://${host}`, headers.authorization]);
}

const CELLS = (Object.keys(WAYS) as Way[]).flatMap((way) =>
  Object.entries(ELSEWHERE).map(([place, to]) => [way, place, to] as const),
);

/** Each costs a tab. All in `--full`; else two for each cell, and each of them in many. */
function statusesFor(cell: number): readonly Status[] {
  if (isFull) return REDIRECT_STATUSES;
  const { length } = REDIRECT_STATUSES;
  return REDIRECT_STATUSES.filter(
    (_, index) => index === cell % length || index === (cell + 2) % length,
  );
}

describe('out of the site', () => {
  for (const [cell, [way, place, to]] of CELLS.entries()) {
    proves(
      'T3',
      `${way} to ${place}: the first hop carries it, the next does not`,
      async (tried) => {
        for (const status of statusesFor(cell)) {
          const seen = await hops(way, status, to);

          expect(seen[0], String(status)).toEqual([GLUWA, HEADER]);
          const next = isRefused(way, status, to) ? [] : [[to, undefined]];
          expect(seen.slice(1), String(status)).toEqual(next);
          tried();
        }
      },
    );
  }
});

describe('out of the site and back', () => {
  proves('T3', 'there and back, the hops of the site carry it and no other', async (tried) => {
    const there = redirectUrl(GLUWA, 302, redirectUrl(EVIL, 307, `${ENDPOINTS.basic}?hop=back`));
    const mark = world.lab.log.mark();

    await open(page, there);
    await world.lab.log.waitFor(({ url }) => url.endsWith('?hop=back'), { from: mark });

    const seen = world.lab.log.since(mark).filter(({ url }) => /redirect|hop=back$/.test(url));
    expect(seen.map(({ host, headers }) => [host, headers.authorization])).toEqual([
      ['api.gluwa.test', HEADER],
      ['evil.test', undefined],
      ['api.gluwa.test', HEADER],
    ]);
    tried(seen.length);
  });
});

describe('a server that the site’s page asks', () => {
  proves(
    'T3',
    'it can lead the request back to the site, which SECURITY.md says',
    async (tried) => {
      for (const [method, status] of [
        ['GET', 302],
        ['POST', 307],
      ] as const) {
        const target = `${ENDPOINTS.basic}?hop=asked${++count}`;
        const mark = world.lab.log.mark();
        await page.goto(`${GLUWA}/blank`);

        await call(page, 'fetch', redirectUrl(EVIL, status, target), { method });

        const seen = world.lab.log.since(mark).filter(({ url }) => /redirect|hop=asked/.test(url));
        expect(seen.map((each) => [each.host, each.method, each.headers.authorization])).toEqual([
          ['evil.test', method, undefined],
          ['api.gluwa.test', method, HEADER],
        ]);
        tried();
      }
    },
  );
});

describe('a foreign page', () => {
  proves('T3', 'a foreign page gets nothing by its own redirect or the site’s', async (tried) => {
    const each = [EVIL, GLUWA].flatMap((redirector) =>
      REDIRECT_STATUSES.map((status) => [redirector, status] as const),
    );
    for (const [redirector, status] of each) {
      const target = `${ENDPOINTS.basic}?hop=foreign${++count}`;
      const mark = world.lab.log.mark();

      await page.goto(
        `${EVIL}/fetch?target=${encodeURIComponent(redirectUrl(redirector, status, target))}`,
      );
      await world.lab.log.waitFor(({ url }) => url.endsWith(`?hop=foreign${count}`), {
        from: mark,
      });

      const seen = world.lab.log.since(mark).filter(({ url }) => url.endsWith(`foreign${count}`));
      // The page, the redirect and its target.
      expect(seen.length).toBeGreaterThanOrEqual(3);
      expect(seen.filter(({ headers }) => headers.authorization)).toEqual([]);
      tried();
    }
  });
});

describe('in all of the above', () => {
  proves('T3', 'no request outside the site has carried anything', (tried) => {
    const carried = world.lab.log.entries.filter(({ headers }) => headers.authorization);

    expect(carried.length).toBeGreaterThan(isFull ? 100 : 40);
    expect([...new Set(carried.map(({ protocol, host }) => `${protocol}://${host}`))]).toEqual([
      GLUWA,
    ]);
    tried(world.lab.log.entries.length);
  });
});
