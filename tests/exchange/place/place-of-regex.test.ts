/** Regular expressions of other tools as places: a table of traps, and a model that runs them. */
import { describe, expect, it } from 'vitest';
import { parseOrigin, parsePathScope } from '../../../src/domain/parse-site';
import { placeOfRegex } from '../../../src/exchange/place/place-of-regex';
import { filtersOf } from '../../../src/rules/path-filters';
import { compileUrlFilter } from '../../../src/rules/url-filter';
import { proves, rounds } from '../../support/proves';
import fc from '../../support/seeded-fast-check';
import { addressesNear } from '../addresses-near';

const raw = String.raw;

/** Places as one text each: `https://a.test/v1/`. */
function read(source: string, anchored: 'start' | 'anywhere' = 'anywhere', flags = '') {
  const found = placeOfRegex(source, { anchored, flags });
  return found && [found.places.map(({ url, path }) => url + path), found.isNarrowed];
}

const EXACT = [
  [raw`^https://a\.test/`, 'https://a.test'],
  [raw`^https:\/\/a\.test\/.*$`, 'https://a.test'],
  [raw`^https://a\.test/v1/`, 'https://a.test/v1/'],
  [raw`^https://a\.test/v1/.*`, 'https://a.test/v1/'],
  [raw`^https://a[.]test:8443/(.*)`, 'https://a.test:8443'],
  [raw`^http://localhost:3000/[\s\S]*$`, 'http://localhost:3000'],
  [raw`^https://\[::1\]:8443/`, 'https://[::1]:8443'],
] as const;

const NARROWED = [
  // ModHeader's own button.
  ['.*://a.test/.*', 'https://a.test'],
  ['.*://localhost:3000/.*', 'http://localhost:3000'],
  ['.*://127.0.0.1:8080/.*', 'http://127.0.0.1:8080'],
  ['.*://intranet/.*', 'https://intranet'],
  // The end of the host is open: `https://a.test.evil.test/`.
  [raw`^https://a\.test`, 'https://a.test'],
  [raw`^https://a\.test.*`, 'https://a.test'],
  // `/v1` begins `/v10` as well.
  [raw`^https://a\.test/v1`, 'https://a.test/v1'],
  [raw`^https://a\.test/v1.*`, 'https://a.test/v1'],
  // An unescaped dot is any character, and an address may hold another one.
  [raw`^https://api.a.test/`, 'https://api.a.test'],
  [raw`https://a\.test/`, 'https://a.test'],
  ['.*a.test.*', 'https://a.test'],
  ['a.test', 'https://a.test'],
  [raw`https?://a\.test/.*`, 'https://a.test'],
  [raw`^http(s?)://www\.a\.test/(.*)`, 'https://www.a.test'],
  [raw`^(http|https)://a\.test/`, 'https://a.test'],
  // The other alternative is a socket, or one address.
  [raw`^(wss|https)://a\.test/`, 'https://a.test'],
  [raw`^https://a\.test/(?:.*)?$`, 'https://a.test'],
  [raw`^https://.*a\.test/.*`, 'https://a.test'],
  [raw`^https://(.*\.)?a\.test/`, 'https://a.test'],
  [raw`^https://a\.test(:\d+)?/.*`, 'https://a.test'],
  [raw`^https://a\.test/.*/users`, 'https://a.test/*/users'],
  [raw`.+://a\.test/.*?`, 'https://a.test'],
  [raw`https://a.test/*`, 'https://a.test'],
] as const;

const NEITHER = [
  ['everything', '.*'],
  ['nothing', ''],
  ['one address', raw`^https://a\.test/v1$`],
  ['one address, the root', raw`^https://a\.test/$`],
  ['no address', raw`^https://a\.test$`],
  ['one end of an address', raw`^https://a\.test/.*\.json$`],
  ['at least one more character', raw`^https://a\.test/.+`],
  ['subdomains only', raw`https://.*\.a\.test/.*`],
  ['any first label', raw`https://[^.]+\.a\.test/`],
  ['an unfinished host', raw`https://api.a.*\.test/.*`],
  ['an unfinished label', 'https://api.*'],
  ['digits', raw`^https://a\.test/\d+/x`],
  ['a word', raw`^https://a\.test/\w+`],
  ['one segment', raw`^https://a\.test/[^/]*/x`],
  ['a counted part', raw`^https://a\.test/x{2}/`],
  ['a lookahead', raw`^(?!.*admin)https://a\.test/`],
  ['a lookbehind', raw`(?<=https)://a\.test/`],
  ['a back reference', raw`^https://(a)\1\.test/`],
  ['a word boundary', raw`\bhttps://a\.test/`],
  ['a query', raw`.*param=value.*`],
  ['a question mark in the path', raw`^https://a\.test/x\?y=`],
  ['a file', '.*index.html.*'],
  ['a part of a path', '/v1/.*'],
  ['upper case in a host', raw`^https://A\.test/`],
  ['a port that addresses do not show', raw`^https://a\.test:443/`],
  ['another spelling of a host', raw`^https://0x7f\.1/`],
  ['user info', raw`^https://user@a\.test/`],
  ['a trailing dot', raw`^https://a\.test\./`],
  ['another protocol', raw`^ftp://a\.test/`],
  ['sockets', raw`^wss://a\.test/`],
  ['a literal star', raw`^https://a\.test/\*/`],
  ['a percent sign', raw`^https://a\.test/%2f/`],
  ['dots that an address does not keep', raw`^https://a\.test/x/\.\./y/`],
  ['a caret inside', raw`^https://a\.test/^x`],
  ['an end inside', raw`^https://a\.test/$x`],
  ['a placeholder', 'https://{{host}}/.*'],
  ['an open group', '(https://a.test/'],
  ['an open class', 'https://a.test/[a'],
  ['a star without a piece', '*.a.test'],
  ['other letters', raw`^https://bücher\.test/`],
  ['a mark of the translator', '^https://a\ue000test/\ue001'],
  ['groups in groups', `${'('.repeat(50)}https://a.test/${')'.repeat(50)}`],
  ['a long list', `^https://(${Array.from({ length: 40 }, (_, i) => `a${i}`).join('|')})\\.test/`],
  ['choices that multiply', `^https://${'(a|b)'.repeat(20)}\\.test/`],
  ['more than a person writes', `^https://a\\.test/${'x'.repeat(500)}`],
  ['stars that backtrack', `^https://${'(.*)*'.repeat(5)}x`],
] as const;

