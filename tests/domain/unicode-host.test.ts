import { describe, expect, it } from 'vitest';
import { unicodeHost } from '../../src/domain/unicode-host';

describe('unicodeHost', () => {
  it.each([
    ['xn--bcher-kva.example', 'bücher.example'],
    ['api.xn--bcher-kva.example', 'api.bücher.example'],
    ['xn--e1afmkfd.xn--p1ai', 'пример.рф'],
    ['xn--r8jz45g.xn--zckzah', '例え.テスト'],
    ['xn--mgbh0fb.xn--kgbechtv', 'مثال.إختبار'],
  ])('reads %s as %s', (host, unicode) => {
    expect(unicodeHost(host)).toBe(unicode);
  });

  it.each([
    ['a plain host', 'api.example.com'],
    // An а of another alphabet among Latin letters.
    ['a label of two scripts', 'xn--pple-43d.com'],
    ['a label that is no Punycode', 'xn--99999999.com'],
    // Decodes to plain letters, which a URL would leave as they are.
    ['a label that needs no Punycode', 'xn--abc-.com'],
    ['a label of signs', 'xn--ls8h.la'],
  ])('says nothing of %s', (_, host) => {
    expect(unicodeHost(host)).toBeUndefined();
  });
});
