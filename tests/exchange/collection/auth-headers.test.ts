import { describe, expect, it } from 'vitest';
import { authHeaders } from '../../../src/exchange/collection/auth-headers';
import { knownText } from '../../../src/exchange/collection/known-texts';
import type { SourceAuth, SourceOAuth2 } from '../../../src/exchange/collection/source-auth';

const KNOWN = knownText(new Map([['token', 'known-token']]), 'mustache');

function headersOf(auth: SourceAuth, auths?: ReadonlyMap<string, SourceAuth>) {
  const { headers, remarks } = authHeaders(auth, KNOWN, 'API', auths);
  return { headers, remarks: remarks.map(({ code }) => code) };
}

const UNKNOWN = { isOpen: true };

describe('authHeaders', () => {
  it.each<[auth: SourceAuth, schemeId: string, fields: Record<string, string>]>([
    [{ kind: 'bearer', token: '{{token}}' }, 'bearer', { token: 'known-token' }],
    [{ kind: 'bearer', token: 'x', word: 'bearer' }, 'bearer', { token: 'x' }],
    [{ kind: 'bearer', token: 'x', word: 'Token' }, 'token', { key: 'x' }],
    [
      { kind: 'bearer', token: 'x', word: '' },
      'custom-header',
      { headerName: 'Authorization', value: 'x' },
    ],
    [
      { kind: 'basic', username: 'ada', password: 'p:w' },
      'basic',
      { username: 'ada', password: 'p:w' },
    ],
    [{ kind: 'basic-line', text: 'ada p w' }, 'basic', { username: 'ada', password: 'p w' }],
    [{ kind: 'basic-line', text: 'ada:p' }, 'basic', { username: 'ada', password: 'p' }],
    [{ kind: 'basic-line', text: 'YWRhOnB3' }, 'basic', { username: 'ada', password: 'pw' }],
    [
      { kind: 'api-key', name: 'X-Tenant', value: 'x', sentIn: 'header' },
      'api-key',
      { headerName: 'X-Tenant', key: 'x' },
    ],
    [
      { kind: 'api-key', name: 'Authorization', value: 'Bearer x', sentIn: 'header' },
      'bearer',
      { token: 'x' },
    ],
  ])('reads %j', (auth, schemeId, fields) => {
    expect(headersOf(auth)).toEqual({ headers: [{ schemeId, fields }], remarks: [] });
  });

  it.each<[auth: SourceAuth, code: string]>([
    [{ kind: 'api-key', name: 'key', value: 'x', sentIn: 'query' }, 'in-query'],
    [{ kind: 'api-key', name: 'sid', value: 'x', sentIn: 'cookie' }, 'in-cookie'],
    [{ kind: 'api-key', name: 'Cookie', value: 'x', sentIn: 'header' }, 'in-cookie'],
    [{ kind: 'api-key', name: 'Host', value: 'x', sentIn: 'header' }, 'header-owned'],
    [{ kind: 'api-key', name: '{{unknown}}', value: 'x', sentIn: 'header' }, 'variable-unresolved'],
    [{ kind: 'bearer', token: 'x', word: '{{unknown}}' }, 'variable-unresolved'],
    [{ kind: 'of-environment', id: 'gone' }, 'variable-unresolved'],
    [{ kind: 'unsupported' }, 'scheme-unsupported'],
  ])('reports %j', (auth, code) => {
    expect(headersOf(auth)).toEqual({ headers: [], remarks: [code] });
  });

  it.each<[auth: SourceAuth, schemeId: string, fields: Record<string, string>]>([
    [{ kind: 'bearer', token: 'a{{unknown}}' }, 'bearer', { token: '' }],
    [
      { kind: 'bearer', token: '{{unknown}}', word: 'Key' },
      'custom-header',
      { headerName: 'Authorization', value: '' },
    ],
    [
      { kind: 'basic', username: 'ada', password: '{{unknown}}' },
      'basic',
      { username: 'ada', password: '' },
    ],
    [{ kind: 'basic-line', text: 'ada {{unknown}}' }, 'basic', { username: '', password: '' }],
    [
      { kind: 'api-key', name: 'X-Key', value: '{{unknown}}', sentIn: 'header' },
      'api-key',
      { headerName: 'X-Key', key: '' },
    ],
  ])('keeps no placeholder of %j', (auth, schemeId, fields) => {
    expect(headersOf(auth)).toEqual({
      headers: [{ schemeId, fields, ...UNKNOWN }],
      remarks: ['variable-unresolved'],
    });
  });

  it('takes the configuration of the environment, and none that refers to another', () => {
    const auths = new Map<string, SourceAuth>([
      ['a', { kind: 'bearer', token: 'x' }],
      ['b', { kind: 'of-environment', id: 'b' }],
    ]);

    expect(headersOf({ kind: 'of-environment', id: 'a' }, auths).headers).toHaveLength(1);
    expect(headersOf({ kind: 'of-environment', id: 'b' }, auths).headers).toHaveLength(0);
  });
});

