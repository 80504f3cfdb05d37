import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePathScope } from '../../src/domain/parse-site';
import type { Method } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import { compileRules } from '../../src/rules/compile';
import { type AskedRequest, match } from '../../src/rules/match';
import { ownRequestRules } from '../../src/rules/own-requests';
import type { Placement } from '../../src/rules/placement';
import type { RuleContent } from '../../src/rules/rule';
import { CHROME, FIREFOX } from '../support/browsers';
import { headersSetBy } from '../support/dnr';
import { proves, rounds } from '../support/proves';
import { asked, placementLists, requests } from '../support/requests';

const API = 'https://api.test';
const EVIL = 'https://evil.test';

interface Place {
  readonly path?: string;
  readonly value?: string;
  readonly methods?: readonly Method[];
  readonly strict?: boolean;
  readonly ownForms?: boolean;
  readonly ownPictures?: boolean;
}

function place({ path = '/v1', value = 'x', methods = [], ...rest }: Place = {}): Placement {
  return {
    origin: API as Origin,
    path: parsePathScope(path),
    headers: [{ name: 'Authorization', value }],
    methods,
    access: {
      callers: [],
      strict: false,
      ownForms: false,
      ownPictures: false,
      allowCache: false,
      ...rest,
    },
  };
}

/** Fetched by the site's own page. */
const OWN: AskedRequest = {
  url: `${API}/v1/Orders`,
  method: 'GET',
  type: 'xmlhttprequest',
  initiator: API,
  top: API,
  tabId: 1,
};
/** An undefined takes away. */
type Change = { readonly [K in keyof AskedRequest]?: AskedRequest[K] | undefined };

const OPENED: Change = { type: 'main_frame', top: undefined };
const TYPED: Change = { ...OPENED, initiator: undefined };

function changed(change: Change): AskedRequest {
  const entries = Object.entries({ ...OWN, ...change }).filter(([, value]) => value !== undefined);
  // Cast: the required parts stay.
  return Object.fromEntries(entries) as unknown as AskedRequest;
}

function inForce(places: readonly Place[], endpoints: readonly string[] = []): RuleContent[] {
  return compileRules(places.map(place), CHROME, { endpoints: [], pages: endpoints });
}

