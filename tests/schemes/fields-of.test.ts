/** A stored credential gives its fields back, and they make the same credential again. */
import { describe, expect, it } from 'vitest';
import type { CredentialFields } from '../../src/domain/credential';
import { askedFields } from '../../src/domain/fitting-fields';
import { findScheme, schemes } from '../../src/schemes';
import { jwk, pem, SECRET, serviceAccount } from '../support/jwt-keys';
import { TOTP } from '../support/signatures';
import { exampleKey, toWif } from '../support/wif';

const clientFields = { tokenUrl: 'https://id.test/token', clientId: 'client' };
const everything = {
  ...clientFields,
  issuer: 'https://id.test/tenant',
  clientSecret: ' s3cret ',
  scope: 'read write',
  clientAuth: 'post',
  audience: 'https://api.test',
  resource: 'https://api.test/v1',
  parameters: 'tenant = a=b\n2=two',
};
const signIn = { ...everything, revocationUrl: 'https://id.test/revoke' };
const rsa = { algorithm: 'RS256', key: pem('RSA'), secretEncoding: 'utf8', lifetime: '300' };
const overTime = {
  key: 'id-1',
  secret: ' s{time}cret ',
  secretEncoding: 'utf8',
  algorithm: 'SHA-256',
  signedText: '{key}\n{secret}{time}',
  time: 'iso',
  nonce: 'none',
  signatureEncoding: 'base64',
  headers: 'X-Key: {key}\nX-Signature: {signature}',
  validity: '600',
};
const shared = { ...rsa, algorithm: 'HS256' };

const login = {
  url: 'https://api.test/login',
  request: 'json',
  secretFields: 'password= p=ß ',
  tokenAt: '/access_token',
  headerName: 'Authorization',
  headerTemplate: 'Bearer {token}',
  endKind: 'jwt',
};

