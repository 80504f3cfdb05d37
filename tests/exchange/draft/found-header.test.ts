/** Headers of a source as credentials. */
import { describe, expect, it } from 'vitest';
import { foundHeaderOf } from '../../../src/exchange/draft/found-header';
import { proves } from '../../support/proves';

const PLACE = 'Collection › Request';

describe('foundHeaderOf', () => {
  it.each([
    ['Authorization', 'Basic YWRhOmxvdmVsYWNl', 'basic', { username: 'ada', password: 'lovelace' }],
    ['authorization', 'basic YWRhOg==', 'basic', { username: 'ada', password: '' }],
    ['Authorization', 'Basic YWRhOmE6Yg', 'basic', { username: 'ada', password: 'a:b' }],
    ['Authorization', 'Bearer abc', 'bearer', { token: 'abc' }],
    ['AUTHORIZATION', ' bearer  abc ', 'bearer', { token: 'abc' }],
    ['Authorization', 'Token abc', 'token', { key: 'abc' }],
    ['X-API-Key', 'k', 'api-key', { headerName: 'X-API-Key', key: 'k' }],
    [
      'Ocp-Apim-Subscription-Key',
      'k',
      'api-key',
      { headerName: 'Ocp-Apim-Subscription-Key', key: 'k' },
    ],
    ['User-Agent', 'x', 'custom-header', { headerName: 'User-Agent', value: 'x' }],
    ['Authorization', 'abc', 'custom-header', { headerName: 'Authorization', value: 'abc' }],
    [
      'Authorization',
      'OAuth abc',
      'custom-header',
      { headerName: 'Authorization', value: 'OAuth abc' },
    ],
    // Another value would be sent if these were read as a pair.
    [
      'Authorization',
      'Basic no pair',
      'custom-header',
      { headerName: 'Authorization', value: 'Basic no pair' },
    ],
    [
      'Authorization',
      'Basic YWRh',
      'custom-header',
      { headerName: 'Authorization', value: 'Basic YWRh' },
    ],
    [
      'Authorization',
      'Basic YTr/',
      'custom-header',
      { headerName: 'Authorization', value: 'Basic YTr/' },
    ],
  ])('reads %s: %s', (name, value, schemeId, fields) => {
    expect(foundHeaderOf(name, value, PLACE)).toEqual({
      header: { schemeId, fields },
      remarks: [],
    });
  });

  it.each([
    ['Cookie', 'session=secret', 'in-cookie'],
    ['Set-Cookie', 'session=secret', 'in-cookie'],
    ['Host', 'a.test', 'header-owned'],
    ['Origin', 'https://a.test', 'header-owned'],
    ['Referer', 'https://a.test', 'header-owned'],
    ['Content-Length', '1', 'header-owned'],
    ['Sec-Fetch-Mode', 'cors', 'header-owned'],
    ['Proxy-Authorization', 'Basic c2VjcmV0', 'header-owned'],
    ['Authorization', 'Digest username="secret"', 'scheme-unsupported'],
    ['Authorization', 'Negotiate secret', 'scheme-unsupported'],
    ['Authorization', 'AWS4-HMAC-SHA256 Credential=secret', 'scheme-unsupported'],
    ['Authorization', 'OAuth oauth_token="secret"', 'scheme-unsupported'],
    ['{{name}}', 'secret', 'variable-unresolved'],
  ])('tells %s: %s, and keeps nothing of it', (name, value, code) => {
    expect(foundHeaderOf(name, value, PLACE)).toEqual({ remarks: [{ code, place: PLACE }] });
  });

  proves('T12', 'a placeholder leaves an empty field', (tried) => {
    for (const placeholder of [
      '{{x}}',
      '<<x>>',
      '{% x %}',
      '$X',
      `\${X}`,
      '%X%',
      '<token>',
      'a{{x}}b',
    ]) {
      for (const start of ['Bearer ', 'Token ', 'Basic ', '']) {
        const { header, remarks } = foundHeaderOf('Authorization', `${start}${placeholder}`, PLACE);
        const fields = Object.entries(header?.fields ?? {});
        expect(remarks).toEqual([{ code: 'variable-unresolved', place: PLACE }]);
        expect(header?.isOpen).toBe(true);
        expect(
          fields
            .filter(([name]) => name !== 'headerName')
            .map(([, value]) => value)
            .join(''),
        ).toBe('');
        tried();
      }
    }
    const pair = foundHeaderOf('Authorization', `Basic ${btoa('ada:{{password}}')}`, PLACE);
    expect(pair.header).toMatchObject({ fields: { username: 'ada', password: '' }, isOpen: true });
  });
});
