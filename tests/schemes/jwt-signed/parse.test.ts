/** Input × field × problem: the form's answer to each mistake, and the accepted inputs. */
import { describe, expect, it } from 'vitest';
import { checkCredential } from '../../../src/app/profiles/check-credential';
import { jwtSigned } from '../../../src/schemes/jwt-signed/jwt-signed';
import {
  ACCOUNT,
  encryptedPem,
  jwk,
  pem,
  publicPem,
  SECRET,
  serviceAccount,
} from '../../support/jwt-keys';
import { refusal } from '../../support/matchers';

const now = 1_587_674_497_000;
const rsa = { algorithm: 'RS256', key: pem('RSA'), lifetime: '300' };
const secret = { ...rsa, algorithm: 'HS256', key: SECRET.toString('hex'), secretEncoding: 'hex' };

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const OPENSSH = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n';
const TRUNCATED = pem('RSA').slice(0, 400);
const damagedPem = pem('RSA').replace(/\n.{64}\n/, '\n');
const publicJwk = jwk('P-256', { d: undefined });

describe('parse', () => {
  it.each([
    ['no algorithm', { ...rsa, algorithm: '' }, 'algorithm', 'algorithm-unknown'],
    ['none', { ...rsa, algorithm: 'none' }, 'algorithm', 'algorithm-unknown'],
    ['an inherited name', { ...rsa, algorithm: 'toString' }, 'algorithm', 'algorithm-unknown'],
    ['no key', { ...rsa, key: '' }, 'key', 'required'],
    ['a blank key', { ...rsa, key: ' \n' }, 'key', 'required'],
    ['text', { ...rsa, key: 'hello' }, 'key', 'key-missing'],
    ['base64 without its lines', { ...rsa, key: 'MIIEvQIBADANBg' }, 'key', 'key-missing'],
    ['JSON of something else', { ...rsa, key: '{"type":"authorized_user"}' }, 'key', 'key-missing'],
    ['a JSON array', { ...rsa, key: '[]' }, 'key', 'key-missing'],
    [
      'a service account without key',
      { ...rsa, key: serviceAccount({ private_key: undefined }) },
      'key',
      'key-missing',
    ],
    ['an encrypted PKCS#8', { ...rsa, key: encryptedPem('RSA', 'pkcs8') }, 'key', 'key-encrypted'],
    ['an encrypted PKCS#1', { ...rsa, key: encryptedPem('RSA', 'pkcs1') }, 'key', 'key-encrypted'],
    [
      'an encrypted SEC1',
      { ...rsa, algorithm: 'ES256', key: encryptedPem('P-256', 'sec1') },
      'key',
      'key-encrypted',
    ],
    ['a public key', { ...rsa, key: publicPem('RSA') }, 'key', 'key-public'],
    ['a certificate', { ...rsa, key: CERTIFICATE }, 'key', 'key-public'],
    ['a public JWK', { ...rsa, algorithm: 'ES256', key: publicJwk }, 'key', 'key-public'],
    [
      'a public key as a secret',
      { ...secret, secretEncoding: 'utf8', key: publicPem('RSA') },
      'key',
      'key-public',
    ],
    ['PEM that is cut off', { ...rsa, key: TRUNCATED }, 'key', 'key-damaged'],
    ['PEM without one line', { ...rsa, key: damagedPem }, 'key', 'key-damaged'],
    [
      'PEM with a foreign letter',
      { ...rsa, key: pem('RSA').replace('MII', 'M*I') },
      'key',
      'key-damaged',
    ],
    ['a JWK without q', { ...rsa, key: jwk('RSA', { q: undefined }) }, 'key', 'key-damaged'],
    ['a JWK with a number', { ...rsa, key: jwk('RSA', { q: 7 }) }, 'key', 'key-damaged'],
    ['a JWK in base64', { ...rsa, key: jwk('RSA', { n: 'a+b/' }) }, 'key', 'key-damaged'],
    ['an OpenSSH key', { ...rsa, key: OPENSSH }, 'key', 'key-unsupported'],
    ['P-521', { ...rsa, algorithm: 'ES384', key: pem('P-521') }, 'key', 'key-unsupported'],
    [
      'secp256k1',
      { ...rsa, algorithm: 'ES256', key: pem('secp256k1', 'sec1') },
      'key',
      'key-unsupported',
    ],
    ['a JWK of P-521', { ...rsa, algorithm: 'ES384', key: jwk('P-521') }, 'key', 'key-unsupported'],
    ['a JWK of no type', { ...rsa, key: '{"kty":"constructor"}' }, 'key', 'key-unsupported'],
    ['RSA for ES256', { ...rsa, algorithm: 'ES256' }, 'key', 'key-not-for-algorithm'],
    ['RSA for HS256', { ...rsa, algorithm: 'HS256' }, 'key', 'key-not-for-algorithm'],
    [
      'a service account for HS256',
      { ...rsa, algorithm: 'HS256', key: serviceAccount() },
      'key',
      'key-not-for-algorithm',
    ],
    [
      'P-256 for ES384',
      { ...rsa, algorithm: 'ES384', key: pem('P-256') },
      'key',
      'key-not-for-algorithm',
    ],
    [
      'P-384 for ES256',
      { ...rsa, algorithm: 'ES256', key: jwk('P-384') },
      'key',
      'key-not-for-algorithm',
    ],
    ['Ed25519 for RS256', { ...rsa, key: pem('Ed25519') }, 'key', 'key-not-for-algorithm'],
    [
      'a JWK for PS256',
      { ...rsa, key: jwk('RSA', { alg: 'PS256' }) },
      'key',
      'key-not-for-algorithm',
    ],
    [
      'a secret JWK for RS256',
      { ...rsa, key: '{"kty":"oct","k":"AAAA"}' },
      'key',
      'key-not-for-algorithm',
    ],
    ['RSA of 1024 bits', { ...rsa, key: pem('RSA 1024') }, 'key', 'rsa-key-short'],
    ['a JWK of 1024 bits', { ...rsa, key: jwk('RSA 1024') }, 'key', 'rsa-key-short'],
    ['no encoding', { ...secret, secretEncoding: '' }, 'secretEncoding', 'encoding-unknown'],
    ['half a byte', { ...secret, key: 'abc' }, 'key', 'secret-not-in-encoding'],
    [
      'base64url as base64',
      { ...secret, secretEncoding: 'base64', key: '-_-_' },
      'key',
      'secret-not-in-encoding',
    ],
    [
      'base64 as base64url',
      { ...secret, secretEncoding: 'base64url', key: '+/+/' },
      'key',
      'secret-not-in-encoding',
    ],
    ['hex and a line end', { ...secret, key: `${secret.key}\n` }, 'key', 'space-around'],
    ['claims in words', { ...rsa, claims: 'scope: read' }, 'claims', 'claims-not-an-object'],
    ['claims as a list', { ...rsa, claims: '[1]' }, 'claims', 'claims-not-an-object'],
    ['claims null', { ...rsa, claims: 'null' }, 'claims', 'claims-not-an-object'],
    ...['iss', 'sub', 'aud', 'iat', 'exp'].map(
      (name) =>
        [name, { ...rsa, claims: `{"${name}": 1}` }, 'claims', 'claims-said-elsewhere'] as const,
    ),
    [
      'a rounded number',
      { ...rsa, claims: '{"a":[9007199254740993]}' },
      'claims',
      'claims-number-inexact',
    ],
    ['a number past all', { ...rsa, claims: '{"a":1e999}' }, 'claims', 'claims-number-inexact'],
    ['no lifetime', { ...rsa, lifetime: '' }, 'lifetime', 'required'],
    ...['soon', '5m', '-300', '300.5', '1e3', '0x99'].map(
      (lifetime) => [lifetime, { ...rsa, lifetime }, 'lifetime', 'lifetime-not-seconds'] as const,
    ),
    ...['0', '119', '86401', '999999999'].map(
      (lifetime) => [lifetime, { ...rsa, lifetime }, 'lifetime', 'lifetime-out-of-range'] as const,
    ),
    ['a header of HTTP', { ...rsa, headerName: 'Host' }, 'headerName', 'header-name-owned'],
    ['a prefix with a space', { ...rsa, prefix: 'Bearer ' }, 'prefix', 'space-around'],
    ['a prefix over two lines', { ...rsa, prefix: 'a\nb' }, 'prefix', 'control-character'],
  ] as const)('refuses %s', (_, input, field, problem) => {
    expect(() => jwtSigned.parse(input)).toThrow(refusal('credential-invalid', field, problem));
  });

  it('never quotes a key in its refusal', () => {
    const typed = `${'ab'.repeat(20)}nope`;

    for (const input of [
      { ...secret, key: typed },
      { ...rsa, key: `-----BEGIN PRIVATE KEY-----\n${typed}\n-----END PRIVATE KEY-----` },
      { ...rsa, key: `{"kty":"RSA","d":"${typed}"}` },
    ]) {
      expect(() => jwtSigned.parse(input)).not.toThrow(new RegExp(typed));
    }
  });

  it.each([
    ['spaces around', `\n  ${pem('RSA')}\n\n`],
    ['line ends of Windows', pem('RSA').replaceAll('\n', '\r\n')],
    ['line ends written out', pem('RSA').replaceAll('\n', '\\n')],
    ['a certificate before it', CERTIFICATE + pem('RSA')],
    ['text before it', `Bag Attributes\n  friendlyName: lab\n${pem('RSA')}`],
  ])('reads a PEM with %s like the bare one', (_, key) => {
    expect(jwtSigned.parse({ ...rsa, key })).toEqual(jwtSigned.parse(rsa));
  });

  it('reads a curve key after its parameters, as openssl ecparam writes it', () => {
    const parameters =
      '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
    const input = { ...rsa, algorithm: 'ES256', key: pem('P-256', 'sec1') };

    const read = jwtSigned.parse({ ...input, key: parameters + input.key });

    expect(read).toEqual(jwtSigned.parse(input));
  });

  it.each([
    ['hex', SECRET.toString('hex')],
    ['hex', SECRET.toString('hex').toUpperCase()],
    ['base64', SECRET.toString('base64')],
    ['base64', SECRET.toString('base64').replace('=', '')],
    ['base64url', SECRET.toString('base64url')],
    ['base64url', `${SECRET.toString('base64url')}=`],
    ['utf8', JSON.stringify({ kty: 'oct', k: SECRET.toString('base64url') })],
  ])('reads one secret from %s %#', (secretEncoding, key) => {
    const read = jwtSigned.parse({ ...secret, secretEncoding, key });

    expect(read.key).toEqual({ jwk: { kty: 'oct', k: SECRET.toString('base64url') } });
  });

  it('takes a secret as text to the last byte', () => {
    const read = jwtSigned.parse({ ...secret, secretEncoding: 'utf8', key: ' pässwort€ ' });

    const k = Buffer.from(' pässwort€ ').toString('base64url');
    expect(read.key).toEqual({ jwk: { kty: 'oct', k } });
  });

  it('takes from a service account what the form leaves open, and no more', () => {
    const input = { ...rsa, key: serviceAccount() };

    expect(jwtSigned.parse(input)).toMatchObject({
      key: jwtSigned.parse(rsa).key,
      header: { alg: 'RS256', typ: 'JWT', kid: 'a1b2c3' },
      claims: { iss: ACCOUNT, sub: ACCOUNT },
    });
    expect(
      jwtSigned.parse({ ...input, kid: 'mine', issuer: 'me', subject: 'you', audience: 'they' }),
    ).toMatchObject({
      header: { kid: 'mine' },
      claims: { iss: 'me', sub: 'you', aud: 'they' },
    });
  });

  it.each([
    ['a byte order mark in front', (json: string) => `\uFEFF${json}`],
    ['line ends inside the key', (json: string) => json.replaceAll('\\n', '\n')],
    ['line ends of Windows inside the key', (json: string) => json.replaceAll('\\n', '\r\n')],
    ['both', (json: string) => `\uFEFF${json.replaceAll('\\n', '\n')}`],
  ])('reads the whole of a service account with %s', (_, change) => {
    const whole = jwtSigned.parse({ ...rsa, key: serviceAccount() });

    expect(jwtSigned.parse({ ...rsa, key: change(serviceAccount()) })).toEqual(whole);
  });

  it('reads a PEM and a JWK with a byte order mark in front', () => {
    expect(jwtSigned.parse({ ...rsa, key: `\uFEFF${rsa.key}` })).toEqual(jwtSigned.parse(rsa));
  });

  it.each([
    [
      'cut off after the key',
      (json: string) => json.slice(0, json.indexOf('END PRIVATE KEY-----') + 22),
    ],
    ['without a comma', (json: string) => json.replace(',', '')],
    ['without its first brace', (json: string) => json.replace('{', '')],
    ['of another type', (json: string) => json.replace('service_account', 'authorized_user')],
  ])('reads no half of a service account %s', (_, change) => {
    expect(() => jwtSigned.parse({ ...rsa, key: change(serviceAccount()) })).toThrow(
      refusal('credential-invalid', 'key', 'key-json-damaged'),
    );
  });

  it('takes a list of audiences from the claims, if their field is empty', () => {
    const claims = '{"aud":["a","b"]}';

    expect(jwtSigned.parse({ ...rsa, audience: '', claims }).claims).toEqual({ aud: ['a', 'b'] });
    for (const input of [
      { audience: 'c', claims },
      { audience: '', claims: '{"aud":"a"}' },
      { audience: '', claims: '{"aud":[]}' },
      { audience: '', claims: '{"aud":["a",1]}' },
    ]) {
      expect(() => jwtSigned.parse({ ...rsa, ...input })).toThrow(
        refusal('credential-invalid', 'claims', 'claims-said-elsewhere'),
      );
    }
  });

  it('takes the key ID of a JWK, unless one is typed', () => {
    const input = {
      ...rsa,
      algorithm: 'EdDSA',
      key: jwk('Ed25519', { kid: 'k1', alg: 'Ed25519' }),
    };

    expect(jwtSigned.parse(input)).toMatchObject({ header: { kid: 'k1' } });
    expect(jwtSigned.parse({ ...input, kid: 'k2' })).toMatchObject({ header: { kid: 'k2' } });
  });

  it('claims nothing that is left empty, and keeps no other member of a JWK', () => {
    const key = jwk('P-256', { kid: 'k', use: 'sig', key_ops: ['sign'], ext: false });
    const read = jwtSigned.parse({ ...rsa, algorithm: 'ES256', key, issuer: '', audience: '' });

    expect(read.claims).toEqual({});
    expect(Object.keys('jwk' in read.key ? read.key.jwk : {}).sort()).toEqual([
      'crv',
      'd',
      'kty',
      'x',
      'y',
    ]);
  });

  it('is plain JSON, as the vault keeps it', () => {
    const read = jwtSigned.parse({ ...rsa, claims: '{"scope":"read"}' });

    expect(JSON.parse(JSON.stringify(read))).toEqual(read);
  });
});

