/** Wildcard patterns and prefixes of addresses as places. */
import { describe, expect, it } from 'vitest';
import { placeOfPrefix, placeOfWildcard } from '../../../src/exchange/place/place-of-wildcard';

describe('placeOfWildcard', () => {
  it.each([
    ['https://a.test/*', 'https://a.test', '', false],
    ['https://a.test/v1/*', 'https://a.test', '/v1/', false],
    ['https://a.test/v1*', 'https://a.test', '/v1', true],
    ['*://a.test/*', 'https://a.test', '', true],
    ['*://localhost:3000/*', 'http://localhost:3000', '', true],
    ['http*://a.test/*', 'https://a.test', '', true],
    ['https://a.test*', 'https://a.test', '', true],
    ['*a.test*', 'https://a.test', '', true],
    ['https://a.test/*/x/*', 'https://a.test', '/*/x/', true],
  ])('reads %s', (pattern, url, path, isNarrowed) => {
    expect(placeOfWildcard(pattern)).toEqual({ places: [{ url, path }], isNarrowed });
  });

  it.each([
    ['everything', '*'],
    ['one address', 'https://a.test/v1'],
    ['one end', 'https://a.test/*.json'],
    ['subdomains', 'https://*.a.test/*'],
    ['an unfinished host', 'https://api.*'],
    ['another protocol', 'ftp://a.test/*'],
    ['a dot that stands for any character elsewhere', '*://.a.test/*'],
    ['a pattern that is too long', `https://a.test/${'x'.repeat(2000)}*`],
  ])('leaves out %s', (_, pattern) => {
    expect(placeOfWildcard(pattern)).toBeUndefined();
  });
});

describe('placeOfPrefix', () => {
  it.each([
    ['https://a.test/', '', false],
    ['https://a.test/v1/', '/v1/', false],
    ['https://a.test/v1', '/v1', true],
    // Without its slash it begins `https://a.test.evil.test/` too.
    ['https://a.test', '', true],
  ])('reads %s', (prefix, path, isNarrowed) => {
    expect(placeOfPrefix(prefix)).toEqual({
      places: [{ url: 'https://a.test', path }],
      isNarrowed,
    });
  });

  it.each(['', 'a.test/', 'https://', 'https://a.test/*', 'https://a.test/?q='])(
    'leaves out %j',
    (prefix) => {
      expect(placeOfPrefix(prefix)).toBeUndefined();
    },
  );
});
