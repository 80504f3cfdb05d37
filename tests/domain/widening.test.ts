/** The requests that a change adds to those that may carry a credential. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrigin, parsePathScope } from '../../src/domain/parse-site';
import { METHODS, type Method } from '../../src/domain/profile';
import { isLoopback, type Origin, type Site } from '../../src/domain/site';
import { placesOf, type Reach, type Wider, widerThan } from '../../src/domain/widening';
import { compileRules } from '../../src/rules/compile';
import { match } from '../../src/rules/match';
import { CHROME, FIREFOX } from '../support/browsers';
import { proves, rounds } from '../support/proves';
import { asked, requests } from '../support/requests';

const API = 'https://api.test';

const site = (url: string, path = ''): Site => ({
  origin: parseOrigin(url, { allowHttp: true }),
  path: parsePathScope(path),
});

const BEFORE: Reach = {
  sites: [site(API, '/v1')],
  paths: [],
  methods: [],
  headerNames: ['X-API-Key'],
  callers: ['https://app.test' as Origin],
  strict: true,
  ownForms: false,
  ownPictures: false,
  allowCache: false,
};

const wider = (change: Partial<Reach>, before: Partial<Reach> = {}) =>
  widerThan({ ...BEFORE, ...before }, { ...BEFORE, ...before, ...change }).map(({ kind }) => kind);

describe('a change is wider', () => {
  it.each<[string, Partial<Reach>, Partial<Reach>, Wider['kind'][]]>([
    ['another host', { sites: [...BEFORE.sites, site('https://evil.test')] }, {}, ['host']],
    [
      'another host in the place of the first',
      { sites: [site('https://evil.test')] },
      {},
      ['host'],
    ],
    ['a subdomain', { sites: [site('https://v2.api.test', '/v1')] }, {}, ['host']],
    ['this computer as a site', { sites: [site('http://localhost:3000', '/v1')] }, {}, ['host']],
    ['plain http on the same host', { sites: [site('http://api.test', '/v1')] }, {}, ['http']],
    ['the whole site', { sites: [site(API)] }, {}, ['path']],
    ['a neighbour of the path', { sites: [site(API, '/v10')] }, {}, ['path']],
    ['the same path with a star', { sites: [site(API, '/v1*')] }, {}, ['path']],
    [
      'no path of the header any more',
      { paths: [] },
      { paths: [parsePathScope('/v1/a')] },
      ['path'],
    ],
    [
      'another path of the header',
      { paths: [parsePathScope('/v1/a'), parsePathScope('/v1/b')] },
      { paths: [parsePathScope('/v1/a')] },
      ['path'],
    ],
    ['another method', { methods: ['GET', 'PUT'] }, { methods: ['GET'] }, ['methods']],
    ['all methods', { methods: [] }, { methods: ['GET'] }, ['methods']],
    ['a caller', { callers: [...BEFORE.callers, 'https://evil.test' as Origin] }, {}, ['caller']],
    ['a caller on plain http', { callers: ['http://app.test' as Origin] }, {}, ['caller']],
    ['Strict off', { strict: false }, {}, ['opened']],
    ['own forms', { ownForms: true }, {}, ['own-forms']],
    ['own pictures', { ownPictures: true }, {}, ['own-pictures']],
    ['the cache', { allowCache: true }, {}, ['cache']],
    ['another header name', { headerNames: ['Authorization'] }, {}, ['header-name']],
  ])('by %s', (_, change, before, kinds) => {
    expect(wider(change, before)).toEqual(kinds);
  });

  it('by production off, and by another path that reads', () => {
    const reads = (...paths: readonly string[]) => ({
      production: { readPaths: paths.map(parsePathScope) },
    });

    expect(widerThan({ ...BEFORE, ...reads() }, BEFORE)).toEqual([{ kind: 'writes' }]);
    expect(widerThan({ ...BEFORE, ...reads('/a') }, { ...BEFORE, ...reads('/a', '/a/b') })).toEqual(
      [{ kind: 'read-path', path: '/a/b' }],
    );
    expect(widerThan(BEFORE, { ...BEFORE, ...reads('/a') })).toEqual([]);
  });

  it('by everything, if the credential was sent nowhere', () => {
    expect(
      widerThan(undefined, { ...BEFORE, strict: false, ownForms: true }).map(({ kind }) => kind),
    ).toEqual(['host', 'caller', 'opened', 'own-forms', 'header-name']);
  });

  it('and says what was added', () => {
    const sites = [...BEFORE.sites, site('https://evil.test', '/x')];

    expect(widerThan(BEFORE, { ...BEFORE, sites })).toEqual([
      { kind: 'host', origin: 'https://evil.test', path: '/x' },
    ]);
    expect(
      widerThan({ ...BEFORE, methods: ['GET'] }, { ...BEFORE, methods: ['GET', 'PUT'] }),
    ).toEqual([{ kind: 'methods', methods: ['PUT'] }]);
  });
});

describe('a change is not wider', () => {
  it.each<[string, Partial<Reach>, Partial<Reach>]>([
    ['by another https port of the same host', { sites: [site(`${API}:8443`, '/v1')] }, {}],
    ['by https in the place of http', { sites: [site(API)] }, { sites: [site('http://api.test')] }],
    ['by a path below', { sites: [site(API, '/v1/Orders')] }, {}],
    ['by a path of the header', { paths: [parsePathScope('/v1/Orders')] }, {}],
    [
      'by a star that says the same',
      { sites: [site(API, '/v1/*')] },
      { sites: [site(API, '/v1/')] },
    ],
    ['by fewer methods', { methods: ['GET'] }, {}],
    ['by no caller', { callers: [] }, {}],
    [
      'by a caller on this computer',
      { callers: ['http://localhost:5173' as Origin] },
      { callers: [] },
    ],
    ['by another port of a caller', { callers: ['https://app.test:444' as Origin] }, {}],
    ['by Strict', { strict: true }, { strict: false }],
    ['by the other case of a header name', { headerNames: ['x-api-key'] }, {}],
  ])('%s', (_, change, before) => {
    expect(wider(change, before)).toEqual([]);
  });
});

const sites = fc.uniqueArray(
  fc.record({
    origin: fc
      .constantFrom(API, 'https://v1.api.test', 'http://api.test', 'http://localhost:3000')
      .map((url) => parseOrigin(url, { allowHttp: true })),
    path: fc
      .constantFrom('', '/v1', '/v1/', '/v1/*', '/v1/Orders', '/v1/*/Addresses', '/*')
      .map(parsePathScope),
  }),
  { minLength: 1, maxLength: 3, selector: (each) => JSON.stringify(each) },
);

const reaches: fc.Arbitrary<Reach> = fc.record({
  sites,
  paths: fc.oneof(
    fc.constant([]),
    fc.subarray(['/v1/Orders', '/v1/BTC', '/v1'].map(parsePathScope), { minLength: 1 }),
  ),
  methods: fc.oneof(
    fc.constant<Method[]>([]),
    fc.uniqueArray(fc.constantFrom(...METHODS), { minLength: 1, maxLength: 3 }),
  ),
  headerNames: fc.constantFrom(['Authorization'], ['X-API-Key']),
  callers: fc.subarray([
    'https://app.test',
    'https://sub.api.test',
    'http://localhost:3000',
  ] as Origin[]),
  strict: fc.boolean(),
  ownForms: fc.boolean(),
  ownPictures: fc.boolean(),
  allowCache: fc.boolean(),
});

const HEADER = { name: 'Authorization', value: 'x' };

const rulesOf = (reach: Reach, browser = CHROME) =>
  compileRules(
    placesOf(reach).map((place) => ({
      ...place,
      headers: [HEADER] as const,
      methods: reach.methods,
      access: reach,
    })),
    browser,
  );

type Request = Parameters<typeof asked>[0];

const carries = (reach: Reach, request: Request, browser = CHROME) =>
  'sets' in match(rulesOf(reach, browser), asked(request));

/** At this address, or at the same one on another port of the host that is no worse protected. */
function carriedOnHost(reach: Reach, request: Request, browser = CHROME): boolean {
  const { hostname, pathname, search, protocol } = new URL(request.url);
  return reach.sites
    .map(({ origin }) => new URL(origin))
    .filter((known) => known.hostname === hostname)
    .filter((known) => known.protocol === 'http:' || protocol === 'https:')
    .some(({ origin }) => carries(reach, { ...request, url: origin + pathname + search }, browser));
}

