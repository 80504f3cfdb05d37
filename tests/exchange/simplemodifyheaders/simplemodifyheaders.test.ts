import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/exchange';
import { proves, rounds } from '../../support/proves';
import fc from '../../support/seeded-fast-check';
import { readFixture, summary } from '../fixture';
import { simpleModifyHeadersSets } from '../models/simplemodifyheaders';
import { expectNeverWider } from '../never-wider';

describe('simplemodifyheaders', () => {
  it('takes a match pattern with a port as it is', async () => {
    expect(summary(await readFixture('simplemodifyheaders', 'port.json'))).toEqual({
      profiles: [
        {
          name: 'api.test:8443',
          isReady: true,
          sites: ['https://api.test:8443/v1/'],
          headers: ['bearer token=smh-port'],
          remarks: [],
        },
      ],
      remarks: [],
    });
  });

  it('narrows patterns of any port, protocol and subdomain; a row that is off stays off', async () => {
    expect(summary(await readFixture('simplemodifyheaders', 'patterns.json')).profiles).toEqual([
      {
        name: 'a.test',
        isReady: true,
        sites: ['https://a.test', 'https://b.test/v1/', 'https://c.test'],
        headers: [
          'api-key headerName=X-API-Key key=smh-patterns',
          'custom-header headerName=X-Tenant value=blue off',
        ],
        remarks: ['narrowed', 'disabled-in-source'],
      },
    ]);
  });

  it('takes texts that the address contains, if they are in use', async () => {
    const hosts = summary(await readFixture('simplemodifyheaders', 'contains.json'));
    const paths = summary(await readFixture('simplemodifyheaders', 'contains-path.json'));
    const unused = summary(await readFixture('simplemodifyheaders', 'contains-unused.json'));

    const sites = [hosts, paths, unused].map(({ profiles }) =>
      profiles.map((profile) => [profile.isReady, ...profile.sites, ...profile.remarks]),
    );
    expect(sites).toEqual([
      [[true, 'https://a.test', 'https://b.test/v1', 'narrowed']],
      [
        [true, 'https://a.test/v1', 'https://a.test/*/v1', 'narrowed'],
        [true, 'https://a.test', 'narrowed'],
      ],
      [[false, 'site-missing']],
    ]);
  });

  it('is not ready for a header that is only modified, unless every request has it', async () => {
    const { profiles } = summary(await readFixture('simplemodifyheaders', 'modify.json'));

    expect(
      profiles.map(({ isReady, headers, remarks }) => [isReady, ...headers, ...remarks]),
    ).toEqual([
      [false, 'bearer token=smh-modify', 'filter-inexact'],
      [true, 'custom-header headerName=User-Agent value=Robot/1.0', 'narrowed'],
    ]);
  });

  it('is not ready for one URL', async () => {
    const { profiles } = summary(await readFixture('simplemodifyheaders', 'one-url.json'));

    expect(profiles).toMatchObject([
      { isReady: false, sites: ['https://a.test/v1/orders'], remarks: ['filter-inexact'] },
    ]);
  });

  it('reads format version 1.0', async () => {
    const { profiles } = summary(await readFixture('simplemodifyheaders', 'version-1-0.json'));

    expect(profiles).toMatchObject([{ isReady: true, sites: ['https://old.test'] }]);
  });

  it('reports what sends no header', async () => {
    expect(summary(await readFixture('simplemodifyheaders', 'other-actions.json'))).toEqual({
      profiles: [],
      remarks: [
        'header-removed: SimpleModifyHeaders › Referer',
        'in-cookie: SimpleModifyHeaders › session',
        'in-cookie: SimpleModifyHeaders › track',
        'response-header: SimpleModifyHeaders › Set-Cookie',
      ],
    });
  });

  proves('T12', 'no import from SimpleModifyHeaders is wider than its list', async (tried) => {
    let carried = 0;
    const files = fc.asyncProperty(anyFile, async (file) => {
      const text = JSON.stringify(file);
      const model = JSON.parse(text);
      carried += await expectNeverWider(await readImport([{ name: '', text }]), (request, header) =>
        simpleModifyHeadersSets(model, request, header),
      );
      tried();
    });
    await fc.assert(files, { numRuns: rounds({ short: 60, full: 2000 }) });
    expect(carried).toBeGreaterThan(0);
  });
});

const anyPattern = fc.constantFrom(
  '',
  '*',
  '<all_urls>',
  'https://a.test/*',
  'https://a.test/v1*',
  'https://a.test/v1/*',
  'https://a.test/v1',
  '*://a.test/*',
  'https://*.a.test/*',
  '*://*/*',
  'https://a.test:8443/*',
  'https://A.test/*',
  'http://localhost/*',
  'https://a.test/*/v1/*',
  'a.test',
);

const anyPart = fc.constantFrom(
  '',
  'a.test',
  'https://a.test',
  '/v1',
  '/v1/',
  'v1',
  '?a=1',
  'https://b.test/',
  'A.test',
);

const joined = (texts: fc.Arbitrary<string>) =>
  fc.array(texts, { minLength: 1, maxLength: 3 }).map((list) => list.join(';'));

const anyFile = fc.record({
  format_version: fc.constantFrom('1.0', '1.1', '1.2'),
  target_page: joined(anyPattern),
  use_url_contains: fc.boolean(),
  headers: fc.array(
    fc.record(
      {
        url_contains: joined(anyPart),
        action: fc.constantFrom('add', 'add', 'modify', 'delete', 'cookie_add_or_modify'),
        header_name: fc.constantFrom('X-Key', 'User-Agent', 'Authorization'),
        header_value: fc.constantFrom('k', 'Token t'),
        apply_on: fc.constantFrom('req', 'req', 'res'),
        status: fc.constantFrom('on', 'on', 'off'),
      },
      { requiredKeys: ['action', 'header_name', 'header_value', 'status'] },
    ),
    { minLength: 1, maxLength: 4 },
  ),
});
