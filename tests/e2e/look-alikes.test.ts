/**
 * Addresses that look like a profile's place to a careless filter, on the wire: each carries the
 * header exactly where the model, which knows no filters, says so. Keybearer's own answer to the
 * question why a request carries a header, or why not, agrees with the wire.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { explain, type Situation } from '../../src/diagnosis/explain';
import { parsePathScope } from '../../src/domain/parse-site';
import type { HeaderSpecId, ProfileId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import { type AskedRequest, match } from '../../src/rules/match';
import type { Placement } from '../../src/rules/placement';
import type { Rule } from '../../src/rules/rule';
import type { LabFrame, LabPage } from '../lab/browsers/lab-page.mjs';
import { proves, rounds } from '../support/proves';
import { expectedHeaders } from '../support/request-model';
import { runErrands, WAYS } from './errands';
import { call, GLUWA, open, PROFILES, sessionRules, type World } from './harness';
import { openWorldInUse } from './prepared';

const HEADER = 'Basic YWJjZDoxMjM0';
const AT_ONCE = 20;

const PLACE: Placement = {
  origin: GLUWA as Origin,
  path: parsePathScope('/v1'),
  headers: [{ name: 'Authorization', value: HEADER }],
  methods: [],
  access: { callers: [], strict: false, ownForms: false, ownPictures: false, allowCache: false },
};

const HOSTS = [
  'api.gluwa.test',
  'api.gluwa.test',
  'api.gluwa.test',
  'API.Gluwa.TEST',
  'evilapi.gluwa.test',
  'evil-api.gluwa.test',
  'api.gluwa.test.evil.test',
  'sub.api.gluwa.test',
  'gluwa.test',
  'api-gluwa.test',
  'evil.test',
  // The lab's proxy, which Firefox goes through, has no names that end so.
  ...(inject('browser') === 'chromium' ? ['api.gluwa.test.'] : []),
];

const PATHS = [
  '/v1',
  '/v1/',
  '/v1/Orders',
  '/v1/a/b',
  '/v1//',
  '/V1',
  '/v10',
  '/v1.5',
  '/v1-x',
  '/v1_x',
  '/v1%2fx',
  '/v1%20',
  '/v1;x',
  '/v1:x',
  '/v1@x',
  '/v1,x',
  '/x/v1/',
  '//v1/',
  '/%76%31',
  '/v1/../v2',
  '/v2/../v1',
  '/%2e%2e/v1',
  '/',
  '/https://api.gluwa.test/v1',
  '/|https://api.gluwa.test/v1',
];

const FRAGMENTS = [
  ['/v1#part', true],
  ['/v1?x#part', true],
  ['/v1/a#part', true],
  ['/v10#part', false],
  ['/v2#/v1/', false],
] as const;

const addresses = fc
  .record({
    host: fc.constantFrom(...HOSTS),
    port: fc.constantFrom('', '', '', ':443', ':8443'),
    path: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...PATHS) },
      fc.stringMatching(/^\/v1[!$&'()*+,;=:@~._-][a-z]{0,3}$/),
    ),
    query: fc.constantFrom('', '', 'x=y', 'u=https://api.gluwa.test/v1', 'x=/v1/'),
  })
  .map(({ host, port, path, query }) => `https://${host}${port}${path}?${query}`);

let world: World;
let page: LabPage;
/** The rules in force in the browser. */
let rules: readonly Rule[];

beforeAll(async () => {
  ({ world, page } = await openWorldInUse({ ...PROFILES.apiKey, path: '/v1' }));
  // Cast: only the product installs rules.
  rules = (await sessionRules(world.browser)) as Rule[];
});

afterAll(() => world?.close());

let count = 0;

/** A request with a number of its own, which identifies it. */
function numbered(address: string) {
  const mark = `n=${++count}n`;
  return { url: new URL(`${address}&${mark}`).href, mark };
}

async function arrived(mark: string): Promise<string | undefined> {
  const { headers } = await world.lab.log.waitFor(
    ({ url, method }) => url.includes(mark) && method === 'GET',
  );
  return headers.authorization;
}

function expected(url: string, type: 'xmlhttprequest' | 'main_frame'): string | undefined {
  const own = type === 'main_frame' ? {} : { initiator: GLUWA, top: GLUWA };
  return expectedHeaders([PLACE], { url, type, method: 'get', ...own }).get('authorization');
}

/** The product's own answer, from the rules that are in force. */
function answered(request: AskedRequest): string | undefined {
  const matched = match(rules, request);
  const sets = 'sets' in matched ? matched.sets : [];
  return sets.find(({ name }) => name === 'Authorization')?.value;
}

proves('T4', 'fetched by the site’s own page: on the wire as in the model', async (tried) => {
  await page.goto(`${GLUWA}/blank`);
  const sample = fc.sample(addresses, { numRuns: rounds({ short: 60, full: 400 }), seed: 4 });
  let carrying = 0;
  for (let start = 0; start < sample.length; start += AT_ONCE) {
    const batch = sample.slice(start, start + AT_ONCE).map(numbered);
    await page.evaluate(
      (urls) => {
        for (const url of urls) {
          void fetch(url, { mode: 'no-cors', credentials: 'omit' }).catch(() => undefined);
        }
      },
      batch.map(({ url }) => url),
    );
    for (const { url, mark } of batch) {
      const header = expected(url, 'xmlhttprequest');
      expect(await arrived(mark), url).toBe(header);
      const own = { initiator: GLUWA, top: GLUWA, tabId: 1 };
      expect(answered({ url, type: 'xmlhttprequest', method: 'GET', ...own }), url).toBe(header);
      if (header) carrying += 1;
      tried();
    }
  }
  // Otherwise all would agree that no header is sent.
  expect(carrying).toBeGreaterThan(sample.length / 30);
});

