/** A shared file has no piece of a secret, whatever the scheme, and reads back as what it was made of. */
import { createHash } from 'node:crypto';
import { base32 } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { isSecret } from '../../../src/domain/is-secret';
import type { HeaderSpec, Profile } from '../../../src/domain/profile';
import { isShareFile } from '../../../src/domain/share';
import type { Origin, PathScope } from '../../../src/domain/site';
import { openFieldsOf } from '../../../src/exchange/share/open-fields';
import { readShare } from '../../../src/exchange/share/read-share';
import { shareDraft } from '../../../src/exchange/share/share-draft';
import { writeShare } from '../../../src/exchange/share/write-share';
import { findScheme, schemes } from '../../../src/schemes';
import { jwk, pem, serviceAccount } from '../../support/jwt-keys';
import { proves } from '../../support/proves';
import fc from '../../support/seeded-fast-check';
import { SIGNED_OVER_TIME, TOTP } from '../../support/signatures';
import { header, profile } from '../../support/stored-profile';
import { exampleKey, toWif } from '../../support/wif';

type Fields = Readonly<Record<string, string>>;

/** Letters that no open value of these tests has, so that a shared piece is a leak and no chance. */
const secret = fc.string({
  unit: fc.constantFrom(...'QXZJqxzj0123456789'),
  minLength: 20,
  maxLength: 60,
});
const CLIENT = {
  tokenUrl: 'https://id.test/token',
  clientId: 'client',
  scope: 'read',
  audience: 'https://api.test',
};

const LOGIN = {
  url: 'https://id.test/login',
  tokenAt: '/token',
  headerName: 'Authorization',
  headerTemplate: 'Bearer {token}',
};

/** Scheme → credentials as the user types them. */
const TYPED: Readonly<Record<string, fc.Arbitrary<Fields>>> = {
  basic: fc.oneof(
    secret.map((password) => ({ username: 'ada', password })),
    secret.map((username) => ({ username, password: 'x' })),
    secret.map((username) => ({ username, password: '' })),
    secret.map((both) => ({ username: both, password: both })),
    secret.map((password) => ({ username: `me ${password}`, password })),
  ),
  bearer: secret.map((token) => ({ token })),
  token: secret.map((key) => ({ key })),
  'api-key': secret.map((key) => ({ headerName: 'X-Key', key })),
  'custom-header': secret.map((value) => ({ headerName: 'X-Tenant', value })),
  'jwt-signed': fc.oneof(
    secret.map((key) => ({ algorithm: 'HS256', key: key.padEnd(40, 'Q'), lifetime: '300' })),
    fc.constantFrom(
      { algorithm: 'RS256', key: pem('RSA'), lifetime: '300', claims: '{"role":"tester"}' },
      { algorithm: 'RS256', key: serviceAccount(), lifetime: '300' },
      { algorithm: 'ES256', key: jwk('P-256', { kid: 'k1' }), lifetime: '300' },
      { algorithm: 'EdDSA', key: jwk('Ed25519'), lifetime: '300', prefix: '' },
    ),
  ),
  'login-token': fc.oneof(
    secret.map((password) => ({ ...LOGIN, secretFields: `password=${password}` })),
    secret.map((password) => ({
      ...LOGIN,
      url: `https://id.test/login?code=${password}`,
      fields: `username=ada\nagain=${password}`,
      requestHeaders: `X-Again: ${password}`,
      secretFields: `password=${password}\npin=${password}`,
      secretHeaders: `X-Key: ${password}`,
    })),
    secret.map((password) => ({
      ...LOGIN,
      request: 'get',
      fields: `api_key=${password}`,
      username: password,
      password: 'x',
    })),
  ),
  'oauth2-client-credentials': fc.oneof(
    secret.map((clientSecret) => ({ ...CLIENT, clientSecret })),
    secret.map((clientSecret) => ({
      ...CLIENT,
      clientSecret,
      tokenUrl: `https://id.test/token?code=${clientSecret}`,
      parameters: `again=${clientSecret}`,
    })),
  ),
  'oauth2-authorization-code': secret.map((clientSecret) => ({
    ...CLIENT,
    clientSecret,
    authorizationUrl: 'https://id.test/authorize',
    redirect: 'extension',
    issCheck: 'if-sent',
  })),
  'oauth2-device-code': secret.map((clientSecret) => ({
    ...CLIENT,
    clientSecret,
    deviceUrl: 'https://id.test/device',
  })),
  'signature-over-time': secret.map((each) => ({
    ...SIGNED_OVER_TIME.fields,
    key: 'ada',
    secret: each,
    algorithm: 'SHA-256',
    signedText: '{key}{secret}{time}',
  })),
  totp: fc
    .uint8Array({ minLength: 20, maxLength: 20 })
    .map((bytes) => ({ ...TOTP.fields, secret: base32.encode(bytes) })),
  'gluwa-ethereum': fc
    .uint8Array({ minLength: 31, maxLength: 31 })
    .map((bytes) => ({ privateKey: `01${Buffer.from(bytes).toString('hex')}` })),
  'gluwa-bitcoin': fc.nat(50).map((n) => ({ wif: toWif(exampleKey(`share ${n}`)) })),
};

const credentials = fc
  .constantFrom(...schemes.map(({ id }) => id))
  .chain((id) => fc.tuple(fc.constant(id), TYPED[id] ?? fc.constant({})));

