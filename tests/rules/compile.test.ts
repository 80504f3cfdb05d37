import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePathScope } from '../../src/domain/parse-site';
import type { Origin } from '../../src/domain/site';
import { compileRules } from '../../src/rules/compile';
import { match } from '../../src/rules/match';
import type { Placement } from '../../src/rules/placement';
import { headersOf, type Rule, type RuleContent } from '../../src/rules/rule';
import { CHROME, FIREFOX } from '../support/browsers';
import { type DnrRequest, headersSetBy } from '../support/dnr';
import { proves, rounds } from '../support/proves';
import { expectedHeaders } from '../support/request-model';
import {
  asked,
  placementLists,
  placementsInTabs,
  requests,
  requestsOfTabs,
} from '../support/requests';

const OPEN = { callers: [], strict: false, ownForms: false, ownPictures: false, allowCache: false };

const place = (path: string, value = 'x', origin = 'https://api.test'): Placement => ({
  origin: origin as Origin,
  path: parsePathScope(path),
  headers: [{ name: 'Authorization', value }],
  methods: [],
  access: OPEN,
});

const numbered = (rules: readonly RuleContent[]): Rule[] =>
  rules.map((rule, index) => ({ id: index + 1, ...rule }));

describe('compileRules', () => {
  it('makes a rule for opened addresses, and three for scripts: reads, media and the rest', () => {
    const rules = compileRules([place('/v1')], CHROME);

    const NEVER = 'Thu, 31 Dec 2037 23:55:55 GMT';
    const setting = (...more: { header: string; value: string }[]) => ({
      type: 'modifyHeaders',
      requestHeaders: [{ header: 'Authorization', value: 'x' }, ...more].map((each) => ({
        ...each,
        operation: 'set',
      })),
    });
    const ifRange = setting({ header: 'If-Range', value: NEVER });
    const ifUnmodified = setting({ header: 'If-Unmodified-Since', value: NEVER });
    const byOwn = { initiatorDomains: ['api.test'], topDomains: ['api.test'] };
    const notOpened = ['main_frame', 'sub_frame', 'csp_report'];
    const reads = { requestMethods: ['get', 'head'] };
    const filters = [
      '|https://api.test/v1|',
      '|https://api.test/v1?*',
      '|https://api.test/v1/*',
      '|https://api.test/v1#*',
    ].map((urlFilter) => ({ urlFilter, isUrlFilterCaseSensitive: true }));
    expect(rules).toEqual(
      filters.flatMap((filter) => [
        {
          priority: 1,
          action: ifRange,
          condition: { ...filter, resourceTypes: ['main_frame'], ...reads },
        },
        {
          priority: 1,
          action: ifRange,
          condition: {
            ...filter,
            excludedResourceTypes: [...notOpened, 'media'],
            ...reads,
            ...byOwn,
          },
        },
        {
          priority: 1,
          action: ifUnmodified,
          condition: { ...filter, resourceTypes: ['media'], ...reads, ...byOwn },
        },
        {
          priority: 1,
          action: setting(),
          condition: {
            ...filter,
            excludedResourceTypes: notOpened,
            excludedRequestMethods: ['options', 'get', 'head'],
            ...byOwn,
          },
        },
      ]),
    );
  });

  it('keeps the header out of a cache that would write it to the disk', () => {
    const noStore = { header: 'Cache-Control', operation: 'set', value: 'no-store' };

    for (const rule of compileRules([place('/')], FIREFOX)) {
      expect(headersOf(rule)).toEqual([
        { header: 'Authorization', operation: 'set', value: 'x' },
        noStore,
      ]);
    }
    const date = { name: 'X-Auth-Date', value: 'y' };
    const both = { ...place('/'), headers: [{ name: 'Authorization', value: 'x' }, date] as const };
    for (const rule of compileRules([both], FIREFOX)) {
      expect(headersOf(rule).slice(1)).toEqual([
        { header: 'X-Auth-Date', operation: 'set', value: 'y' },
        noStore,
      ]);
    }
    // A profile's own `Cache-Control` stays.
    const own = { name: 'cache-control', value: 'only-if-cached' };
    for (const rule of compileRules([{ ...place('/'), headers: [own] }], FIREFOX)) {
      expect(headersOf(rule)).not.toContainEqual(noStore);
    }
  });

  it.each([
    [
      { strict: true, ownForms: false, ownPictures: false, allowCache: false },
      'get',
      [false, true, false, false],
    ],
    [
      { strict: false, ownForms: false, ownPictures: false, allowCache: false },
      'get',
      [true, true, true, false],
    ],
    [
      { strict: false, ownForms: true, ownPictures: false, allowCache: false },
      'get',
      [true, true, true, true],
    ],
    [
      { strict: true, ownForms: true, ownPictures: false, allowCache: false },
      'get',
      [false, true, true, true],
    ],
    [
      { strict: false, ownForms: false, ownPictures: false, allowCache: false },
      'post',
      [false, true, false, false],
    ],
    [
      { strict: false, ownForms: true, ownPictures: false, allowCache: false },
      'post',
      [false, true, true, true],
    ],
    [
      { strict: true, ownForms: true, ownPictures: false, allowCache: false },
      'post',
      [false, true, true, true],
    ],
  ] as const)(
    'with %j, %s: opened, own fetch, own navigation, own frame carry it: %j',
    (access, method, carried) => {
      const rules = numbered(
        compileRules([{ ...place('/'), access: { callers: [], ...access } }], CHROME),
      );
      const own = { initiator: 'https://api.test', top: 'https://api.test' };
      const url = 'https://api.test/x';

      const carries = [
        { url, type: 'main_frame', method },
        { url, type: 'xmlhttprequest', method, ...own },
        { url, type: 'main_frame', method, initiator: own.initiator },
        { url, type: 'sub_frame', method, ...own },
      ].map((request) => headersSetBy(rules, request).size > 0);

      expect(carries).toEqual(carried);
    },
  );

  describe('in Firefox, whose style sheets count as pages of their own address', () => {
    const typesOf = (access: Partial<Placement['access']>) =>
      compileRules([{ ...place('/'), access: { ...OPEN, ...access } }], FIREFOX)
        .filter(({ condition }) => condition.resourceTypes?.includes('xmlhttprequest'))
        .map(({ condition }) => condition.resourceTypes);
    const scripts = ['xmlhttprequest', 'script', 'beacon', 'ping', 'websocket', 'media', 'font'];

    it('lists what the site’s own scripts may ask for, and excludes nothing', () => {
      expect(typesOf({})).toEqual([scripts]);
      const excluding = compileRules([place('/')], FIREFOX).filter(
        ({ condition }) => condition.excludedResourceTypes,
      );
      expect(excluding).toEqual([]);
    });

    it('adds pictures and style sheets where the profile has the switch, and never in Strict', () => {
      const pictures = ['image', 'imageset', 'stylesheet'];

      expect(typesOf({ ownPictures: true })).toEqual([[...scripts, ...pictures]]);
      expect(typesOf({ ownPictures: true, strict: true })).toEqual([scripts]);
    });
  });

  it('sets one value on an address that two filters of one place match', () => {
    const rules = numbered(compileRules([place('/v1/*/Addresses')], CHROME));
    const url = 'https://api.test/v1/v1/Addresses/Addresses';

    const set = headersSetBy(rules, { url, type: 'main_frame', method: 'get' });

    expect(set.get('authorization')).toBe(place('/').headers[0]?.value);
  });

  it('leaves topDomains out for a browser that refuses it', () => {
    const rules = compileRules([place('/')], FIREFOX);

    expect(rules.flatMap(({ condition }) => Object.keys(condition))).not.toContain('topDomains');
  });

  proves('T4', 'any placements and generated addresses: as the model says', (tried) => {
    const lists = rounds({ short: 100, full: 1500 });
    let carried = 0;
    let compared = 0;
    fc.assert(
      fc.property(
        placementLists,
        fc.constantFrom('chromium', 'firefox'),
        fc.array(requests, { minLength: 100, maxLength: 100 }),
        (placements, browser, batch) => {
          const traits = browser === 'firefox' ? FIREFOX : CHROME;
          const rules = numbered(compileRules(placements, traits));
          for (const request of batch) {
            const expected = expectedHeaders(placements, request, browser);
            const actual = [...headersSetBy(rules, request)];
            expect(actual.sort(), JSON.stringify(request)).toEqual([...expected].sort());
            compared += 1;
            tried();
            if (expected.size > 0) carried++;
          }
        },
      ),
      { numRuns: lists },
    );

    expect(compared).toBe(lists * 100);
    // Otherwise the property would hold for a compiler that compiles nothing.
    expect(carried).toBeGreaterThan(lists * 0.5);
  });

  proves(
    ['T22', 'T4'],
    'placements of single tabs and requests with and without a tab: as the model says',
    (tried) => {
      const lists = rounds({ short: 100, full: 1500 });
      let carried = 0;
      let tabless = 0;
      fc.assert(
        fc.property(
          placementsInTabs,
          fc.constantFrom('chromium', 'firefox'),
          fc.array(requestsOfTabs, { minLength: 100, maxLength: 100 }),
          (placements, browser, batch) => {
            const traits = browser === 'firefox' ? FIREFOX : CHROME;
            const contents = compileRules(placements, traits);
            const rules = numbered(contents);
            for (const request of batch) {
              const expected = [...expectedHeaders(placements, request, browser)].sort();
              expect([...headersSetBy(rules, request)].sort(), JSON.stringify(request)).toEqual(
                expected,
              );
              const matched = match(contents, asked(request));
              const sets = 'sets' in matched ? matched.sets : [];
              expect(sets.map(({ name, value }) => [name.toLowerCase(), value]).sort()).toEqual(
                expected,
              );
              tried();
              if (expected.length > 0) carried++;
              if ('unmet' in matched && matched.unmet === 'tab') tabless++;
            }
          },
        ),
        { numRuns: lists },
      );

      // Otherwise the property would hold for a compiler that compiles nothing.
      expect(carried).toBeGreaterThan(lists / 3);
      expect(tabless).toBeGreaterThan(lists / 50);
    },
  );

  proves('T4', 'no look-alike of the site carries anything', (tried) => {
    const rules = numbered(compileRules([place('/v1')], CHROME));
    const opened = (url: string): DnrRequest => ({ url, type: 'main_frame', method: 'get' });

    for (const url of [
      'https://evilapi.test/v1',
      'https://api.test.evil.test/v1',
      'https://api.test./v1',
      'https://evil.test/?u=https://api.test/v1',
      'https://api.test@evil.test/v1',
      'https://api.test:444/v1',
      'http://api.test/v1',
      'https://sub.api.test/v1',
      'https://api.test/v10',
      'https://api.test/v1.5',
      'https://api.test/V1',
    ]) {
      expect(headersSetBy(rules, opened(url)).size, url).toBe(0);
      tried();
    }
    expect(headersSetBy(rules, opened('https://api.test/v1')).get('authorization')).toBe('x');
  });

  it('never leaves two rules that could set the same header on one request at one priority', () => {
    const types = ['main_frame', 'sub_frame', 'xmlhttprequest'];
    const methods = ['get', 'head', 'post', 'put', 'delete', 'options'];
    fc.assert(
      fc.property(placementLists, (placements) => {
        const rules = numbered(compileRules(placements, CHROME));
        for (const { origin, path } of placements) {
          const url = origin + path.replaceAll('*', 'x');
          for (const type of types) {
            for (const method of methods) {
              // Throws where two of one priority meet.
              headersSetBy(rules, { url, type, method, initiator: origin, top: origin });
            }
          }
        }
      }),
    );
  });

  it.each([
    { paths: ['/', '/v1'], url: 'https://api.test/v1', wins: '/v1' },
    { paths: ['/v1/*', '/v1/Orders'], url: 'https://api.test/v1/Orders', wins: '/v1/Orders' },
    {
      paths: ['/v1/*', '/v1/*/Addresses'],
      url: 'https://api.test/v1/BTC/Addresses',
      wins: '/v1/*/Addresses',
    },
    { paths: ['/*/Addresses', '/v1'], url: 'https://api.test/v1/Addresses', wins: '/v1' },
  ])('lets $wins win over the other of $paths', ({ paths, url, wins }) => {
    for (const order of [paths, paths.toReversed()]) {
      const rules = numbered(
        compileRules(
          order.map((path) => place(path, path)),
          CHROME,
        ),
      );

      const headers = headersSetBy(rules, { url, type: 'main_frame', method: 'get' });

      expect(headers.get('authorization')).toBe(wins);
    }
  });

  it('lets the first win where paths are equally specific', () => {
    const rules = numbered(compileRules([place('/v1', 'first'), place('/v1', 'second')], CHROME));

    const headers = headersSetBy(rules, {
      url: 'https://api.test/v1',
      type: 'main_frame',
      method: 'get',
    });

    expect(headers.get('authorization')).toBe('first');
  });

  describe('with endpoints of an authorization server', () => {
    const endpoint = 'https://api.test/oauth/token?tenant=1';
    const request = (url: string, type: string) => {
      const origin = 'https://api.test';
      return { url, type, method: 'get', initiator: origin, top: origin };
    };
    const others = [place('/v1', 'narrow'), place('/oauth/token', 'narrower'), place('/', 'all')];
    const rules = numbered(
      compileRules(others, CHROME, { endpoints: [endpoint, endpoint], pages: [] }),
    );

    it.each(['main_frame', 'sub_frame', 'xmlhttprequest', 'other'])(
      'leaves a %s request there alone, however narrow a header is',
      (type) => {
        expect(headersSetBy(rules, request(endpoint, type)).size).toBe(0);
      },
    );

    it('and no other request', () => {
      for (const path of [
        '/oauth/token',
        '/oauth/token/x?tenant=1',
        '/oauth/token?tenant=1&x',
        '/oauth/token-x',
        '/oauth',
        '/v1/x',
        '/?u=https://api.test/oauth/token',
      ]) {
        const set = headersSetBy(rules, request(`https://api.test${path}`, 'xmlhttprequest'));
        expect(set.has('authorization'), path).toBe(true);
      }
    });

    it('makes one rule for each, and none where no header goes', () => {
      const elsewhere = compileRules([place('/')], CHROME, {
        endpoints: ['https://auth.test/token'],
        pages: [],
      });

      expect(rules.filter(({ action }) => action.type === 'allow')).toHaveLength(1);
      expect(elsewhere.filter(({ action }) => action.type === 'allow')).toHaveLength(0);
    });
  });
});