describe('OAuth 2.0', () => {
  const PROGRAM: SourceOAuth2 = {
    kind: 'oauth2',
    grant: 'client-credentials',
    tokenUrl: 'https://login.test/token',
    clientId: 'client',
    clientSecret: 'secret',
  };
  const fieldsOf = (auth: SourceOAuth2) => headersOf(auth).headers[0]?.fields;

  it('sends parameters of the body, and audience, scope and resource in their fields', () => {
    const fields = fieldsOf({
      ...PROGRAM,
      scope: 'own',
      parameters: [
        { name: 'audience', value: 'https://a.test', sentIn: 'token-body' },
        { name: 'scope', value: 'other', sentIn: 'token-body' },
        { name: 'tenant', value: '{{token}}', sentIn: 'token-body' },
      ],
    });

    expect(fields).toMatchObject({
      audience: 'https://a.test',
      scope: 'own',
      parameters: 'tenant=known-token',
    });
  });

  it.each([
    ['token-query', 'in-query'],
    ['token-header', 'scheme-unsupported'],
    ['authorization', 'scheme-unsupported'],
  ] as const)('reports a parameter in %s', (sentIn, code) => {
    const auth = { ...PROGRAM, parameters: [{ name: 'tenant', value: 'x', sentIn }] };

    expect(headersOf(auth).remarks).toEqual([code]);
    expect(fieldsOf(auth)).not.toHaveProperty('parameters');
  });

  it('lets no line end begin another parameter', () => {
    const auth: SourceOAuth2 = {
      ...PROGRAM,
      parameters: [{ name: 'tenant', value: 'x\nadmin=true', sentIn: 'token-body' }],
    };

    expect(headersOf(auth).remarks).toEqual(['credential-invalid']);
    expect(fieldsOf(auth)).not.toHaveProperty('parameters');
  });

  it('is open while a parameter or an optional field is not known', () => {
    const parameters = [{ name: 'a', value: '{{unknown}}', sentIn: 'token-body' as const }];

    expect(headersOf({ ...PROGRAM, parameters }).headers[0]).toMatchObject(UNKNOWN);
    expect(headersOf({ ...PROGRAM, scope: '{{unknown}}' }).headers[0]).toMatchObject(UNKNOWN);
  });

  it.each([
    [{ grant: undefined, tokenUrl: '' }],
    [{ grant: 'other' as const }],
    [{ grant: 'authorization-code' as const, tokenUrl: '' }],
  ])('takes the access token where %j gets none', (part) => {
    const auth = { ...PROGRAM, ...part, accessToken: '{{token}}' };

    expect(headersOf(auth).headers).toEqual([
      { schemeId: 'bearer', fields: { token: 'known-token' } },
    ]);
  });

  it.each<[part: Partial<SourceOAuth2>, code: string]>([
    [{ sentIn: 'query' }, 'in-query'],
    [{ word: 'MAC' }, 'scheme-unsupported'],
    [{ grant: 'other' }, 'scheme-unsupported'],
    [{ grant: undefined, tokenUrl: '' }, 'credential-missing'],
  ])('reports %j', (part, code) => {
    expect(headersOf({ ...PROGRAM, ...part })).toEqual({ headers: [], remarks: [code] });
  });
});

describe('a JSON Web Token', () => {
  const SIGNED = {
    kind: 'jwt',
    algorithm: 'HS256',
    key: 'secret',
    payload: '{}',
    sentIn: 'header',
  } as const;
  const fieldsOf = (part: object) => headersOf({ ...SIGNED, ...part }).headers[0]?.fields;

  it('divides the payload, and leaves the times to the scheme', () => {
    const payload = '{"iss":"a","sub":"b","aud":"c","iat":1,"exp":2,"role":"admin"}';

    expect(fieldsOf({ payload })).toMatchObject({ issuer: 'a', subject: 'b', audience: 'c' });
    expect(JSON.parse(fieldsOf({ payload })?.claims ?? '')).toEqual({ role: 'admin' });
  });

  it('keeps a list of audiences among the claims', () => {
    expect(JSON.parse(fieldsOf({ payload: '{"aud":["a","b"]}' })?.claims ?? '')).toEqual({
      aud: ['a', 'b'],
    });
  });

  it.each<[part: object, code: string]>([
    [{ algorithm: 'HS512' }, 'scheme-unsupported'],
    [{ algorithm: 'none' }, 'scheme-unsupported'],
    [{ algorithm: '{{unknown}}' }, 'variable-unresolved'],
    [{ sentIn: 'query' }, 'in-query'],
    [{ header: '{"x5t":"abc"}' }, 'scheme-unsupported'],
    [{ header: 'no JSON' }, 'scheme-unsupported'],
  ])('reports %j', (part, code) => {
    expect(headersOf({ ...SIGNED, ...part })).toEqual({ headers: [], remarks: [code] });
  });

  it.each([
    ['{"id":12345678901234567890}', 'credential-invalid'],
    ['[1]', 'credential-invalid'],
    ['{"jti":"{{$guid}}"}', 'variable-unresolved'],
  ])('is open with the payload %s', (payload, code) => {
    const { headers, remarks } = headersOf({ ...SIGNED, payload });

    expect(headers[0]).toMatchObject(UNKNOWN);
    expect(remarks).toContain(code);
  });
});
