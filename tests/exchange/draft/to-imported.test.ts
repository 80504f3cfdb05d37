/** Drafts of imported profiles: `isReady` says what `parseProfile` says. */
import { describe, expect, it } from 'vitest';
import { parseProfile } from '../../../src/app/profiles/parse-profile';
import { AppError } from '../../../src/domain/errors';
import type { Found, FoundHeader } from '../../../src/exchange/draft/found';
import { toImported } from '../../../src/exchange/draft/to-imported';
import { jwtOf } from '../../support/jwt';
import { proves, rounds } from '../../support/proves';
import fc from '../../support/seeded-fast-check';

const SITE = { url: 'https://a.test', path: '' };
const BEARER: FoundHeader = { schemeId: 'bearer', fields: { token: 'abc' } };

const found = (changes: Partial<Found> = {}): Found => ({
  name: 'Ada',
  places: [SITE],
  headers: [BEARER],
  isExact: true,
  ...changes,
});

describe('toImported', () => {
  it('makes a draft with all that widens switched off', () => {
    const { draft, isReady, remarks } = toImported(found({ note: 'staging' }));

    expect(draft).toEqual({
      revision: 0,
      name: 'Ada',
      colour: 'grey',
      note: 'staging',
      sites: [SITE],
      headers: [{ schemeId: 'bearer', fields: { token: 'abc' }, paths: [], methods: [] }],
      callers: [],
      strict: false,
      ownForms: false,
      ownPictures: false,
      allowCache: false,
      allowHttp: false,
    });
    expect([isReady, remarks]).toEqual([true, []]);
  });

  it.each<[string, Partial<Found>, string[]]>([
    ['no place', { places: [] }, ['site-missing']],
    ['plain http', { places: [{ url: 'http://a.test', path: '' }] }, ['http-plain']],
    ['a filter that is narrower', { isExact: false }, []],
    [
      'no credential',
      { headers: [{ schemeId: 'bearer', fields: { token: '' } }] },
      ['credential-missing'],
    ],
    ['no header', { headers: [] }, []],
    [
      'a value that no header carries',
      { headers: [{ schemeId: 'bearer', fields: { token: 'ä' } }] },
      ['credential-invalid'],
    ],
    [
      'a character that stands for other bytes',
      { headers: [{ schemeId: 'basic', fields: { username: 'ada', password: 'p\uFFFD' } }] },
      ['credential-invalid'],
    ],
    [
      'a value that is longer than a form takes',
      { headers: [{ schemeId: 'basic', fields: { username: 'a', password: 'x'.repeat(65_537) } }] },
      ['credential-invalid'],
    ],
    [
      'a doubt',
      { headers: [{ schemeId: 'bearer', fields: { token: 'a b' } }] },
      ['credential-invalid'],
    ],
    [
      'an unknown scheme',
      { headers: [{ schemeId: 'digest', fields: {} }] },
      ['credential-invalid'],
    ],
    [
      'a token URL over http',
      { headers: [oauth('http://login.test/token')] },
      ['credential-invalid'],
    ],
    [
      'a placeholder',
      { headers: [{ schemeId: 'basic', fields: { username: 'ada', password: '{{p}}' } }] },
      ['variable-unresolved'],
    ],
    [
      'a placeholder that is told already',
      { headers: [{ schemeId: 'basic', fields: { username: 'ada', password: '' }, isOpen: true }] },
      [],
    ],
    ['a path that cannot be said', { places: [{ url: 'https://a.test', path: '/a|b' }] }, []],
  ])('is not ready with %s', (_, changes, codes) => {
    const { isReady, remarks } = toImported(found(changes));

    expect([isReady, remarks.map(({ code }) => code)]).toEqual([false, codes]);
  });

  it('leaves plain http out beside a safe place, and tells it', () => {
    const places = [
      { url: 'http://a.test', path: '' },
      SITE,
      SITE,
      { url: 'http://localhost:1', path: '' },
    ];
    const { draft, isReady, remarks } = toImported(found({ places }));

    expect(draft.sites).toEqual([SITE, { url: 'http://localhost:1', path: '' }]);
    expect([isReady, remarks.map(({ code }) => code)]).toEqual([true, ['http-plain']]);
  });

  it('leaves out a header that is switched off and cannot work', () => {
    const off: FoundHeader = { schemeId: 'bearer', fields: { token: '' }, isOff: true };
    const { draft, isReady } = toImported(
      found({ headers: [BEARER, off, { ...BEARER, isOff: true }] }),
    );

    expect(draft.headers.map(({ isOff }) => isOff)).toEqual([undefined, true]);
    expect(isReady).toBe(true);
  });

  it.each([
    ['', 'a.test'],
    ['  \u202eevil\u0000\n name\u200b ', 'evil name'],
    ['x'.repeat(200), 'x'.repeat(80)],
    [`${'x'.repeat(79)}😀`, 'x'.repeat(79)],
  ])('names a profile readably: %j', (name, readable) => {
    expect(toImported(found({ name })).draft.name).toBe(readable);
  });

  it('keeps a secret that stands in the place of a name out of its remarks', () => {
    const headerName = 'Bearer eyJhbGciOiJIUzI1NiJ9';
    const { remarks } = toImported(
      found({ headers: [{ schemeId: 'custom-header', fields: { headerName, value: 'x' } }] }),
    );

    expect(remarks).toEqual([{ code: 'credential-invalid', place: 'Ada' }]);
  });

  proves('T12', 'a draft is ready only if parseProfile takes it as it is', (tried) => {
    fc.assert(
      fc.property(founds, (generated) => {
        const { draft, isReady } = toImported({ ...generated, isExact: true });
        expect({ isReady, draft }).toEqual({ isReady: isTaken(draft), draft });
        tried();
      }),
      { numRuns: rounds({ short: 1000, full: 20_000 }) },
    );
  });
});

