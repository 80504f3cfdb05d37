/**
 * The browser's HTTP cache and a sibling: a page of the same registrable domain, which is in no
 * profile and not allowed. It reads an anonymous answer, no matter who asked before. And what passing by the
 * cache costs: nothing that a page's own precondition says on any other method.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { scanProfile } from '../lab/canary/scan-profile.mjs';
import { words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import { GLUWA, PASSPHRASE, PROFILES, untilInForce, type World } from './harness';
import { openWorldInUse, prepareProfile } from './prepared';

const IS_FIREFOX = inject('browser') === 'firefox';
const HEADER = 'Basic YWJjZDoxMjM0';
const SIBLING = 'https://sibling.gluwa.test';

/** Requests after which an answer may be in the cache. The first parameter is the page that causes it. */
const KEEPING = {
  'opened by the sibling': {
    from: SIBLING,
    act: (url: string) => void window.open(url),
  },
  'prefetched by the sibling': {
    from: SIBLING,
    act: (url: string) => {
      const script = document.createElement('script');
      script.type = 'speculationrules';
      script.textContent = JSON.stringify({
        prefetch: [{ source: 'list', urls: [url], eagerness: 'immediate' }],
      });
      document.head.append(script);
    },
  },
  'fetched by the site’s own script': {
    from: GLUWA,
    act: async (url: string) => void (await (await fetch(url)).text()),
  },
  'loaded by the site’s own page': {
    from: GLUWA,
    act: (url: string) =>
      new Promise<void>((resolve) => {
        const script = document.createElement('script');
        script.onload = script.onerror = () => resolve();
        script.src = url;
        document.head.append(script);
      }),
  },
} as const;

type Keeping = keyof typeof KEEPING;

/** Firefox has no speculation rules. */
const WAYS = (Object.keys(KEEPING) as Keeping[]).filter(
  (way) => !IS_FIREFOX || way !== 'prefetched by the sibling',
);

const READERS = {
  fetch: async (url: string) => {
    const answer = await fetch(url, { credentials: 'omit' });
    return /keptFor\W+(.*?)"/.exec(await answer.text())?.[1];
  },
  script: (url: string) =>
    new Promise<string | undefined>((resolve) => {
      const script = document.createElement('script');
      script.onload = script.onerror = () => resolve(Reflect.get(globalThis, 'keptFor'));
      script.src = url;
      document.head.append(script);
    }),
} as const;

type Reader = keyof typeof READERS;

let world: World;
let page: LabPage;
let profileDir: string;
let count = 0;

beforeAll(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'keybearer-cache-'));
  ({ world, page } = await openWorldInUse(PROFILES.apiKey, { profileDir }));
});

afterAll(async () => {
  await world?.close();
  await rm(profileDir, { recursive: true, force: true });
});

interface Kept {
  readonly way: Keeping;
  readonly reader: Reader;
  readonly url: string;
}

/** Every way, once for each reader, under an address of its own. */
async function keepAll(): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const way of WAYS) {
    for (const reader of ['fetch', 'script'] as const) {
      const script = reader === 'script' || way.startsWith('loaded') ? '&script' : '';
      const url = `${GLUWA}/kept?of=${++count}${script}`;
      const mark = world.lab.log.mark();
      const { from, act } = KEEPING[way];
      const by = await world.browser.newPage(`${from}/blank`);
      const start = () => by.evaluate(act as (url: string) => Promise<void>, url);
      // Once it has loaded, the answer is whole.
      if (way.startsWith('opened')) await (await world.browser.opened(start, url)).close();
      else await start();
      const request = await world.lab.log.waitFor((entry) => GLUWA + entry.url === url, {
        from: mark,
      });
      // Otherwise a sibling would read nothing of value.
      expect(request.headers.authorization, way).toBe(HEADER);
      await by.close();
      kept.push({ way, reader, url });
    }
  }
  return kept;
}