describe('inspect', () => {
  it.each([
    ['a secret of 31 bytes', { ...secret, key: 'ab'.repeat(31) }, 'key', 'secret-short'],
    [
      'a secret with a space',
      { ...secret, secretEncoding: 'utf8', key: `${'x'.repeat(40)} ` },
      'key',
      'space-around',
    ],
    ['an issuer with a space', { ...rsa, issuer: 'me ' }, 'issuer', 'space-around'],
    ['an audience with a space', { ...rsa, audience: ' a' }, 'audience', 'space-around'],
  ] as const)('doubts %s', (_, input, field, problem) => {
    expect(checkCredential('jwt-signed', input, now).findings).toEqual([
      { field, problem, severity: 'doubtful' },
    ]);
  });

  it.each([
    ['a PEM with a line end', rsa],
    ['a secret of 32 bytes', secret],
    ['bytes that would be spaces in text', { ...secret, key: `20${'ab'.repeat(30)}0a` }],
    ['a JWK with a line end', { ...secret, key: `{"kty":"oct","k":"${'A'.repeat(43)}"}\n` }],
  ])('has nothing to say against %s', (_, input) => {
    expect(checkCredential('jwt-signed', input, now).findings).toEqual([]);
  });

  it.each([
    [rsa, ['RSA 2048']],
    [{ ...rsa, algorithm: 'ES384', key: jwk('P-384') }, ['P-384']],
    [secret, ['HMAC 256']],
    [{ ...rsa, key: serviceAccount() }, ['RSA 2048', 'a1b2c3', ACCOUNT]],
  ])('tells what the key is, and nothing that is secret: %#', (input, values) => {
    const report = checkCredential('jwt-signed', input, now);

    expect(report.headerNames).toEqual(['Authorization']);
    expect(report.facts.map(({ value }) => value)).toEqual(values);
  });
});
