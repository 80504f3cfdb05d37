/** Fields that fit only some choices: their conditions name real choices, and `parse` obeys them. */
import { describe, expect, it } from 'vitest';
import { schemes } from '../../src/schemes';
import { pem } from '../support/jwt-keys';
import { SIGNED_OVER_TIME } from '../support/signatures';

const CLIENT = { tokenUrl: 'https://auth.example.com/token', clientId: 'client' };

const LOGIN = {
  url: 'https://api.example.com/login',
  secretFields: 'password=x',
  tokenAt: '/token',
  headerName: 'Authorization',
  headerTemplate: 'Bearer {token}',
};

/** For each conditional field a credential that it does not fit. */
const WITHOUT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'jwt-signed secretEncoding': { algorithm: 'RS256', key: pem('RSA'), lifetime: '300' },
  'login-token fields': { ...LOGIN, request: 'get', secretHeaders: 'X-Key: k' },
  'login-token secretFields': { ...LOGIN, request: 'get', secretHeaders: 'X-Key: k' },
  'login-token password': LOGIN,
  'login-token endAt': LOGIN,
  'login-token life': LOGIN,
  'login-token refreshTokenAt': LOGIN,
  'login-token refreshFieldName': LOGIN,
  'login-token refreshFields': LOGIN,
  'oauth2-authorization-code clientAuth': {
    ...CLIENT,
    authorizationUrl: 'https://auth.example.com/authorize',
  },
  'oauth2-device-code clientAuth': { ...CLIENT, deviceUrl: 'https://auth.example.com/device' },
  'signature-over-time nonceLength': SIGNED_OVER_TIME.fields,
};

const conditional = schemes.flatMap((scheme) =>
  scheme.fields.flatMap((field) =>
    field.onlyIf ? [{ label: `${scheme.id} ${field.name}`, scheme, field, on: field.onlyIf }] : [],
  ),
);

describe('a field that fits only some choices', () => {
  it('is known to this test', () => {
    expect(conditional.map(({ label }) => label)).toEqual(Object.keys(WITHOUT));
  });

  it.each(conditional)('$label depends on a field before it', ({ scheme, field, on }) => {
    const names = scheme.fields.map(({ name }) => name);
    const condition = scheme.fields.find(({ name }) => name === on.field);

    expect(names.indexOf(on.field)).toBeLessThan(names.indexOf(field.name));
    if (on.is !== 'given') expect(condition?.options).toEqual(expect.arrayContaining([...on.is]));
  });

  it.each(conditional)('$label is not read where it does not fit', ({ label, scheme, field }) => {
    const fields = WITHOUT[label] ?? {};
    const values = [...(field.options ?? []), 'neither of them'];

    for (const value of values) {
      expect(scheme.parse({ ...fields, [field.name]: value })).toEqual(scheme.parse(fields));
    }
  });
});

it('names a field by a choice that the scheme has', () => {
  for (const { fields } of schemes) {
    for (const { namedBy } of fields.filter((each) => each.namedBy !== undefined)) {
      expect(fields.find(({ name }) => name === namedBy)?.kind).toBe('choice');
    }
  }
});
