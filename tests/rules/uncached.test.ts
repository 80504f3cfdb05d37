/** The header that keeps answers out of the browser's cache: on which requests, and beside the credential. */
import { describe, expect, it } from 'vitest';
import type { HeaderSet } from '../../src/domain/header';
import { parsePathScope } from '../../src/domain/parse-site';
import type { Origin } from '../../src/domain/site';
import { compileRules } from '../../src/rules/compile';
import { match } from '../../src/rules/match';
import type { Placement } from '../../src/rules/placement';
import { headersOf } from '../../src/rules/rule';
import { credentialsAmong, guardsAmong, guardsOf, placedHeadersOf } from '../../src/rules/uncached';
import { CHROME, FIREFOX } from '../support/browsers';
import { headersSetBy } from '../support/dnr';
import { proves } from '../support/proves';

const API = 'https://api.test' as Origin;
const NEVER = 'Thu, 31 Dec 2037 23:55:55 GMT';
const NO_STORE = { name: 'Cache-Control', value: 'no-store' };
const KEY = { name: 'X-Key', value: 'a' };
const DATE = { name: 'X-Date', value: 'b' };

function rulesFor(headers: HeaderSet, browser = FIREFOX, more: Partial<Placement> = {}) {
  const access = {
    callers: [],
    strict: false,
    ownForms: false,
    ownPictures: false,
    allowCache: false,
  };
  const place = { origin: API, path: parsePathScope('/'), headers, methods: [], access, ...more };
  return compileRules([place], browser);
}

describe('the placed headers', () => {
  it.each<[string, HeaderSet]>([
    ['one', [KEY]],
    ['two', [KEY, DATE]],
    ['the same header, set by the profile itself', [NO_STORE]],
    ['a precondition, set by the profile itself', [{ name: 'If-Unmodified-Since', value: NEVER }]],
  ])('are those of the profile: %s', (_, headers) => {
    for (const browser of [CHROME, FIREFOX]) {
      for (const rule of rulesFor(headers, browser)) {
        expect(placedHeadersOf(rule)).toEqual(headers);
      }
      const request = { url: `${API}/`, method: 'GET', type: 'main_frame', tabId: 1 };
      const matched = match(rulesFor(headers, browser), request);

      expect('sets' in matched && credentialsAmong(matched.sets)).toMatchObject(headers);
    }
  });
});

it('a Cache-Control of the profile’s own is sent in both browsers, in Firefox with no-store', () => {
  const own = { name: 'cache-control', value: 'no-cache' };
  const valueIn = (browser: typeof CHROME) =>
    new Set(
      rulesFor([KEY, own], browser)
        .flatMap(headersOf)
        .filter(({ header }) => header.toLowerCase() === 'cache-control')
        .map(({ value }) => value),
    );

  expect(valueIn(CHROME)).toEqual(new Set(['no-cache']));
  expect(valueIn(FIREFOX)).toEqual(new Set(['no-cache, no-store']));
});

const TYPES = ['main_frame', 'sub_frame', 'xmlhttprequest', 'image', 'script', 'media', 'other'];
const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'];
const PRECONDITIONS = ['if-range', 'if-unmodified-since', 'if-match', 'if-modified-since'];

/** Every type and method, in all modes, with the headers that the rules set. */
function allRequests(browser = CHROME, headers: HeaderSet = [KEY]) {
  return [true, false].flatMap((strict) =>
    [[], ['GET', 'POST'] as const].flatMap((methods) => {
      const access = { callers: [], strict, ownForms: true, ownPictures: false, allowCache: false };
      const contents = rulesFor(headers, browser, { methods, access });
      const rules = contents.map((rule, id) => ({ ...rule, id }));
      return TYPES.flatMap((type) =>
        METHODS.map((method) => {
          const request = { url: `${API}/x`, type, method, initiator: API, top: API };
          const set = headersSetBy(rules, request);
          const preconditions = PRECONDITIONS.filter((name) => set.has(name));
          return { type, method, carries: set.has('x-key'), preconditions };
        }),
      );
    }),
  );
}

proves(
  ['T7', 'T27'],
  'in Chromium each GET, HEAD and form that carries a header passes by the cache',
  (tried) => {
    const carrying = allRequests().filter(({ carries }) => carries);
    const reads = carrying.filter(
      ({ type, method }) => type.endsWith('_frame') || method === 'get' || method === 'head',
    );

    for (const { type, preconditions } of reads) {
      expect(preconditions, type).toEqual([type === 'media' ? 'if-unmodified-since' : 'if-range']);
      tried();
    }
    expect(new Set(reads.map(({ type }) => type))).toEqual(new Set(TYPES));
  },
);

it('a profile that lets the cache keep answers sets no precondition in Chromium', () => {
  const access = {
    callers: [],
    strict: false,
    ownForms: true,
    ownPictures: false,
    allowCache: true,
  };
  const rules = rulesFor([KEY], CHROME, { methods: [], access });

  expect(rules.flatMap(guardsOf)).toEqual([]);
  expect(rules.length).toBeLessThan(
    rulesFor([KEY], CHROME, { methods: [], access: { ...access, allowCache: false } }).length,
  );
  // Firefox would write the header to the disk.
  for (const rule of rulesFor([KEY], FIREFOX, { methods: [], access })) {
    expect(guardsOf(rule)).toEqual([NO_STORE]);
  }
});

it('a page’s own precondition arrives on any other method, and on requests without a header', () => {
  // No page can set one for a form or an iframe.
  const others = allRequests().filter(
    ({ type, method, carries }) =>
      !carries || !(type.endsWith('_frame') || method === 'get' || method === 'head'),
  );

  expect(others.filter(({ preconditions }) => preconditions.length > 0)).toEqual([]);
  expect(new Set(others.filter(({ carries }) => carries).map(({ method }) => method))).toEqual(
    new Set(['post', 'put', 'patch', 'delete']),
  );
  expect(allRequests(FIREFOX).filter(({ preconditions }) => preconditions.length > 0)).toEqual([]);
});

it.each(['If-Unmodified-Since', 'if-range', 'If-Match'])(
  'a profile whose own header is %s keeps it, on every method',
  (name) => {
    const [rule, ...others] = rulesFor([{ name, value: 'own' }], CHROME);

    expect(others).toHaveLength(1);
    expect(rule?.action).toEqual({
      type: 'modifyHeaders',
      requestHeaders: [{ header: name, operation: 'set', value: 'own' }],
    });
  },
);

it('tells the header beside the credentials', () => {
  const request = { url: `${API}/`, method: 'GET', type: 'main_frame', tabId: 1 };
  const guards = [CHROME, FIREFOX].map((browser) => {
    const matched = match(rulesFor([KEY, DATE], browser), request);
    return 'sets' in matched ? guardsAmong(matched.sets) : [];
  });

  expect(guards).toMatchObject([[{ name: 'If-Range', value: NEVER }], [NO_STORE]]);
});
