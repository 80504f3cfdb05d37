import { describe, expect, it } from 'vitest';
import { parseOrigin, parsePathScope, pathOfTyped } from '../../src/domain/parse-site';
import { originOfPage } from '../../src/domain/site';
import { refusal } from '../support/matchers';
import { proves } from '../support/proves';

describe('parseOrigin', () => {
  it.each([
    ['https://api.example.com', 'https://api.example.com'],
    ['  https://api.example.com/v1?x#y ', 'https://api.example.com'],
    ['api.example.com', 'https://api.example.com'],
    ['API.Example.COM:8443/v1', 'https://api.example.com:8443'],
    ['https://api.example.com:443', 'https://api.example.com'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://[2001:db8::1]:8443/', 'https://[2001:db8::1]:8443'],
    ['localhost:3000', 'http://localhost:3000'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['localhost:80', 'http://localhost'],
    ['localhost:443', 'http://localhost:443'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['http://app.localhost', 'http://app.localhost'],
    ['https://localhost', 'https://localhost'],
  ])('reads %j as %s', (typed, origin) => {
    expect(parseOrigin(typed)).toBe(origin);
  });

  it.each([
    ['', 'required'],
    ['   ', 'required'],
    ['https://', 'site-not-a-url'],
    ['https://api example.com', 'site-not-a-url'],
    ['https://api.example.com.', 'site-not-a-url'],
    ['https://*.example.com:x', 'site-not-a-url'],
    ['https://*', 'site-not-a-url'],
    ['https:\\\\api.test', 'site-not-a-url'],
    ['https//api.test', 'site-not-a-url'],
    ['https:/api.test', 'site-not-a-url'],
    ['https:api.test', 'site-not-a-url'],
    ['http//api.test', 'site-not-a-url'],
    ['wss:/api.test', 'site-not-a-url'],
    ['https://https//api.test', 'site-not-a-url'],
    ['https://api.test\\@evil.test', 'site-not-a-url'],
    ['*.example.com', 'site-not-a-url'],
    ['a*b.test', 'site-not-a-url'],
    ['%2a.test', 'site-not-a-url'],
    ['ftp://api.example.com', 'site-protocol'],
    ['file:///etc/passwd', 'site-protocol'],
  ] as const)('refuses %j: %s', (typed, problem) => {
    expect(() => parseOrigin(typed)).toThrow(refusal('site-invalid', 'site', problem));
  });

  proves('T5', 'plain http is refused but to this computer, unless it is asked for', (tried) => {
    for (const typed of [
      'http://api.example.com',
      'HTTP://api.example.com:8080',
      'http://localhost.example.com',
      'http://127.0.0.1.example.com',
      'http://10.0.0.1',
      'http://0.0.0.0',
      'http://[::2]',
      'http://notlocalhost',
    ]) {
      expect(() => parseOrigin(typed), typed).toThrow(refusal('site-invalid', 'site', 'site-http'));
      expect(parseOrigin(typed, { allowHttp: true })).toBe(new URL(typed).origin);
      tried();
    }
    // The URL standard serialises all of these as loopback.
    for (const typed of ['http://localhost', 'http://127.1', 'http://0x7f000001', 'http://[::1]']) {
      expect(parseOrigin(typed)).toBe(new URL(typed).origin);
      tried();
    }
  });

  proves('T6', 'an address with user info is refused, wherever the @ hides', (tried) => {
    for (const typed of [
      'https://user@api.example.com',
      'https://user:secret@api.example.com',
      'https://:secret@api.example.com',
      'https://api.example.com@evil.example',
      'https://api.example.com%2Fv1@evil.example',
      'api.example.com@evil.example',
    ]) {
      expect(() => parseOrigin(typed), typed).toThrow(
        refusal('site-invalid', 'site', 'site-user-info'),
      );
      tried();
    }
  });

  proves('T6', 'what is not ASCII is shown as the punycode that is asked for', (tried) => {
    for (const [typed, origin] of [
      // Source: Chromium, "Internationalized Domain Names", on the attacks it has seen.
      ['https://\u0430pple.com', 'https://xn--pple-43d.com'],
      ['https://\u0430\u0440\u0440\u04cf\u0435.com', 'https://xn--80ak6aa92e.com'],
      // Full-width letters and the ideographic full stop are mapped to their ASCII look-alikes.
      ['https://\uff41pi.example.com', 'https://api.example.com'],
      ['https://api.example\u3002com', 'https://api.example.com'],
      ['https://BÜCHER.example', 'https://xn--bcher-kva.example'],
    ] as const) {
      expect(parseOrigin(typed)).toBe(origin);
      tried();
    }
  });
});

describe('parsePathScope', () => {
  it.each([
    ['', '/'],
    [' ', '/'],
    ['/', '/'],
    ['/v1', '/v1'],
    ['/V1/', '/V1/'],
    ['/v1/*/Addresses', '/v1/*/Addresses'],
    ['/v1/**', '/v1/*'],
    ['/a b', '/a%20b'],
    ['/ü', '/%C3%BC'],
    ['/%c3%bc', '/%C3%BC'],
    ['/a%2fb', '/a%2Fb'],
    ['/a/../b', '/b'],
    ['//evil.example', '//evil.example'],
  ])('reads %j as %s', (typed, path) => {
    expect(parsePathScope(typed)).toBe(path);
  });

  it.each([
    ['v1', 'path-without-slash'],
    ['https://api.example.com/v1', 'path-without-slash'],
    ['*', 'path-without-slash'],
    ['/a|b', 'path-reserved-character'],
    ['/a^', 'path-reserved-character'],
    ['/a?b', 'path-reserved-character'],
    ['/a#b', 'path-reserved-character'],
    ['/a\\b', 'path-reserved-character'],
  ] as const)('refuses %j: %s', (typed, problem) => {
    expect(() => parsePathScope(typed)).toThrow(refusal('site-invalid', 'path', problem));
  });
});

describe('pathOfTyped', () => {
  it('takes the path out of a pasted address', () => {
    expect(pathOfTyped('https://api.example.com/v1/Orders?limit=1')).toBe('/v1/Orders');
    expect(pathOfTyped('api.example.com')).toBe('');
  });
});

describe('originOfPage', () => {
  it.each([
    ['https://api.example.com/v1', 'https://api.example.com'],
    ['http://localhost:3000/', 'http://localhost:3000'],
    ['chrome://extensions', undefined],
    ['about:blank', undefined],
    ['file:///etc/hosts', undefined],
    ['blob:https://api.example.com/1', undefined],
    [undefined, undefined],
  ])('of %j is %j', (url, origin) => {
    expect(originOfPage(url)).toBe(origin);
  });
});