describe('match', () => {
  proves('T4', 'any placements and generated requests: as the model says', (tried) => {
    const lists = rounds({ short: 120, full: 1500 });
    const endpoints = fc.subarray([`${API}/v1/Orders`, `${API}/`, 'https://v1.api.test/v1']);
    let set = 0;
    let leftAlone = 0;
    fc.assert(
      fc.property(
        placementLists,
        endpoints,
        fc.constantFrom(CHROME, FIREFOX),
        fc.array(requests, { minLength: 100, maxLength: 100 }),
        (placements, alone, browser, batch) => {
          const contents = [
            ...compileRules(placements, browser, { endpoints: [], pages: alone }),
            ...ownRequestRules(alone, browser),
          ];
          const rules = contents.map((rule, index) => ({ id: index + 1, ...rule }));
          for (const request of batch) {
            const matched = match(rules, asked(request));
            const sets = 'sets' in matched ? matched.sets : [];
            const actual = sets.map(({ name, value }) => [name.toLowerCase(), value]);
            const expected = headersSetBy(rules, request);
            expect(actual.sort(), JSON.stringify(request)).toEqual([...expected].sort());
            tried();
            if (expected.size > 0) set += 1;
            if ('unmet' in matched && matched.unmet === 'not-left-alone') leftAlone += 1;
          }
        },
      ),
      { numRuns: lists },
    );

    expect(set).toBeGreaterThan(lists);
    expect(leftAlone).toBeGreaterThan(lists / 10);
  });

  it('tells which rule sets each header, of several the most specific', () => {
    const rules = inForce([
      { path: '/', value: 'all' },
      { path: '/v1', value: 'narrow' },
    ]);

    const matched = match(rules, OWN);

    expect(matched).toMatchObject({
      sets: [
        {
          name: 'Authorization',
          value: 'narrow',
          rule: { priority: 2, condition: { initiatorDomains: ['api.test'] } },
        },
        { name: 'If-Range', rule: { priority: 2 } },
      ],
    });
    expect(match(rules, changed(TYPED))).toMatchObject({
      sets: [
        { rule: { priority: 2, condition: { resourceTypes: ['main_frame'] } } },
        { name: 'If-Range' },
      ],
    });
  });

  it.each<[string, readonly Place[], Change, object]>([
    ['another path', [{}], { url: `${API}/v2` }, { unmet: 'path' }],
    ['another origin', [{}], { url: `${API}:444/v1` }, { unmet: 'path' }],
    ['no rules', [], {}, { unmet: 'path' }],
    [
      'another path before another method',
      [{ methods: ['GET'] }],
      { url: `${API}/v2`, method: 'POST' },
      { unmet: 'path' },
    ],
    [
      'another method, of two headers',
      [{ methods: ['PUT'] }, { methods: ['GET', 'PUT'] }],
      { method: 'POST' },
      { unmet: 'method', methods: ['GET', 'PUT'] },
    ],
    [
      'another method before another kind and page',
      [{ methods: ['GET'] }],
      { method: 'POST', type: 'sub_frame', initiator: EVIL },
      { unmet: 'method', methods: ['GET'] },
    ],
    [
      'opened, where only POST is covered',
      [{ methods: ['POST'] }],
      TYPED,
      { unmet: 'method', methods: ['POST'] },
    ],
    ['a form’s post', [{}], { ...OPENED, method: 'POST' }, { unmet: 'navigation', strict: false }],
    ['a frame', [{}], { type: 'sub_frame' }, { unmet: 'navigation', strict: false }],
    ['opened in Strict', [{ strict: true }], TYPED, { unmet: 'navigation', strict: true }],
    [
      'a frame in Strict',
      [{ strict: true }],
      { type: 'sub_frame' },
      { unmet: 'navigation', strict: false },
    ],
    [
      'typed, in Strict with own forms',
      [{ strict: true, ownForms: true }],
      TYPED,
      { unmet: 'navigation', strict: true },
    ],
    [
      'a foreign link, in Strict with own forms',
      [{ strict: true, ownForms: true }],
      { ...OPENED, initiator: EVIL },
      { unmet: 'initiator', origin: EVIL },
    ],
    [
      'a foreign form, where own forms are wanted',
      [{ ownForms: true }],
      { ...OPENED, method: 'POST', initiator: EVIL },
      { unmet: 'initiator', origin: EVIL },
    ],
    ['a foreign page', [{}], { initiator: EVIL, top: EVIL }, { unmet: 'initiator', origin: EVIL }],
    [
      'a page that cannot be named',
      [{}],
      { initiator: 'null' },
      { unmet: 'initiator', origin: 'null' },
    ],
    ['no page', [{}], { initiator: undefined }, { unmet: 'initiator' }],
    ['framed by a foreign page', [{}], { top: EVIL }, { unmet: 'initiator', origin: EVIL }],
    ['framed by one that we may not see', [{}], { top: undefined }, { unmet: 'initiator' }],
    ['a preflight', [{}], { method: 'OPTIONS' }, { unmet: 'asked-by-page' }],
    [
      'a preflight of a covered method',
      [{ methods: ['PUT'] }],
      { method: 'OPTIONS' },
      { unmet: 'asked-by-page' },
    ],
    [
      'a foreign page’s preflight',
      [{}],
      { method: 'OPTIONS', initiator: EVIL },
      { unmet: 'initiator', origin: EVIL },
    ],
    ['a report of the browser', [{}], { type: 'csp_report' }, { unmet: 'asked-by-page' }],
  ])('says what keeps it away: %s', (_, places, change, expected) => {
    expect(match(inForce(places), changed(change))).toEqual(expected);
  });

  it('says that an endpoint is left alone, where nothing else keeps the header away', () => {
    const rules = inForce([{ path: '/' }], [`${API}/oauth/token`]);
    const request = { ...OWN, url: `${API}/oauth/token` };

    expect(match(rules, request)).toEqual({ unmet: 'not-left-alone' });
    expect(match(rules, { ...request, initiator: EVIL })).toMatchObject({ unmet: 'initiator' });
    expect(match(rules, { ...request, url: `${API}/oauth` })).toHaveProperty('sets');
  });

  it('takes a rule without resource types for all but whole pages, wherever its filter begins', () => {
    const [, byScripts] = inForce([{}]);
    if (!byScripts) throw new Error('No such rule');
    const rule = {
      ...byScripts,
      condition: { urlFilter: '/v1/', isUrlFilterCaseSensitive: true },
    } as const;

    expect(match([rule], OWN)).toHaveProperty('sets');
    expect(match([rule], changed(TYPED))).toEqual({ unmet: 'navigation', strict: true });
  });

  it('takes a worker that is in no tab for on top itself', () => {
    const request = changed({ top: undefined, tabId: -1 });

    expect(match(inForce([{}]), request)).toHaveProperty('sets');
    expect(match(inForce([{}]), { ...request, initiator: EVIL })).toHaveProperty('unmet');
  });

  it.each([
    '',
    'about:blank',
    'data:text/html,x',
    'blob:https://api.test/0f8fad5b',
    'file:///v1',
    'https://',
    'https://api.test',
    'https://%/',
    'wss://api.test/v1',
    'moz-extension://x/y',
    `https://api.test/${'/'.repeat(200_000)}`,
    'https://api.test/v2/%E0%A4%A',
    'https://user:password@api.test/v1',
  ])('never throws: %.60s', (url) => {
    for (const origin of ['', 'null', 'about:', 'https://', '//', url]) {
      const request = { ...OWN, url, initiator: origin, top: origin };

      expect(match(inForce([{}]), request)).toEqual({ unmet: 'path' });
    }
  });
});