const CASES: readonly (readonly [scheme: string, about: string, fields: CredentialFields])[] = [
  ['basic', 'both fields', { username: 'ada', password: ' p:ß ' }],
  ['basic', 'a user name alone', { username: 'key', password: '' }],
  ['bearer', 'a token', { token: 'a.b.c' }],
  ['token', 'a key', { key: 'abc-123' }],
  ['api-key', 'a header name', { headerName: 'X-Key', key: 'abc' }],
  ['api-key', 'a prefix', { headerName: 'Authorization', key: 'abc', prefix: 'ApiKey' }],
  ['custom-header', 'a value', { headerName: 'X-Tenant', value: 'a b' }],
  ['login-token', 'few fields', login],
  [
    'login-token',
    'all fields',
    {
      ...login,
      request: 'form',
      fields: 'user = ada\n2=two',
      username: 'ada',
      password: ' p:ß ',
      requestHeaders: 'X-Tenant: a b\nX-Other=1',
      secretHeaders: 'X-Key: abc:=',
      tokenAt: 'header:X-Auth-Token',
      headerName: 'X-Token',
      headerTemplate: '{token}',
      endKind: 'seconds',
      endAt: '/a~1b/0',
      refreshUrl: 'https://id.test/refresh',
      refreshTokenAt: '/refresh',
      refreshFieldName: 'refresh',
      refreshFields: 'mode=json',
    },
  ],
  ['login-token', 'a fixed life', { ...login, endKind: 'fixed', life: '60' }],
  [
    'login-token',
    'a GET',
    { ...login, request: 'get', secretFields: '', secretHeaders: 'X-Key: abc', endKind: 'never' },
  ],
  ['oauth2-client-credentials', 'all fields', everything],
  ['oauth2-client-credentials', 'few fields', { ...clientFields, clientSecret: 's' }],
  [
    'oauth2-authorization-code',
    'all fields',
    { ...signIn, authorizationUrl: 'https://id.test/a', issCheck: 'always', redirect: 'loopback' },
  ],
  [
    'oauth2-authorization-code',
    'few fields',
    { ...clientFields, authorizationUrl: 'https://id.test/a' },
  ],
  ['oauth2-device-code', 'all fields', { ...signIn, deviceUrl: 'https://id.test/d' }],
  ['oauth2-device-code', 'few fields', { ...clientFields, deviceUrl: 'https://id.test/d' }],
  ['gluwa-ethereum', 'a key', { privateKey: `0x${'aB'.repeat(32)}` }],
  ['gluwa-bitcoin', 'a key', { wif: toWif(exampleKey('fields')) }],
  ['signature-over-time', 'a digest', overTime],
  [
    'signature-over-time',
    'a nonce, and no key',
    {
      ...overTime,
      key: '',
      algorithm: 'HMAC-SHA-512',
      signedText: '{time}{nonce}',
      nonce: 'base64-bytes',
      nonceLength: '24',
      headers: 'X-Signature: {signature};n={nonce}',
    },
  ],
  ['totp', 'a seed', TOTP.fields],
  [
    'totp',
    'an address',
    {
      ...TOTP.fields,
      algorithm: 'SHA-512',
      secret: `otpauth://totp/a:b?secret=${TOTP.fields.secret}&digits=8&algorithm=SHA512`,
    },
  ],
  ['jwt-signed', 'PKCS#8', rsa],
  ['jwt-signed', 'PKCS#1', { ...rsa, key: pem('RSA', 'pkcs1') }],
  [
    'jwt-signed',
    'all fields',
    {
      ...rsa,
      kid: 'k1',
      issuer: 'me',
      subject: 'ada',
      audience: 'https://api.test',
      claims: '{"scope":["a","b"],"deep":{"n":1.5}}',
      lifetime: '600',
      headerName: 'X-Token',
      prefix: '',
    },
  ],
  ['jwt-signed', 'a list of audiences', { ...rsa, claims: '{"role":"a","aud":["b","c"]}' }],
  ['jwt-signed', 'a service account', { ...rsa, key: serviceAccount() }],
  [
    'jwt-signed',
    'a service account under other names',
    { ...rsa, key: serviceAccount(), kid: 'k1', issuer: 'me', subject: 'ada' },
  ],
  [
    'jwt-signed',
    'a service account without names',
    { ...rsa, key: serviceAccount({ private_key_id: undefined, client_email: '' }) },
  ],
  ['jwt-signed', 'a JWK', { ...rsa, algorithm: 'ES256', key: jwk('P-256', { kid: 'k1' }) }],
  ['jwt-signed', 'a JWK of Ed25519', { ...rsa, algorithm: 'EdDSA', key: jwk('Ed25519') }],
  ['jwt-signed', 'a text secret', { ...shared, key: ' a secret with spaces ' }],
  ['jwt-signed', 'text that is JSON', { ...shared, key: '{"a": 1}' }],
  [
    'jwt-signed',
    'a hexadecimal secret',
    { ...shared, key: SECRET.toString('hex'), secretEncoding: 'hex' },
  ],
  [
    'jwt-signed',
    'a base64 secret',
    { ...shared, key: SECRET.toString('base64'), secretEncoding: 'base64' },
  ],
];

describe('fieldsOf', () => {
  it('is tried for every scheme', () => {
    expect(
      schemes.map(({ id }) => id).filter((id) => !CASES.some(([each]) => each === id)),
    ).toEqual([]);
  });

  it.each(CASES)('of %s gives back fields that make the same credential: %s', (id, _, fields) => {
    const scheme = findScheme(id);
    const credential = scheme.parse(fields);

    const again = scheme.fieldsOf(credential);

    // As text, since the order of the keys decides whether a typed credential is the stored one.
    expect(JSON.stringify(scheme.parse(again))).toBe(JSON.stringify(credential));
    // The fields that are no secret are the ones that the user typed.
    const names = scheme.fields.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(again)));
    const asked = askedFields(scheme.fields, again).map(({ name }) => name);
    expect(Object.keys(again)).toEqual(expect.arrayContaining(asked));
  });

  it('keeps what a key file says about itself out of the fields beside it', () => {
    const scheme = findScheme('jwt-signed');

    const fields = scheme.fieldsOf(scheme.parse({ ...rsa, key: serviceAccount() }));

    expect(fields).toMatchObject({ kid: '', issuer: '', subject: '' });
  });

  it('leaves out the encoding of a secret that an older build has stored', () => {
    const scheme = findScheme('jwt-signed');
    const { secretEncoding: _, ...older } = rsa;
    const credential = scheme.parse(older);

    const fields = scheme.fieldsOf(credential);

    expect(fields).not.toHaveProperty('secretEncoding');
    expect(scheme.parse(fields)).toStrictEqual(credential);
  });
});
