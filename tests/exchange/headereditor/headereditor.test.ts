import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/exchange';
import { proves, rounds } from '../../support/proves';
import fc from '../../support/seeded-fast-check';
import { readFixture, summary } from '../fixture';
import { headerEditorSets } from '../models/headereditor';
import { expectNeverWider } from '../never-wider';

describe('headereditor', () => {
  it('takes a prefix with a final slash as it is', async () => {
    expect(summary(await readFixture('headereditor', 'exact.json'))).toEqual({
      profiles: [
        {
          name: 'Orders',
          isReady: true,
          sites: ['https://api.test/v1/'],
          headers: ['token key=he-orders'],
          remarks: [],
        },
      ],
      remarks: [],
    });
  });

  it('joins the rules of one group and place, and narrows a domain, a prefix and an expression', async () => {
    expect(summary(await readFixture('headereditor', 'match-types.json')).profiles).toEqual([
      {
        name: 'Work',
        isReady: true,
        sites: ['https://shop.test'],
        headers: ['bearer token=he-shop', 'custom-header headerName=X-Tenant value=blue'],
        remarks: [],
      },
      {
        name: 'CRM',
        isReady: true,
        sites: ['https://crm.test'],
        headers: ['api-key headerName=X-API-Key key=he-crm'],
        remarks: ['narrowed'],
      },
      {
        name: 'No final slash',
        isReady: true,
        sites: ['https://open.test'],
        headers: ['custom-header headerName=X-Open value=he-open'],
        remarks: ['narrowed'],
      },
      {
        name: 'Expression',
        isReady: true,
        sites: ['https://www.rx.test'],
        headers: ['custom-header headerName=X-Rx value=he-rx'],
        remarks: ['narrowed'],
      },
    ]);
  });

  it('keeps one URL, everything, a domain with a port and an exclude from being ready', async () => {
    const { profiles } = summary(await readFixture('headereditor', 'wider.json'));

    expect(
      profiles.map(({ name, isReady, sites, remarks }) => [name, isReady, sites, remarks]),
    ).toEqual([
      ['One address', false, ['https://api.test/v1'], ['filter-inexact']],
      ['Everything', false, [], ['site-missing']],
      ['Empty expression', false, [], ['site-missing']],
      ['Domain with a port', false, [], ['filter-inexact', 'site-missing']],
      ['With an exclude', false, ['https://excluded.test'], ['filter-dropped']],
    ]);
  });

  it('drops the old action of a function, and reports what sends no header', async () => {
    expect(summary(await readFixture('headereditor', 'function.json'))).toEqual({
      profiles: [],
      remarks: [
        'redirect: Move',
        'rule-type: Stop',
        'script: Computed',
        'header-removed: Without language › X-Language',
        'response-header: Cors',
        'script: Body',
      ],
    });
  });

  it('takes the conditions of newer rules together', async () => {
    expect(summary(await readFixture('headereditor', 'conditions.json')).profiles).toEqual([
      {
        name: 'Two domains',
        isReady: true,
        sites: ['https://a.test', 'https://b.test'],
        headers: [
          'api-key headerName=x-api-key key=he-two GET,POST',
          'custom-header headerName=x-tenant value=blue GET,POST',
        ],
        remarks: ['narrowed'],
      },
      {
        name: 'Prefix on a domain',
        isReady: true,
        sites: ['https://a.test/v2/'],
        headers: ['bearer token=he-prefix'],
        remarks: [],
      },
      {
        name: 'Prefix inside a prefix',
        isReady: true,
        sites: ['https://c.test/v3/'],
        headers: ['custom-header headerName=x-three value=he-three'],
        remarks: [],
      },
    ]);
  });

  it('is not ready with conditions that a profile cannot say', async () => {
    const { profiles } = summary(await readFixture('headereditor', 'conditions-wider.json'));

    expect(
      profiles.map(({ name, isReady, sites, remarks }) => [name, isReady, sites, remarks]),
    ).toEqual([
      ['Types of requests', false, ['https://a.test'], ['filter-dropped']],
      ['Prefix on another domain', false, [], ['filter-inexact', 'site-missing']],
      ['Excluded expression', false, ['https://a.test'], ['filter-dropped']],
      ['Everything', false, [], ['site-missing']],
    ]);
  });

  it('switches off a rule that is off; a rule that does not say is on', async () => {
    const { profiles } = summary(await readFixture('headereditor', 'disabled.json'));

    expect(profiles).toMatchObject([
      {
        headers: ['custom-header headerName=X-Key value=he-off off'],
        remarks: ['disabled-in-source'],
      },
    ]);
  });

  proves('T12', 'no import from HeaderEditor is wider than its rules', async (tried) => {
    let carried = 0;
    const lists = fc.asyncProperty(
      fc.array(fc.oneof(olderRule, newerRule), { minLength: 1, maxLength: 4 }),
      async (sendHeader) => {
        const text = JSON.stringify({
          request: [],
          sendHeader,
          receiveHeader: [],
          receiveBody: [],
        });
        const rules = JSON.parse(text).sendHeader;
        carried += await expectNeverWider(
          await readImport([{ name: '', text }]),
          (request, header) => headerEditorSets(rules, request, header),
        );
        tried();
      },
    );
    await fc.assert(lists, { numRuns: rounds({ short: 60, full: 2000 }) });
    expect(carried).toBeGreaterThan(0);
  });
});

