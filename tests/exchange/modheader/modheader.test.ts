/** ModHeader's files: what becomes of each, and never wider than its filters. */
import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/exchange';
import { proves, rounds } from '../../support/proves';
import fc from '../../support/seeded-fast-check';
import { readFixture, summary } from '../fixture';
import { type ModHeaderProfile, modHeaderSets } from '../models/modheader';
import { expectNeverWider } from '../never-wider';

const raw = String.raw;

async function read(...profiles: readonly object[]) {
  return summary(await readImport([{ name: '', text: JSON.stringify(profiles) }]));
}

const one = (changes: object) => ({
  version: 2,
  title: 'Ada',
  headers: [{ enabled: true, name: 'Authorization', value: 'Bearer abc' }],
  urlFilters: [{ enabled: true, urlRegex: raw`^https://a\.test/` }],
  ...changes,
});

describe('modheader', () => {
  it('reads the filter of its own button', async () => {
    expect(summary(await readFixture('modheader', 'own-button.json'))).toEqual({
      profiles: [
        {
          name: 'Staging',
          isReady: true,
          sites: ['https://api.staging.test'],
          headers: [
            'bearer token=mh-own-button-token',
            'custom-header headerName=X-Forwarded-For value=203.0.113.7',
          ],
          remarks: ['narrowed'],
        },
      ],
      remarks: [],
    });
  });

  it.each<[string, boolean, string[], string[]]>([
    ['loopback.json', true, ['http://localhost:3000'], ['narrowed']],
    ['exact-path.json', true, ['https://api.exact.test/v1/'], []],
    ['several-filters.json', true, ['https://a.hosts.test', 'https://b.hosts.test'], ['narrowed']],
    ['no-filter.json', false, [], ['site-missing']],
    ['exclude-inside.json', false, ['https://api.excludes.test'], ['filter-inexact']],
    ['exclude-outside.json', true, ['https://api.outside.test'], []],
    ['request-domain.json', true, ['https://api.domains.test'], []],
    ['tab-filter.json', false, ['https://api.tab.test'], ['filter-inexact']],
    ['time-filter.json', false, ['https://api.time.test'], ['filter-inexact']],
    ['xhr-only.json', false, ['https://api.xhr.test'], ['filter-inexact']],
    ['all-but-navigation.json', true, ['https://api.scripts.test'], ['narrowed']],
    ['methods.json', true, ['https://api.methods.test'], []],
    ['initiator.json', true, ['https://api.initiator.test'], ['narrowed']],
    ['foreign-initiator.json', false, ['https://api.foreign.test'], ['filter-inexact']],
    ['placeholder.json', false, ['https://api.template.test'], ['variable-unresolved']],
    ['http-only.json', false, ['http://plain.test'], ['http-plain']],
    ['other-regex.json', false, [], ['filter-inexact', 'site-missing']],
    ['one-address.json', false, [], ['filter-inexact', 'site-missing']],
    ['same-name-twice.json', true, ['https://api.twice.test'], ['duplicate']],
    [
      'disabled-rows.json',
      true,
      ['https://api.accounts.test'],
      ['disabled-in-source', 'header-removed'],
    ],
  ])('reads %s', async (file, isReady, sites, remarks) => {
    const { profiles } = summary(await readFixture('modheader', file));

    expect(profiles).toMatchObject([{ isReady, sites, remarks }]);
  });

  it('reports the rows that set no request header', async () => {
    const { profiles, remarks } = await readFixture('modheader', 'other-rows.json');

    expect(profiles[0]?.draft.headers.map(({ fields }) => fields)).toEqual([
      { token: 'mh-rows-token' },
      { headerName: 'X-Team', value: 'blue' },
    ]);
    expect(profiles[0]?.remarks).toEqual([
      { code: 'header-owned', place: 'Rows › Referer' },
      { code: 'header-removed', place: 'Rows › Accept-Language' },
      { code: 'rule-type', place: 'Rows › X-Empty' },
      { code: 'script', place: 'Rows › X-Request-Id' },
      { code: 'append-mode', place: 'Rows › X-Team' },
      { code: 'response-header', place: 'Rows' },
      { code: 'in-cookie', place: 'Rows' },
      { code: 'redirect', place: 'Rows' },
    ]);
    expect(remarks).toEqual([]);
    expect(summary(await readFixture('modheader', 'only-cookies.json'))).toEqual({
      profiles: [],
      remarks: ['in-cookie: Cookies › Cookie'],
    });
  });

  it('keeps other accounts of a profile, switched off', async () => {
    const { profiles } = await readFixture('modheader', 'disabled-rows.json');

    expect(profiles[0]?.draft).toMatchObject({
      note: 'Alice\nBob',
      headers: [
        { fields: { token: 'mh-alice-token' }, isOff: true },
        { fields: { token: 'mh-bob-token' } },
      ],
    });
    expect(profiles[0]?.draft.headers[1]).not.toHaveProperty('isOff');
  });

  it('sends methods of a filter only, and takes the strict mode for own pages', async () => {
    const methods = await readFixture('modheader', 'methods.json');
    const initiator = await readFixture('modheader', 'initiator.json');

    expect(methods.profiles[0]?.draft.headers[0]?.methods).toEqual(['POST', 'PUT', 'DELETE']);
    expect(initiator.profiles[0]?.draft.strict).toBe(true);
  });

  it('reads version 1, whose expressions begin at the start', async () => {
    expect(summary(await readFixture('modheader', 'v1.json')).profiles).toMatchObject([
      { name: 'Old', isReady: true, sites: ['https://api.old.test'], remarks: [] },
      {
        name: 'Older',
        isReady: false,
        sites: ['https://api.older.test'],
        remarks: ['filter-inexact', 'append-mode'],
      },
    ]);
  });

  it('reads its storage, and what is paused there', async () => {
    expect(summary(await readFixture('modheader', 'storage.json'))).toMatchObject({
      profiles: [
        { name: 'Stored', isReady: true },
        { name: 'Switched off', isReady: false, remarks: ['disabled-in-source'] },
      ],
      remarks: ['disabled-in-source: isPaused'],
    });
  });

  it.each<[string, object, boolean]>([
    ['an exclude without an expression', { excludeUrlFilters: [{ enabled: true }] }, false],
    ['an exclude that is off', { excludeUrlFilters: [{ enabled: false, urlRegex: '.*' }] }, true],
    ['a kind that a later version adds', { cookieFilters: [{ enabled: true }] }, false],
    ['an old filter of another type', { filters: [{ enabled: true, type: 'ports' }] }, false],
    ['methods that carry no header', { requestMethodFilters: [{ methods: ['options'] }] }, false],
    ['a filter without a type', { resourceFilters: [{ resourceType: [] }] }, false],
    ['its only host excluded', { excludeRequestDomainFilters: [{ domain: 'test' }] }, false],
    ['a number beyond 2^53', { headers: [{ name: 'X-Key', value: 2 ** 60 }] }, true],
  ])('judges %s', async (_, changes, isReady) => {
    const { profiles } = await read(one(changes));

    expect(profiles.some((profile) => profile.isReady)).toBe(isReady);
  });

  it('does not repeat a value in the note', async () => {
    const row = { name: 'Authorization', value: 'Bearer abc', comment: 'was Bearer abc' };
    const { profiles } = await readImport([
      { name: '', text: JSON.stringify([one({ headers: [row] })]) },
    ]);

    expect(profiles[0]?.draft.note).toBe('');
  });

  proves('T12', 'a ModHeader profile is never wider than its filters', async (tried) => {
    let ready = 0;
    await fc.assert(
      fc.asyncProperty(profilesOfModHeader, async (profile) => {
        const imported = await readImport([{ name: '', text: JSON.stringify([profile]) }]);
        const carried = await expectNeverWider(imported, (request, header) =>
          modHeaderSets(profile, request, header),
        );
        if (carried > 0) ready += 1;
        tried();
      }),
      { numRuns: rounds({ short: 150, full: 5000 }) },
    );
    expect(ready, 'profiles that send something').toBeGreaterThan(10);
  });
});

