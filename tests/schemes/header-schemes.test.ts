/** The schemes that put one pasted value into a header. */
import { describe, expect, it } from 'vitest';
import type { CredentialFields } from '../../src/domain/credential';
import { findScheme } from '../../src/schemes';
import { jwtOf } from '../support/jwt';
import { refusal } from '../support/matchers';

const now = 1_587_674_497_000;
const jwt = jwtOf({ sub: 'alice', exp: now / 1000 - 60 });

/** The schemes that can carry a token of another issuer. */
const CARRIERS = [
  ['bearer', 'token', { token: jwt }],
  ['token', 'key', { key: jwt }],
  ['api-key', 'key', { headerName: 'X-API-Key', key: jwt }],
  ['custom-header', 'value', { headerName: 'X-Token', value: jwt }],
  ['custom-header', 'value', { headerName: 'Authorization', value: `Bearer ${jwt}` }],
] as const;

describe('issue', () => {
  it.each([
    // RFC 6750 §2.1.
    ['bearer', { token: 'mF_9.B5f-4.1JqM' }, 'Authorization', 'Bearer mF_9.B5f-4.1JqM'],
    // Talend documentation, "Securing the API".
    ['token', { key: 'abc-123' }, 'Authorization', 'Token abc-123'],
    ['api-key', { headerName: 'X-API-Key', key: 'abc' }, 'X-API-Key', 'abc'],
    // Elasticsearch API, "Authentication".
    [
      'api-key',
      { headerName: 'Authorization', key: 'VnVhQ2', prefix: 'ApiKey' },
      'Authorization',
      'ApiKey VnVhQ2',
    ],
    ['custom-header', { headerName: 'X-Tenant', value: 'a b' }, 'X-Tenant', 'a b'],
  ])('of %s makes one header that does not age', async (id, fields, name, value) => {
    const scheme = findScheme(id);

    const issued = await scheme.issue(scheme.parse(fields), { now });

    expect(issued).toEqual({ headers: [{ name, value }] });
  });

  it.each(CARRIERS)(
    'of %s says when the JWT in %s ends, and to renew nothing',
    async (id, _, fields) => {
      const scheme = findScheme(id);

      const { headers, ...times } = await scheme.issue(scheme.parse(fields), { now });

      expect(headers[0].value).toContain(jwt);
      expect(times).toEqual({ expiresAt: now - 60_000 });
    },
  );
});

describe('a prefix before an API key', () => {
  const parse = (fields: CredentialFields) => () =>
    findScheme('api-key').parse({ headerName: 'Authorization', key: 'abc', ...fields });

  it('is none if the field is empty', () => {
    expect(parse({ prefix: '' })()).toEqual({ headerName: 'Authorization', key: 'abc' });
  });

  it('is not pasted again with the key', () => {
    expect(parse({ prefix: 'ApiKey', key: 'apikey abc' })).toThrow(
      refusal('credential-invalid', 'key', 'scheme-word-twice'),
    );
  });

  it.each([
    ['a\nb', 'control-character'],
    ['ApiKey ', 'space-around'],
    ['Schlüssel', 'value-not-ascii'],
  ] as const)('is refused if it is %j', (prefix, problem) => {
    expect(parse({ prefix })).toThrow(refusal('credential-invalid', 'prefix', problem));
  });
});

describe('inspect', () => {
  it.each(CARRIERS)('of %s reads the JWT in %s', (id, field, fields) => {
    const scheme = findScheme(id);

    const inspection = scheme.inspect?.(scheme.parse(fields), { now });

    expect(inspection?.doubts).toEqual([{ field, problem: 'jwt-expired' }]);
    expect(inspection?.facts).toContainEqual({ kind: 'jwt-subject', value: 'alice' });
  });
});