const PATTERNS = {
  all: [''],
  prefix: [
    '',
    'https://api.test',
    'https://api.test/',
    'https://api.test/v1',
    'http://localhost:3000/',
    'http',
    'https://api.test/v1?a=',
  ],
  domain: ['api.test', 'api.test:81', 'API.test', 'localhost', '.test', '*.api.test'],
  url: ['https://api.test/', 'https://api.test/v1?a=1'],
  regexp: [
    '',
    '^http(s?)://api\\.test/(.*)',
    'https://.*.api.test.*?',
    'api.test',
    '^https://api.test/v1$',
    'https://api\\.test/(v1|v2)/',
    '^(http|https)://(api|b)\\.test/v1/',
    '[',
    'https://api\\.test(?!/public)',
  ],
};

const anyMatch = fc
  .constantFrom(...(['all', 'prefix', 'domain', 'url', 'regexp'] as const))
  .chain((matchType) =>
    fc.record({
      matchType: fc.constant(matchType),
      pattern: fc.constantFrom(...PATTERNS[matchType]),
    }),
  )
  .filter(({ pattern }) => pattern !== '[');

const anyName = fc.constantFrom('X-Key', 'X-Other');
const anyHeaderValue = fc.constantFrom('k', 'other', '_header_editor_remove_');

const olderRule = fc
  .record({
    match: anyMatch,
    exclude: fc.constantFrom('', '', '/public', '^https://other\\.test/', '^https://api\\.test/v1'),
    enable: fc.constantFrom(undefined, true, false),
    isFunction: fc.constantFrom(false, false, true),
    group: fc.constantFrom('', 'g'),
    name: anyName,
    value: anyHeaderValue,
  })
  .map(({ match, name, value, ...rule }) => {
    return { ...rule, ...match, name: 'r', ruleType: 'modifySendHeader', action: { name, value } };
  });

const anyCondition = fc.record(
  {
    all: fc.boolean(),
    url: fc.constantFrom(...PATTERNS.url),
    urlPrefix: fc.constantFrom(...PATTERNS.prefix),
    domain: fc.subarray(PATTERNS.domain),
    regex: fc.constantFrom(...PATTERNS.regexp.filter((pattern) => pattern !== '[')),
    method: fc.subarray(['get', 'post', 'options']),
    resourceTypes: fc.constantFrom([], [], ['xmlhttprequest']),
    excludeDomain: fc.constantFrom([], ['api.test'], ['b.test']),
    excludeRegex: fc.constantFrom('', '', '/public', '^https://other\\.test/'),
    excludeMethod: fc.constantFrom([], ['post'], ['get', 'head', 'post', 'put', 'patch', 'delete']),
  },
  { requiredKeys: [] },
);

const newerRule = fc
  .record({
    condition: anyCondition,
    name: anyName,
    value: anyHeaderValue,
    group: fc.constantFrom('', 'g'),
  })
  .map(({ condition, name, value, group }) => {
    const headers = { [name.toLowerCase()]: value };
    const action = { name: 'X-Key', value: 'from before' };
    return { name: 'r', ruleType: 'modifySendHeader', group, condition, headers, action };
  });

describe('a condition of HeaderEditor', () => {
  const rule = (condition: object) => ({
    sendHeader: [
      {
        name: 'Key',
        condition: { urlPrefix: 'https://a.test/', ...condition },
        headers: { 'x-api-key': 'abc' },
      },
    ],
  });

  it.each([
    ['a part that is not known', { initiatorDomains: ['b.test'] }, false],
    ['an exclude in a shape that is not known', { excludeRegex: { source: '.*' } }, false],
    ['a method in a shape that is not known', { method: { is: 'get' } }, false],
    ['an empty part', { initiatorDomains: [], excludeRegex: '' }, true],
  ])('with %s', async (_, condition, isReady) => {
    const text = JSON.stringify(rule(condition));
    const { profiles } = await readImport([{ name: '', text }]);

    expect(profiles.map((each) => each.isReady)).toEqual([isReady]);
  });
});
