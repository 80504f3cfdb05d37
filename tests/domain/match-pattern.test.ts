/** Match patterns as browsers list them. Source: MDN, "Match patterns in extension manifests". */
import { describe, expect, it } from 'vitest';
import { isExact, isMatch, parsePattern } from '../../src/domain/match-pattern';

describe('parsePattern', () => {
  it.each([
    ['https://api.test/*', { protocol: 'https', host: 'api.test' }],
    ['*://*.api.test/*', { protocol: '*', host: '*.api.test' }],
    ['http://localhost:3000/*', { protocol: 'http', host: 'localhost' }],
    ['*://localhost:*/*', { protocol: '*', host: 'localhost' }],
    ['http://[::1]/*', { protocol: 'http', host: '[::1]' }],
    ['https://*/*', { protocol: 'https', host: '*' }],
    ['<all_urls>', { protocol: '*', host: '*' }],
    ['wss://api.test/*', { protocol: 'wss', host: 'api.test' }],
  ])('reads %s', (pattern, parsed) => {
    expect(parsePattern(pattern)).toEqual(parsed);
  });

  it.each(['file:///*', 'about:blank', ''])('reads no host from %j', (pattern) => {
    expect(parsePattern(pattern)).toBeUndefined();
  });
});

describe('isMatch', () => {
  const matches = (pattern: string, url: string) => {
    const { protocol, hostname } = new URL(url);
    const parsed = parsePattern(pattern);
    return parsed !== undefined && isMatch(parsed, { protocol: protocol.slice(0, -1), hostname });
  };

  it.each([
    ['https://api.test/*', 'https://api.test:8443/v1'],
    ['*://api.test/*', 'http://api.test'],
    ['https://*.api.test/*', 'https://api.test'],
    ['https://*.api.test/*', 'https://a.b.api.test'],
    ['<all_urls>', 'http://any.test'],
  ])('%s has %s', (pattern, url) => {
    expect(matches(pattern, url)).toBe(true);
  });

  it.each([
    ['https://api.test/*', 'http://api.test'],
    ['https://api.test/*', 'https://sub.api.test'],
    ['https://sub.api.test/*', 'https://api.test'],
    ['https://*.api.test/*', 'https://evilapi.test'],
    ['https://*/*', 'http://api.test'],
  ])('%s does not have %s', (pattern, url) => {
    expect(matches(pattern, url)).toBe(false);
  });

  it('knows a pattern of one host', () => {
    expect(
      ['https://api.test/*', '*://*.api.test/*', '<all_urls>'].map((each) =>
        isExact(parsePattern(each) ?? { protocol: '', host: '' }),
      ),
    ).toEqual([true, false, false]);
  });
});