proves('T4', 'opened: on the wire as in the model, user info and plain http too', async (tried) => {
  const sample = [
    `${GLUWA}/v1?`,
    'https://user:password@api.gluwa.test/v1?',
    'https://api.gluwa.test@evil.test/v1?',
    'https://api.gluwa.test%2Fv1@evil.test/v1?',
    'http://api.gluwa.test/v1?',
    'http://api.gluwa.test:8080/v1?',
    ...fc.sample(addresses, { numRuns: rounds({ short: 8, full: 60 }), seed: 5 }),
  ];
  for (const { url, mark } of sample.map(numbered)) {
    await open(page, url);
    const header = await arrived(mark);
    expect(header, url).toBe(expected(url, 'main_frame'));
    expect(answered({ url, type: 'main_frame', method: 'GET', tabId: 1 }), url).toBe(header);
    tried();
  }
});

proves(
  'T4',
  'an address with a fragment: filters see it, and the server does not',
  async (tried) => {
    for (const [address, isCovered] of FRAGMENTS) {
      const header = isCovered ? expect.stringMatching(/^Basic /) : undefined;
      const own = { initiator: GLUWA, top: GLUWA, tabId: 1 };
      for (const [type, ask] of [
        ['main_frame', () => open(page, GLUWA + address)],
        ['xmlhttprequest', () => call(page, 'fetch', GLUWA + address)],
      ] as const) {
        await page.goto(`${GLUWA}/blank`);
        const mark = world.lab.log.mark();
        const [path] = address.split('#');

        await ask();

        const { headers } = await world.lab.log.waitFor(({ url }) => url === path, { from: mark });
        expect(headers.authorization, `${type} ${address}`).toEqual(header);
        const asked = type === 'main_frame' ? { tabId: 1 } : own;
        expect(answered({ url: GLUWA + address, type, method: 'GET', ...asked })).toEqual(header);
        tried();
      }
    }
  },
);

const EVIL = 'https://evil.test';

/** The page that asks, and the one on top where it is framed. */
const ASKING = [
  { initiator: GLUWA, top: GLUWA },
  { initiator: `${GLUWA}:8443`, top: `${GLUWA}:8443` },
  { initiator: 'http://api.gluwa.test', top: 'http://api.gluwa.test' },
  { initiator: 'https://sub.api.gluwa.test', top: 'https://sub.api.gluwa.test' },
  { initiator: EVIL, top: EVIL },
  { initiator: GLUWA, top: EVIL },
] as const;

const COVERED_OR_NOT = ['/v1/a', '/v1?', '/v10/a', '/V1/a'];

async function pageThatAsks({ initiator, top }: (typeof ASKING)[number]) {
  await page.goto(`${top}/blank`);
  if (initiator === top) return page;
  await page.evaluate((url) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
  }, `${initiator}/blank`);
  return page.waitForFrame((frame) => frame.url() === `${initiator}/blank`);
}

/** The situation as the product would know it. */
function situation(): Situation {
  // Casts: any ids will do, as long as they agree.
  const [profileId, specId] = ['profile' as ProfileId, 'spec' as HeaderSpecId];
  const sites = [{ origin: PLACE.origin, path: PLACE.path }];
  return {
    vault: 'unlocked',
    settings: { paused: false },
    profiles: [
      {
        id: profileId,
        sites,
        callers: [],
        headers: [{ id: specId, headerNames: ['Authorization'], paths: [] }],
      },
    ],
    picks: { [PLACE.origin]: profileId },
    extras: {},
    allowed: [PLACE.origin],
    failures: {},
    rules,
  };
}

it('says of every request why it carries the header or not, as it arrives', async () => {
  const known = situation();
  let carrying = 0;
  for (const asking of ASKING) {
    const asker: LabPage | LabFrame = await pageThatAsks(asking);
    const cases = WAYS.flatMap((each) =>
      COVERED_OR_NOT.map((path) => {
        const mark = `n=${++count}n`;
        const url = `${GLUWA}${path}${path.endsWith('?') ? '' : '?'}${mark}`;
        return { ...each, ...asking, url, mark, tabId: 1 };
      }),
    );
    await asker.evaluate(
      runErrands,
      cases.map(({ way, method, url }) => ({ way, method, url })),
    );
    for (const { mark, ...request } of cases) {
      const { headers } = await world.lab.log.waitFor(
        ({ url, method }) => url.includes(mark) && method === request.method,
      );
      const explanation = explain(request, known);
      const note = JSON.stringify({ ...request, explanation });
      expect('carries' in explanation, note).toBe(headers.authorization === HEADER);
      expect([HEADER, undefined], note).toContain(headers.authorization);
      if (headers.authorization) carrying += 1;
    }
    for (const ahead of world.lab.log.entries.filter(({ method }) => method === 'OPTIONS')) {
      expect(ahead.headers.authorization).toBeUndefined();
    }
  }
  expect(carrying).toBeGreaterThan(10);
});