/** A page of this computer may be added as a caller. */
const isFromHere = ({ initiator, top }: Request) =>
  [initiator, top].some((page) => page !== undefined && isLoopback(new URL(page).hostname));

const batches = fc.array(
  requests.filter((request) => !isFromHere(request)),
  { minLength: 60, maxLength: 60 },
);

describe('any two reaches', () => {
  it('are no wider than themselves', () => {
    fc.assert(
      fc.property(reaches, (reach) => {
        expect(widerThan(reach, reach)).toEqual([]);
      }),
    );
  });

  proves('T25', 'no request newly carries the header by a change that is not wider', (tried) => {
    const traits = fc.constantFrom(CHROME, FIREFOX);
    fc.assert(
      fc.property(reaches, reaches, traits, batches, (before, change, browser, batch) => {
        const after = withoutWider(before, change);
        for (const request of batch) {
          if (!carries(after, request, browser)) continue;
          const said = JSON.stringify([before, after, request]);
          expect(carriedOnHost(before, request, browser), said).toBe(true);
          tried();
        }
      }),
      { numRuns: rounds({ short: 150, full: 5000 }) },
    );
  });

  proves('T25', 'a change by which a request newly carries the header is wider', (tried) => {
    fc.assert(
      fc.property(reaches, reaches, batches, (before, after, batch) => {
        const isNew = (request: Request) =>
          carries(after, request) && !carriedOnHost(before, request);
        if (!batch.some(isNew)) return;
        expect(widerThan(before, after)).not.toEqual([]);
        tried();
      }),
      { numRuns: rounds({ short: 150, full: 5000 }) },
    );
  });

  it('are wider by each thing that is added', () => {
    const place = site('https://evil.test');
    const caller = 'https://evil.test' as Origin;
    fc.assert(
      fc.property(reaches, (reach) => {
        const kinds = (change: Partial<Reach>, before: Partial<Reach> = {}) =>
          widerThan({ ...reach, ...before }, { ...reach, ...change }).map(({ kind }) => kind);
        expect(kinds({ sites: [...reach.sites, place], paths: [] })).toContain('host');
        expect(kinds({ callers: [...reach.callers, caller] })).toContain('caller');
        expect(kinds({ ownForms: true }, { ownForms: false })).toContain('own-forms');
        expect(kinds({ ownPictures: true }, { ownPictures: false, allowCache: false })).toContain(
          'own-pictures',
        );
        expect(kinds({ strict: false }, { strict: true })).toContain('opened');
        expect(kinds({ methods: [] }, { methods: ['GET'] })).toContain('methods');
      }),
    );
  });
});

/** The change without the parts that are wider, so that many pairs are compared. */
function withoutWider(before: Reach, change: Reach): Reach {
  let after = before;
  for (const [key, value] of Object.entries(change)) {
    const next = { ...after, [key]: value };
    if (widerThan(before, next).length === 0) after = next;
  }
  return after;
}