async function expectAnonymous(kept: readonly Kept[], tried: (cases: number) => void) {
  const sibling = await world.browser.newPage(`${SIBLING}/blank`);
  const read: Record<string, string | undefined> = {};
  for (const { way, reader, url } of kept) {
    const act = READERS[reader] as (url: string) => Promise<string | undefined>;
    read[`${way}, read by ${reader}`] = await sibling.evaluate(act, url);
  }
  await sibling.close();

  expect(read).toEqual(Object.fromEntries(Object.keys(read).map((each) => [each, 'anyone'])));
  tried(kept.length);
}

describe('a sibling reads an anonymous answer', () => {
  proves('T27', 'while the header is in force', async (tried) => {
    await expectAnonymous(await keepAll(), tried);
  });

  proves('T27', 'in Strict, what the site’s own pages have asked for', async (tried) => {
    await prepareProfile(world, { ...PROFILES.apiKey, name: 'Strict', strict: true });
    const own = WAYS.filter((way) => KEEPING[way].from === GLUWA);
    const kept: Kept[] = [];
    for (const way of own) {
      const url = `${GLUWA}/kept?of=${++count}&script`;
      const mark = world.lab.log.mark();
      await vi.waitFor(async () => {
        const by = await world.browser.newPage(`${GLUWA}/blank`);
        await by.evaluate(KEEPING[way].act as (url: string) => Promise<void>, url);
        await by.close();
        expect(world.lab.log.since(mark).at(-1)?.headers.authorization).toBe(HEADER);
      });
      kept.push({ way, reader: 'script', url });
    }
    await expectAnonymous(kept, tried);
    await prepareProfile(world, { ...PROFILES.apiKey, name: 'Again' });
    await untilInForce(world, GLUWA);
  });

  proves('T27', 'after another pick', async (tried) => {
    const kept = await keepAll();
    await page.bringToFront();
    await world.keybearer.pick(page, words('popupOff'));
    await expectAnonymous(kept, tried);
    await page.bringToFront();
    await world.keybearer.pick(page, 'Again');
    await untilInForce(world, GLUWA);
  });

  proves('T27', 'after a lock', async (tried) => {
    const kept = await keepAll();
    await page.bringToFront();
    await world.keybearer.lock(page);
    await expectAnonymous(kept, tried);
    await page.bringToFront();
    await world.keybearer.unlock(page, PASSPHRASE);
    await untilInForce(world, GLUWA);
  });
});

const LONG_AGO = 'Thu, 02 Jan 2020 03:04:05 GMT';

it.each(['PUT', 'POST', 'PATCH', 'DELETE'])(
  'a %s keeps the page’s own precondition',
  async (method) => {
    const url = `${GLUWA}/kept?own=${method}`;
    const mark = world.lab.log.mark();
    const status = await page.evaluate(
      async (target, init) => (await fetch(target, init)).status,
      url,
      { method, headers: { 'If-Unmodified-Since': LONG_AGO } },
    );

    expect(status).toBe(412);
    const [request] = world.lab.log.since(mark).filter((entry) => GLUWA + entry.url === url);
    expect(request?.headers).toMatchObject({
      authorization: HEADER,
      'if-unmodified-since': LONG_AGO,
    });
    expect(request?.headers['if-range']).toBeUndefined();
  },
);

// Kept out of the way of the others: the browser writes the last entries when it ends.
proves(['T7', 'T27'], 'no header and no digest of one is in the cache', async (tried) => {
  // No sibling reads this one: its anonymous answer would replace what the cache has written.
  const mark = world.lab.log.mark();
  await page.evaluate(
    KEEPING['fetched by the site’s own script'].act,
    `${GLUWA}/kept?vary=Authorization`,
  );
  expect(world.lab.log.since(mark)[0]?.headers.authorization).toBe(HEADER);
  await world.browser.close();
  const secrets = { header: HEADER, pair: Buffer.from('abcd:1234') };
  const hits = scanProfile(profileDir, secrets);
  await world.startBrowser();

  expect(hits).toEqual([]);
  tried(Object.keys(secrets).length);
});