const enabled = fc.constantFrom(true, true, true, false);
const urlRegex = fc.constantFrom(
  '.*://a.test/.*',
  '.*://api.a.test:8443/.*',
  raw`^https://a\.test/`,
  raw`^https://a\.test/v1/`,
  raw`^https://a\.test/v1`,
  raw`https?://(a|b)\.test/.*`,
  raw`https://a\.test/v1/.*/x`,
  raw`^https://a\.test/v1$`,
  '.*localhost:3000.*',
  raw`^https://.*\.a\.test/`,
  '.*',
);
const excluded = fc.constantFrom(
  raw`^https://b\.test/`,
  raw`^https://a\.test/public`,
  raw`^https://a\.test/v2/`,
  'public',
  raw`^http://`,
);
const domain = fc.constantFrom('a.test', 'test', 'b.test', 'app.test');
const rare = <T>(filter: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(filter, { maxLength: 2 }) },
  );
const SUBRESOURCES = [
  'script',
  'stylesheet',
  'image',
  'font',
  'object',
  'xmlhttprequest',
  'ping',
  'media',
  'websocket',
  'other',
];

const profilesOfModHeader: fc.Arbitrary<ModHeaderProfile> = fc.record({
  version: fc.constantFrom(1, 2),
  title: fc.constant('Generated'),
  enabled: fc.constantFrom(true, true, true, false),
  headers: fc.array(
    fc.record({
      enabled,
      name: fc.constantFrom('Authorization', 'authorization', 'X-API-Key'),
      value: fc.constantFrom('Bearer one', 'Bearer two', 'Basic YWRhOmxvdmVsYWNl'),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  urlFilters: fc.array(fc.record({ enabled, urlRegex }), { minLength: 1, maxLength: 2 }),
  filters: rare(fc.record({ enabled, type: fc.constantFrom('urls', 'excludeUrls'), urlRegex })),
  excludeUrlFilters: rare(fc.record({ enabled, urlRegex: excluded })),
  resourceFilters: rare(
    fc.record({
      enabled,
      resourceType: fc.constantFrom(['xmlhttprequest'], SUBRESOURCES, [
        ...SUBRESOURCES,
        'main_frame',
      ]),
    }),
  ),
  requestMethodFilters: rare(
    fc.record({ enabled, methods: fc.constantFrom(['get'], ['post', 'put'], ['options']) }),
  ),
  initiatorDomainFilters: rare(fc.record({ enabled, domain })),
  excludeRequestDomainFilters: rare(fc.record({ enabled, domain })),
  tabFilters: rare(fc.record({ enabled })),
});

describe('an excluded domain of ModHeader', () => {
  it.each([
    ['xn--mller-kva.test', true],
    ['müller.test', false],
    ['https://a.test', false],
    ['*.a.test', false],
    ['', false],
  ])('%s', async (domain, isReady) => {
    const excluded = { excludeRequestDomainFilters: [{ enabled: true, domain }] };

    expect((await read(one(excluded))).profiles[0]?.isReady).toBe(isReady);
  });
});
