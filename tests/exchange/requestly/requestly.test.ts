import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/exchange';
import { proves, rounds } from '../../support/proves';
import fc from '../../support/seeded-fast-check';
import { readFixture, summary } from '../fixture';
import { requestlySets } from '../models/requestly';
import { expectNeverWider } from '../never-wider';

describe('requestly', () => {
  it('narrows hosts with a port, wildcards, contained hosts and expressions', async () => {
    expect(summary(await readFixture('requestly', 'operators.json'))).toEqual({
      profiles: [
        {
          name: 'Staging token',
          isReady: true,
          sites: ['https://api.staging.test:8443'],
          headers: ['bearer token=rq-staging-1'],
          remarks: ['narrowed'],
        },
        {
          name: 'Orders key',
          isReady: true,
          sites: ['https://shop.test/v1/'],
          headers: ['api-key headerName=X-API-Key key=rq-key-2'],
          remarks: [],
        },
        {
          name: 'Contains host',
          isReady: true,
          sites: ['https://crm.test'],
          headers: ['custom-header headerName=X-Tenant value=blue'],
          remarks: ['narrowed'],
        },
        {
          name: 'Slashes and flags',
          isReady: true,
          sites: ['https://regex.test'],
          headers: ['token key=rq-regex-4'],
          remarks: [],
        },
      ],
      remarks: ['response-header: Staging token › Access-Control-Allow-Origin'],
    });
  });

  it('keeps one URL, every URL, a path alone and subdomains from being ready', async () => {
    const { profiles } = summary(await readFixture('requestly', 'wider.json'));

    expect(profiles.map(({ isReady, sites, remarks }) => ({ isReady, sites, remarks }))).toEqual([
      { isReady: false, sites: ['https://api.test/v1/orders'], remarks: ['filter-inexact'] },
      { isReady: false, sites: [], remarks: ['site-missing'] },
      { isReady: false, sites: [], remarks: ['filter-inexact', 'site-missing'] },
      { isReady: false, sites: [], remarks: ['filter-inexact', 'site-missing'] },
    ]);
  });

  it.each(['https://api.test', 'api.test/', 'api.test/v1', 'API.test', 'api'])(
    'is not ready for a host that contains %s, which no host does or any may',
    async (value) => {
      const source = { key: 'host', operator: 'Contains', value };
      const modifications = { Request: [{ header: 'X-Key', type: 'Add', value: 'k' }] };
      const rule = {
        name: 'r',
        ruleType: 'Headers',
        status: 'Active',
        pairs: [{ source, modifications }],
      };

      const { profiles } = await readImport([{ name: '', text: JSON.stringify([rule]) }]);

      expect(profiles.map(({ isReady }) => isReady)).toEqual([false]);
    },
  );

  it('switches off a rule that is inactive, or whose group is inactive or missing', async () => {
    const { profiles } = summary(await readFixture('requestly', 'groups.json'));

    expect(profiles.map(({ headers, remarks }) => [...headers, ...remarks])).toEqual([
      ['bearer token=rq-on', 'narrowed'],
      ['bearer token=rq-off off', 'narrowed', 'disabled-in-source'],
      ['bearer token=rq-gone off', 'narrowed', 'disabled-in-source'],
      ['bearer token=rq-inactive off', 'narrowed', 'disabled-in-source'],
    ]);
  });

  it('keeps methods, and is not ready with other filters, in each shape of `filters`', async () => {
    const { profiles } = summary(await readFixture('requestly', 'filters.json'));

    expect(
      profiles.map(({ isReady, headers, remarks }) => [isReady, ...headers, ...remarks]),
    ).toEqual([
      [true, 'custom-header headerName=X-One value=rq-one GET,POST', 'narrowed'],
      [false, 'custom-header headerName=X-Two value=rq-two', 'filter-dropped'],
      [false, 'custom-header headerName=X-Three value=rq-three', 'filter-dropped'],
      [false, 'custom-header headerName=X-Four value=rq-four', 'filter-dropped'],
      [true, 'custom-header headerName=X-Five value=rq-five', 'narrowed'],
    ]);
  });

  it('reads the older flat list, and reports what sends no header', async () => {
    expect(summary(await readFixture('requestly', 'legacy.json'))).toEqual({
      profiles: [
        {
          name: 'Flat list',
          isReady: true,
          sites: ['https://legacy.test'],
          headers: ['basic username=ada password=lovelace'],
          remarks: ['narrowed'],
        },
        {
          name: 'Flat list',
          isReady: true,
          sites: ['https://second.test'],
          headers: ['custom-header headerName=X-Second value=rq-second off'],
          remarks: ['narrowed', 'disabled-in-source'],
        },
      ],
      remarks: [
        'response-header: Flat list › X-Frame-Options',
        'header-removed: Flat list › Referer',
        'script: Flat list › X-Trace',
      ],
    });
  });

  it('reports rules of other types', async () => {
    expect(summary(await readFixture('requestly', 'other-rules.json'))).toEqual({
      profiles: [],
      remarks: ['redirect: To staging', 'script: Inject', 'rule-type: Block'],
    });
  });

  it('takes no variable for a credential', async () => {
    const { profiles } = summary(await readFixture('requestly', 'placeholder.json'));

    expect(profiles).toEqual([
      {
        name: 'One rule alone',
        isReady: false,
        sites: ['https://api.test'],
        headers: ['bearer'],
        remarks: ['narrowed', 'variable-unresolved'],
      },
    ]);
  });

  proves('T12', 'no import from Requestly is wider than its rules', async (tried) => {
    let carried = 0;
    const check = async (entries: unknown[]) => {
      const text = JSON.stringify(entries);
      const imported = await readImport([{ name: '', text }]);
      const model = JSON.parse(text);
      carried += await expectNeverWider(imported, (request, header) =>
        requestlySets(model, request, header),
      );
      tried();
    };
    const lists = fc.asyncProperty(fc.array(anyRule, { minLength: 1, maxLength: 4 }), (rules) =>
      check([...rules, { id: 'g', objectType: 'group', status: 'Inactive', children: [] }]),
    );
    await fc.assert(lists, { numRuns: rounds({ short: 60, full: 2000 }) });
    expect(carried).toBeGreaterThan(0);
  });
});