describe('placeOfRegex', () => {
  it.each(EXACT)('reads %s exactly', (source, place) => {
    expect(read(source)).toEqual([[place], false]);
  });

  it.each(NARROWED)('reads %s as the narrower %s', (source, place) => {
    expect(read(source)).toEqual([[place], true]);
  });

  it.each(NEITHER)('leaves out %s', (_, source) => {
    expect(read(source)).toBeUndefined();
  });

  it('reads alternatives one by one', () => {
    const alternatives = raw`^https://(a|b)\.test/|^https://c\.test/v1/|[0-9]+`;

    expect(read(alternatives)).toEqual([
      ['https://a.test', 'https://b.test', 'https://c.test/v1/'],
      true,
    ]);
    expect(read(raw`^https?://localhost:(1|2)/`)).toEqual([
      ['http://localhost:1', 'http://localhost:2', 'https://localhost:1', 'https://localhost:2'],
      false,
    ]);
  });

  it('keeps plain http if it is all there is', () => {
    expect(read(raw`^http://a\.test/`)).toEqual([['http://a.test'], false]);
  });

  it('takes the start of version 1 as an anchor', () => {
    expect(read(raw`https://a\.test/`, 'start')).toEqual([['https://a.test'], false]);
    expect(read(raw`a\.test/`, 'start')).toBeUndefined();
  });

  it('reads flags, and refuses those that it does not know', () => {
    expect(read(raw`^https://A\.TEST/V1/`, 'anywhere', 'i')).toEqual([
      ['https://a.test/V1/'],
      true,
    ]);
    expect(read(raw`^https://a\.test/`, 'anywhere', 'v')).toBeUndefined();
    expect(read(raw`https://a\.test/`, 'anywhere', 'y')).toEqual([['https://a.test'], false]);
  });

  proves('T12', 'no place is wider than its expression, on addresses near it', (tried) => {
    fc.assert(
      fc.property(regexes, fc.constantFrom('', 'i'), (source, flags) => {
        const found = placeOfRegex(source, { anchored: 'anywhere', flags });
        const regex = new RegExp(source, flags);
        for (const { url, path } of found?.places ?? []) {
          const place = {
            origin: parseOrigin(url, { allowHttp: true }),
            path: parsePathScope(path),
          };
          const matchers = filtersOf(place).map(compileUrlFilter);
          for (const address of addressesNear(url, path)) {
            if (!matchers.some((matches) => matches(address))) continue;
            tried();
            expect(regex.test(address), `${source} and ${address}`).toBe(true);
          }
        }
      }),
      { numRuns: rounds({ short: 400, full: 5000 }) },
    );
  });

  it('is exact where it says so, on addresses near it', () => {
    fc.assert(
      fc.property(regexes, (source) => {
        const found = placeOfRegex(source, { anchored: 'anywhere' });
        if (!found || found.isNarrowed) return;
        const matchers = found.places.flatMap(({ url, path }) =>
          filtersOf({ origin: url, path: parsePathScope(path) }).map(compileUrlFilter),
        );
        for (const { url, path } of found.places) {
          for (const address of addressesNear(url, path)) {
            const isTaken = matchers.some((matches) => matches(address));
            expect(isTaken, `${source} and ${address}`).toBe(new RegExp(source).test(address));
          }
        }
      }),
      { numRuns: rounds({ short: 400, full: 5000 }) },
    );
  });
});

/** Expressions of pieces that occur in filters, in any order that may still be read. */
const regexes = fc
  .record({
    start: fc.constantFrom('', '^', '.*', '^.*', '.+', '(.*)', '^.?'),
    protocol: fc.constantFrom(
      'https://',
      'https?://',
      '://',
      'http(s)?://',
      'https*://',
      '',
      'http.://',
      '(http|https)://',
      'http://',
      'https:\\/\\/',
      '//',
      '.*://',
    ),
    host: fc.constantFrom(
      raw`a\.test`,
      'a.test',
      '.*a.test',
      raw`(.*\.)?a\.test`,
      raw`(a|b)\.test`,
      'localhost:3000',
      raw`a\.test:8443`,
      raw`.a\.test`,
      'a.*',
      raw`a\.(test|com)`,
      raw`[ab]\.test`,
      raw`a\.test(:80)?`,
      raw`\S*a\.test`,
      raw`aa?\.test`,
    ),
    tail: fc.array(
      fc.constantFrom(
        '/',
        '/v1',
        '/v1/',
        '.*',
        '.+',
        '(/.*)?',
        '/?',
        'x',
        '.',
        '[^/]*',
        '/x/',
        raw`\.`,
        '(/a|/b)',
        '*',
        '[.]',
        '.?',
        raw`\/`,
      ),
      { maxLength: 4 },
    ),
    end: fc.constantFrom('', '$', '.*$', '.*'),
  })
  .map(({ start, protocol, host, tail, end }) => [start, protocol, host, ...tail, end].join(''))
  .filter((source) => {
    try {
      new RegExp(source);
      return true;
    } catch {
      return false;
    }
  });