function isTaken(draft: Parameters<typeof parseProfile>[0]): boolean {
  try {
    parseProfile(draft, undefined, Date.now());
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return false;
  }
}

function oauth(tokenUrl: string): FoundHeader {
  const fields = { tokenUrl, clientId: 'c', clientSecret: 's' };
  return { schemeId: 'oauth2-client-credentials', fields };
}

const values = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'abc',
    ' abc',
    'Bearer abc',
    'a:b',
    'ada:lovelace',
    'ä',
    'a\nb',
    'X-API-Key',
    'Host',
    'Authorization: x',
    'https://login.test/token',
    'http://login.test/token',
    'http://localhost:1/token',
    'HS256',
    '300',
    jwtOf({ exp: 1 }),
    '\ud800',
    '{"a":1}',
    'YWRhOmxvdmVsYWNl',
    '0'.repeat(64),
  ),
  fc.string({ maxLength: 12 }),
);

const SCHEMES: Readonly<Record<string, readonly string[]>> = {
  basic: ['username', 'password'],
  bearer: ['token'],
  token: ['key'],
  'api-key': ['headerName', 'key'],
  'custom-header': ['headerName', 'value'],
  'jwt-signed': ['algorithm', 'key', 'lifetime', 'secretEncoding', 'claims'],
  'oauth2-client-credentials': ['tokenUrl', 'clientId', 'clientSecret', 'clientAuth'],
  'oauth2-device-code': ['deviceUrl', 'tokenUrl', 'clientId'],
  'gluwa-ethereum': ['privateKey'],
  unknown: ['x'],
};

const headers = fc.constantFrom(...Object.keys(SCHEMES)).chain((schemeId) =>
  fc.record(
    {
      schemeId: fc.constant(schemeId),
      fields: fc.record(
        Object.fromEntries((SCHEMES[schemeId] ?? []).map((name) => [name, values])),
      ),
      isOff: fc.boolean(),
    },
    { requiredKeys: ['schemeId', 'fields'] },
  ),
);

/** Placeholders have cases of their own above: `parseProfile` would take them. */
const founds: fc.Arbitrary<Omit<Found, 'isExact'>> = fc
  .record({
    name: fc.oneof(fc.string(), fc.constantFrom('', '\u200b', '\u202e', 'Ada', '\ud800')),
    note: fc.string(),
    places: fc.array(
      fc.constantFrom(
        SITE,
        { url: 'https://b.test', path: '/v1/' },
        { url: 'http://localhost:1', path: '' },
        { url: 'http://a.test', path: '' },
        { url: 'not a url', path: '' },
        { url: 'https://a.test', path: 'x' },
        { url: 'https://u@a.test', path: '' },
      ),
      { maxLength: 2 },
    ),
    headers: fc.array(headers, { maxLength: 2 }),
  })
  .filter(({ headers: all }) =>
    all.every(({ fields }) =>
      Object.values(fields).every((value) => !/[{<$%]/.test(String(value)) || value === '{"a":1}'),
    ),
  );