/** With a secret in every place that may have one. */
function profileWith(schemeId: HeaderSpec['schemeId'], typed: Fields): Profile {
  const credential = findScheme(schemeId).parse(typed) ?? {};
  const more = {
    schemeId,
    refreshToken: 'refreshQXZJ-000111',
    lastingToken: { value: 'lastingQXZJ-000111', obtainedAt: 1 },
    previousCredential: { schemeId, credential: { password: 'earlierQXZJ-0001' } },
  } as const;
  return {
    ...profile('one', header('h1', credential as object, more)),
    name: 'Sandbox',
    note: 'noteQXZJ-000111',
    // Cast: the tests name them.
    sites: [{ origin: 'https://api.test' as Origin, path: '/v1' as PathScope }],
  };
}

/** The pieces of the secrets, of five characters each; not the names in a key that is JSON or PEM. */
function piecesOf({ headers: [spec] }: Profile): readonly string[] {
  const scheme = findScheme(spec?.schemeId ?? '');
  const stored = scheme.fieldsOf(spec?.credential);
  const among = scheme.secretsAmong?.(spec?.credential) ?? [];
  const secrets = scheme.fields
    .filter((field) => isSecret(field) || among.includes(field.name))
    .map(({ name }) => stored[name] ?? '')
    .concat('refreshQXZJ-000111', 'lastingQXZJ-000111', 'earlierQXZJ-0001', 'noteQXZJ-000111');
  return secrets
    .flatMap((text) => text.match(/[\w+/]+/g) ?? [])
    .filter((word) => /\d/.test(word))
    .flatMap((word) =>
      Array.from({ length: Math.max(0, word.length - 4) }, (_, at) => word.slice(at, at + 5)),
    );
}

describe('a shared file', () => {
  it('is tried for every scheme', () => {
    expect(Object.keys(TYPED).toSorted()).toEqual(schemes.map(({ id }) => id).toSorted());
  });

  proves('T12', 'no piece of a secret of any scheme is in a shared file', (tried) => {
    fc.assert(
      fc.property(credentials, ([id, typed]) => {
        const own = profileWith(id, typed);
        const { text } = writeShare([own], false);

        expect(piecesOf(own).filter((piece) => text.includes(piece))).toEqual([]);
        tried();
      }),
      { numRuns: 300 },
    );
  });

  it('makes the same profile again with the secrets that it asks for', () => {
    fc.assert(
      fc.property(credentials, ([id, typed]) => {
        const own = profileWith(id, typed);
        const scheme = findScheme(id);
        const [spec] = own.headers;
        const { share } = readShare(writeShare([own], true).text);
        const [shared] = share.profiles;
        if (!shared) throw new Error('There is no profile.');

        const stored = scheme.fieldsOf(spec?.credential);
        const asked = shared.headers[0]?.asks.map((name) => [name, stored[name] ?? '']) ?? [];
        const draft = shareDraft(shared, [{ fields: Object.fromEntries(asked), accepted: [] }]);

        expect(scheme.parse(draft.headers[0]?.fields ?? {})).toEqual(spec?.credential);
        expect(draft).toMatchObject({ name: own.name, note: own.note });
      }),
      { numRuns: 200 },
    );
  });

  it('can be read by a person, and its fingerprint is that of the canonical JSON', () => {
    const own = profileWith('basic', { username: 'ada', password: 'QXZJQXZJ' });

    const { text, fingerprint } = writeShare([own], false);

    expect(isShareFile(text)).toBe(true);
    expect(text).toContain('"username": "ada"\n');
    // As `jq -jcS . FILE | sha256sum` does it: the keys are sorted in the file already.
    const digest = createHash('sha256')
      .update(JSON.stringify(JSON.parse(text)))
      .digest('hex');
    expect(fingerprint.replaceAll(' ', '')).toBe(digest.slice(0, 20));
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  });

  it('has the notes only if the user wants them', () => {
    const own = profileWith('bearer', { token: 'QXZJQXZJ' });

    expect(writeShare([own], false).text).not.toContain('note');
    expect(writeShare([own], true).text).toContain('"note": "noteQXZJ-000111"');
  });

  it('names the scheme of a newer version, and nothing of its credential', () => {
    const own = profileWith('bearer', { token: 'QXZJQXZJ' });
    // Cast: a later build has written it.
    const headers = [{ ...own.headers[0], schemeId: 'later' }] as unknown as Profile['headers'];

    const { text } = writeShare([{ ...own, headers }], false);

    expect(JSON.parse(text).profiles[0].headers[0]).toMatchObject({ scheme: 'later', fields: {} });
    expect(text).not.toContain('QXZJ');
  });
});

describe('the fields with several values', () => {
  it.each([
    ['a parameter', 'api_key=QXZJ', true],
    ['one of several', 'tenant=blue\n session_token=QXZJ', true],
    ['no credential', 'tenant=blue\nprompt=login', false],
  ])('stay out of the file if one is named as a credential: %s', (_, parameters, isLeftOut) => {
    const typed = { ...CLIENT, clientSecret: 'QXZJQXZJ', clientAuth: 'basic', parameters };
    const scheme = findScheme('oauth2-client-credentials');
    const { fields, asks } = openFieldsOf(scheme, scheme.parse(typed));

    expect(fields.parameters === undefined).toBe(isLeftOut);
    expect(asks.includes('parameters')).toBe(isLeftOut);
  });

  it('stay out of the file if a claim is named as a credential', () => {
    const scheme = findScheme('jwt-signed');
    const typed = {
      algorithm: 'RS256',
      key: pem('RSA'),
      claims: '{"api_key": "QXZJ"}',
      lifetime: '300',
    };

    expect(openFieldsOf(scheme, scheme.parse(typed)).asks).toContain('claims');
  });
});
