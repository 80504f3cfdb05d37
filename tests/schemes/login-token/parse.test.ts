import { describe, expect, it } from 'vitest';
import { loginToken as scheme } from '../../../src/schemes/login-token/login-token';
import { refusal } from '../../support/matchers';
import { LOGIN, NOW, REFRESH } from './logins';

const parsed = (fields: object) => scheme.parse({ ...LOGIN, ...fields });
const doubts = (fields: object) =>
  scheme
    .inspect?.(parsed(fields), { now: NOW })
    .doubts?.map(({ field, problem }) => `${field} ${problem}`);

describe('the credential of a login', () => {
  it.each([
    ['url', '', 'required'],
    ['url', 'api.example.com/login', 'endpoint-not-a-url'],
    ['url', 'http://api.example.com/login', 'endpoint-http'],
    ['url', 'https://ada:x@api.example.com/login', 'endpoint-user-info'],
    ['fields', 'username', 'parameter-syntax'],
    ['fields', 'username=', 'parameter-syntax'],
    ['fields', '=ada', 'parameter-syntax'],
    ['fields', 'a=1\na=2', 'name-twice'],
    ['secretFields', '', 'required'],
    ['secretFields', 'username=x', 'name-twice'],
    ['requestHeaders', 'X-Tenant', 'header-line-syntax'],
    ['requestHeaders', 'Cookie: a=b', 'header-name-owned'],
    ['requestHeaders', 'Content-Type: text/plain', 'header-name-owned'],
    ['requestHeaders', 'X Tenant: a', 'header-name-syntax'],
    ['requestHeaders', 'X-Tenant: ä', 'value-not-ascii'],
    ['requestHeaders', 'X-A: 1\nx-a: 2', 'name-twice'],
    ['tokenAt', '', 'required'],
    ['tokenAt', 'access_token', 'pointer-syntax'],
    ['tokenAt', '/a~2', 'pointer-syntax'],
    ['tokenAt', 'header: ', 'required'],
    ['tokenAt', 'header: Set-Cookie', 'header-name-owned'],
    ['username', 'a:b', 'contains-colon'],
    ['headerName', 'Cookie', 'header-name-owned'],
    ['headerTemplate', 'Bearer', 'template-without-token'],
    ['headerTemplate', '{token} {token}', 'template-without-token'],
    ['headerTemplate', ' {token}', 'space-around'],
  ])('is refused if %s is %j: %s', (field, value, problem) => {
    expect(() => parsed({ [field]: value })).toThrow(
      refusal('credential-invalid', field, problem as 'required'),
    );
  });

  it.each([
    [{ request: 'get' }, 'username', 'required'],
    [{ request: 'empty' }, 'username', 'required'],
    [{ username: 'ada' }, 'password', 'required'],
    [
      { username: 'ada', password: 'x', secretHeaders: 'authorization: x' },
      'secretHeaders',
      'name-twice',
    ],
    [{ endKind: 'seconds' }, 'endAt', 'required'],
    [{ endKind: 'fixed', life: '1h' }, 'life', 'lifetime-not-seconds'],
    [{ endKind: 'fixed', life: '9' }, 'life', 'token-life-out-of-range'],
    [{ ...REFRESH, refreshUrl: 'http://a.test/' }, 'refreshUrl', 'endpoint-http'],
    [{ ...REFRESH, refreshTokenAt: '' }, 'refreshTokenAt', 'required'],
    [{ ...REFRESH, refreshFieldName: ' ' }, 'refreshFieldName', 'required'],
    [{ ...REFRESH, refreshFields: 'refresh_token=x' }, 'refreshFields', 'name-twice'],
  ])('is refused: %j, by %s', (fields, field, problem) => {
    expect(() => parsed(fields)).toThrow(
      refusal('credential-invalid', field, problem as 'required'),
    );
  });

  it('puts no field into the address of a GET', () => {
    const login = parsed({ request: 'get', secretHeaders: 'X-Key: k' });

    expect(login).toMatchObject({ fields: {}, secretFields: {} });
    expect(scheme.grant?.endpoints(login)).toEqual([LOGIN.url]);
  });

  it('may go to this computer by plain http', () => {
    expect(parsed({ url: 'http://localhost:8000/login' })).toMatchObject({
      url: 'http://localhost:8000/login',
    });
  });

  it('keeps the spaces of a password, and doubts them', () => {
    expect(parsed({ secretFields: ' password = x ' })).toMatchObject({
      secretFields: { password: ' x ' },
    });
    expect(doubts({ secretFields: 'password= x' })).toEqual(['secretFields space-around']);
  });

  it.each([
    [{}, []],
    [{ url: 'https://x.test/token?grant_type=password' }, []],
    [{ url: 'https://x.test/login?api_key=1' }, ['url secret-in-query']],
    [{ fields: 'user=ada\nUserPassword=x' }, ['fields secret-in-open-field']],
    [{ requestHeaders: 'X-API-Key: x' }, ['requestHeaders secret-in-open-field']],
    [{ ...REFRESH, refreshFields: 'client_secret=x' }, ['refreshFields secret-in-open-field']],
  ])('doubts a secret where it is seen: %j', (fields, wanted) => {
    expect(doubts(fields)).toEqual(wanted);
  });

  it('shows no field again that may hold a secret', () => {
    expect(scheme.secretsAmong?.(parsed({ fields: 'password=x', secretFields: 'a=b' }))).toEqual([
      'fields',
    ]);
    expect(scheme.secretsAmong?.(parsed({ url: 'https://x.test/?token=1' }))).toEqual([]);
    expect(scheme.secretsAmong?.(parsed({ username: 'sk_live_1', password: 'x' }))).toEqual([
      'username',
    ]);
  });

  it.each([
    ['Bearer {token}', 'Bearer a.b'],
    ['{token}', 'a.b'],
    ['Token token="{token}", v=1', 'Token token="a.b", v=1'],
  ])('makes the header by the template %s', async (headerTemplate, value) => {
    const context = { now: NOW, token: { value: 'a.b', obtainedAt: NOW, renewAt: NOW } };

    const { headers } = await scheme.issue(parsed({ headerTemplate }), context);

    expect(headers).toEqual([{ name: 'Authorization', value }]);
    await expect(scheme.issue(parsed({}), { now: NOW })).rejects.toMatchObject({
      code: 'token-pending',
    });
  });

  it('keeps a token as it is, also one that looks like a pattern', async () => {
    const context = { now: NOW, token: { value: "$&$'{token}", obtainedAt: NOW, renewAt: NOW } };

    const { headers } = await scheme.issue(parsed({}), context);

    expect(headers[0].value).toBe("Bearer $&$'{token}");
  });
});