const anyOperator = fc.constantFrom('Equals', 'Contains', 'Wildcard_Matches', 'Matches');

const anyValue = fc.constantFrom(
  '',
  'api.test',
  'api.test:8443',
  'localhost:3000',
  'https://api.test',
  'https://api.test/',
  'https://api.test/v1',
  'https://api.test/v1?a=1',
  'http://api.test/v1/',
  'api.test/v1/',
  '/v1',
  '*api.test*',
  '*://api.test/*',
  'https://api.test/*',
  'https://*.api.test/*',
  'https://api.test/*/v1',
  'https://api.test/v1*x*',
  '^https://api\\.test/.*',
  '/^https?:\\/\\/api\\.test\\/v1/i',
  '/api.test/',
  '/^API\\.TEST$/i',
  'https://api.test/v1$',
  '^(?!https://api\\.test).*',
  'https://api.test|https://b.test',
);

/** Any combination, and as often one that names a place. */
const anyFilter = fc.oneof(
  fc.record({
    key: fc.constantFrom('Url', 'host', 'path'),
    operator: anyOperator,
    value: anyValue,
  }),
  fc.constantFrom(
    { key: 'host', operator: 'Equals', value: 'api.test:8443' },
    { key: 'host', operator: 'Contains', value: 'api.test' },
    { key: 'Url', operator: 'Contains', value: 'api.test/v1/' },
    { key: 'Url', operator: 'Wildcard_Matches', value: 'https://api.test/*' },
    { key: 'Url', operator: 'Matches', value: '/^https?:\\/\\/api\\.test\\/v1/i' },
  ),
);

const oftenFirst = <T>(first: T, ...others: readonly T[]) =>
  fc.oneof({ arbitrary: fc.constant(first), weight: 4 }, fc.constantFrom(...others));

const anyFilters = fc.constantFrom(
  undefined,
  [],
  {},
  [{}],
  [{ requestMethod: ['GET'] }],
  { requestMethod: ['POST', 'OPTIONS'] },
  [{ requestMethod: ['OPTIONS'] }],
  [{ resourceType: ['xmlhttprequest'] }],
  { pageDomains: ['api.test'] },
  [{ pageDomains: [], resourceType: [] }],
);

const anyRule = fc
  .record({
    filter: anyFilter,
    filters: anyFilters,
    isActive: oftenFirst(undefined, true, false),
    status: oftenFirst('Active', 'Inactive'),
    groupId: oftenFirst('', 'g', 'gone'),
    type: oftenFirst('Add', 'Modify', 'Remove'),
    isFlat: fc.boolean(),
  })
  .map(({ filter, filters, isActive, status, groupId, type, isFlat }) => {
    const row = { header: 'X-Key', type, value: 'k', target: 'Request' };
    const response = { header: 'X-Other', type, value: 'k', target: 'Response' };
    const modifications = isFlat ? [row, response] : { Request: [row], Response: [response] };
    const source = { ...filter, filters, isActive };
    return {
      objectType: 'rule',
      ruleType: 'Headers',
      name: 'r',
      status,
      groupId,
      pairs: [{ source, modifications }],
    };
  });

describe('the methods of a Requestly pair', () => {
  it.each([
    ['a list', ['GET'], true],
    ['a text', 'GET', false],
    ['a map', { value: ['GET'] }, false],
  ])('as %s never become all methods', async (_, requestMethod, isReady) => {
    const source = {
      key: 'Url',
      operator: 'Wildcard_Matches',
      value: 'https://a.test/*',
      filters: [{ requestMethod }],
    };
    const modifications = { Request: [{ header: 'X-API-Key', value: 'abc', type: 'Add' }] };
    const rule = {
      ruleType: 'Headers',
      status: 'Active',
      name: 'Key',
      pairs: [{ source, modifications }],
    };
    const { profiles } = await readImport([{ name: '', text: JSON.stringify([rule]) }]);

    expect(profiles.map((each) => each.isReady)).toEqual([isReady]);
  });
});
