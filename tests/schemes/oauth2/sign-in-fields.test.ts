/** The fields of both schemes with a sign-in, and the input that they refuse. */
import { describe, expect, it } from 'vitest';
import { oauth2AuthorizationCode } from '../../../src/schemes/oauth2-authorization-code/oauth2-authorization-code';
import { oauth2DeviceCode } from '../../../src/schemes/oauth2-device-code/oauth2-device-code';
import { refusal } from '../../support/matchers';
import { NOW } from './lab-context';

const TOKEN_URL = 'https://auth.example.com/token';
const START_URL = 'https://auth.example.com/start';

const SCHEMES = [
  ['authorization code', oauth2AuthorizationCode, 'authorizationUrl'],
  ['device code', oauth2DeviceCode, 'deviceUrl'],
] as const;

describe.each(SCHEMES)('%s', (_, scheme, startField) => {
  const least = { [startField]: START_URL, tokenUrl: TOKEN_URL, clientId: 'me' };
  const inAll = [startField, 'tokenUrl', 'revocationUrl', 'issuer'];

  it('needs no more than its addresses and a client ID', () => {
    expect(scheme.parse(least)).toEqual({
      ...least,
      clientAuth: 'basic',
      parameters: {},
      ...(startField === 'authorizationUrl' && { issCheck: 'if-sent' }),
    });
  });

  it('takes all that it asks for, without the space around', () => {
    const full = {
      ...least,
      issuer: 'https://auth.example.com',
      clientSecret: ' s ',
      clientAuth: 'post',
      scope: 'a b',
      audience: 'api',
      resource: 'https://api.example.com',
      revocationUrl: 'https://auth.example.com/revoke',
      ...(startField === 'authorizationUrl' && {
        issCheck: 'always',
        redirect: 'loopback',
        silent: 'on',
      }),
    };
    const typed = Object.entries(full).map(([name, value]) => [
      name,
      ['clientSecret', 'clientAuth', 'issCheck', 'redirect', 'silent'].includes(name)
        ? value
        : ` ${value} `,
    ]);

    const parsed = scheme.parse({ ...Object.fromEntries(typed), parameters: 'prompt=consent' });

    expect(parsed).toEqual({ ...full, parameters: { prompt: 'consent' } });
    expect(Object.keys(full).concat('parameters').sort()).toEqual(
      scheme.fields.map(({ name }) => name).sort(),
    );
  });

  it('is stored as before with the redirect address of the extension', () => {
    expect(scheme.parse({ ...least, redirect: 'extension' })).toEqual(scheme.parse(least));
    expect(scheme.parse({ ...least, redirect: 'unknown' })).toEqual(scheme.parse(least));
  });

  it.each([
    [startField, '', 'required'],
    ['tokenUrl', ' ', 'required'],
    ['clientId', ' ', 'required'],
    ...inAll.flatMap((field) => [
      [field, 'auth.example.com/x', 'endpoint-not-a-url'] as const,
      [field, 'javascript:alert(1)', 'endpoint-not-a-url'] as const,
      [field, 'ftp://auth.example.com/x', 'endpoint-not-a-url'] as const,
      [field, 'http://auth.example.com/x', 'endpoint-http'] as const,
      [field, 'http://localhost.evil.test/x', 'endpoint-http'] as const,
      [field, 'https://me:pw@auth.example.com/x', 'endpoint-user-info'] as const,
    ]),
    // RFC 8414 §2.
    ['issuer', 'https://auth.example.com/?', 'issuer-query'],
    ['issuer', 'https://auth.example.com/?tenant=x', 'issuer-query'],
    ['issuer', 'https://auth.example.com/#x', 'issuer-query'],
    ['parameters', 'no value', 'parameter-syntax'],
    ...[
      'client_id',
      'code_challenge',
      'code_challenge_method',
      'nonce',
      'redirect_uri',
      'request',
      'request_uri',
      'response_mode',
      'response_type',
      'scope',
      'state',
    ].map((name) => ['parameters', `a=1\n${name}=x`, 'parameter-owned'] as const),
  ] as const)('is refused where %s is %j: %s', (field, value, problem) => {
    expect(() => scheme.parse({ ...least, [field]: value })).toThrow(
      refusal('credential-invalid', field, problem),
    );
  });

  it.each([startField, 'tokenUrl'])('wants %s looked up where there is an issuer', (field) => {
    const fields = { ...least, issuer: 'https://auth.example.com', [field]: '' };

    expect(() => scheme.parse(fields)).toThrow(
      refusal('credential-invalid', field, 'endpoint-not-looked-up'),
    );
  });

  it('says first what is wrong with the issuer: without one nothing is looked up', () => {
    const fields = { ...least, issuer: 'auth.example.com', [startField]: '' };

    expect(() => scheme.parse(fields)).toThrow(
      refusal('credential-invalid', 'issuer', 'endpoint-not-a-url'),
    );
  });

  it.each(['http://localhost:9000/x', 'http://127.0.0.1:9000/x', 'http://[::1]:9000/x'])(
    'may be a server on this computer: %s',
    (address) => {
      for (const field of inAll) {
        expect(scheme.parse({ ...least, [field]: address })).toMatchObject({ [field]: address });
      }
    },
  );

  it.each(['https://auth.example.com', 'https://auth.example.com/', 'https://AUTH.example.com/a/'])(
    'keeps the issuer as it is spelled: %s',
    (issuer) => {
      expect(scheme.parse({ ...least, issuer })).toMatchObject({ issuer });
    },
  );

  it('takes the address of the metadata for the issuer that it is about', () => {
    const issuer = 'https://auth.example.com/a/.well-known/openid-configuration';

    expect(scheme.parse({ ...least, issuer })).toMatchObject({
      issuer: 'https://auth.example.com/a',
    });
  });

  it('asks the addresses of its profile, and no other', () => {
    const revocationUrl = 'https://other.example.com/revoke';
    const asked = startField === 'deviceUrl' ? [START_URL, TOKEN_URL] : [TOKEN_URL];
    const endpointsOf = (fields: object) => {
      const credential = scheme.parse({ ...least, issuer: 'https://issuer.test', ...fields });
      // Cast: each scheme reads its own parsed credential.
      return scheme.grant?.endpoints(credential as never);
    };

    expect(endpointsOf({})).toEqual(asked);
    expect(endpointsOf({ revocationUrl })).toEqual([...asked, revocationUrl]);
  });

  it('sends a browser nowhere but to its authorization page', () => {
    const credential = scheme.parse(least);

    expect(scheme.grant?.signIn?.pages(credential as never)).toEqual(
      startField === 'authorizationUrl' ? [START_URL] : [],
    );
  });

  it('doubts a secret with space around it', () => {
    const inspected = (clientSecret: string) =>
      scheme.inspect?.(scheme.parse({ ...least, clientSecret }) as never, { now: NOW });

    expect(inspected('s')).toEqual({});
    expect(inspected(' s')).toEqual({
      doubts: [{ field: 'clientSecret', problem: 'space-around' }],
    });
  });

  it('makes a header of its token, and none without', async () => {
    const credential = scheme.parse(least) as never;
    const token = { value: 'at', obtainedAt: NOW, expiresAt: NOW + 1, renewAt: NOW };

    expect(scheme.headerNames(credential)).toEqual(['Authorization']);
    expect(await scheme.issue(credential, { now: NOW, token })).toEqual({
      headers: [{ name: 'Authorization', value: 'Bearer at' }],
      expiresAt: NOW + 1,
    });
    await expect(scheme.issue(credential, { now: NOW })).rejects.toMatchObject({
      code: 'token-pending',
    });
  });
});
