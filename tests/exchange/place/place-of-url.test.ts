/** Addresses of requests as places. */
import { describe, expect, it } from 'vitest';
import { placeOfUrl } from '../../../src/exchange/place/place-of-url';

describe('placeOfUrl', () => {
  it.each([
    ['https://a.test/v1/x?y=z#f', 'https://a.test', '/v1/x'],
    ['a.test/x', 'https://a.test', '/x'],
    ['//a.test/x', 'https://a.test', '/x'],
    ['localhost:8080/x', 'http://localhost:8080', '/x'],
    ['ws://localhost:3/x', 'http://localhost:3', '/x'],
    ['wss://a.test', 'https://a.test', ''],
    ['http://a.test/x', 'http://a.test', '/x'],
    ['HTTPS://A.test:443/x/../y', 'https://a.test', '/y'],
    ['https://a.test//b.test/x', 'https://a.test', '//b.test/x'],
    ['https://a.test?x@b.test', 'https://a.test', ''],
    [' https://a.test/x ', 'https://a.test', '/x'],
  ])('reads %s', (url, origin, path) => {
    expect(placeOfUrl(url, 'path')).toEqual({ place: { url: origin, path }, remarks: [] });
    expect(placeOfUrl(url, 'origin')).toEqual({ place: { url: origin, path: '' }, remarks: [] });
  });

  it('tells user info, and hands it on without its encoding', () => {
    expect(placeOfUrl('https://ada:l%40ve@a.test/x', 'origin')).toEqual({
      place: { url: 'https://a.test', path: '' },
      userInfo: { username: 'ada', password: 'l@ve' },
      remarks: ['user-info'],
    });
    expect(placeOfUrl('ada@a.test', 'origin').userInfo).toEqual({ username: 'ada', password: '' });
    expect(placeOfUrl('https://a:100%@a.test', 'origin').userInfo?.password).toBe('100%');
    expect(placeOfUrl('https://a.test@evil.test/', 'origin').place?.url).toBe('https://evil.test');
  });

  it.each([
    ['', 'site-missing'],
    ['/v1/x', 'site-missing'],
    ['data:text/plain,x', 'site-missing'],
    ['chrome-extension://abc/x', 'site-missing'],
    ['file:///etc/passwd', 'site-missing'],
    ['https://a.test.', 'site-missing'],
    ['https://*.a.test/', 'site-missing'],
    ['https://a b/', 'site-missing'],
    ['{{baseUrl}}/x', 'variable-unresolved'],
    ['https://{{host}}.a.test/', 'variable-unresolved'],
    ['<<base>>/x', 'variable-unresolved'],
    ['$BASE/x', 'variable-unresolved'],
    [`\${BASE}/x`, 'variable-unresolved'],
  ])('finds no place in %j', (url, code) => {
    expect(placeOfUrl(url, 'origin')).toEqual({ remarks: [code] });
  });

  it.each([
    ['https://a.test/{{version}}/x', 'variable-unresolved'],
    ['https://a.test/*', 'filter-inexact'],
    ['https://a.test/a|b', 'filter-inexact'],
  ])('reads the origin of %s, and not its path', (url, code) => {
    expect(placeOfUrl(url, 'origin').place?.url).toBe('https://a.test');
    expect(placeOfUrl(url, 'path')).toEqual({ remarks: [code] });
  });
});
