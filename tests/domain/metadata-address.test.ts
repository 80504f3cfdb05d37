import { describe, expect, it } from 'vitest';
import { resourceMetadataPlaces, withoutMetadataPart } from '../../src/domain/metadata-address';

describe('withoutMetadataPart', () => {
  // Keycloak, Entra, Okta and Google show the address of their OpenID document.
  it.each([
    ['https://sso.test/realms/a/.well-known/openid-configuration', 'https://sso.test/realms/a'],
    [
      'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
      'https://login.microsoftonline.com/common/v2.0',
    ],
    ['https://auth.test/.well-known/openid-configuration', 'https://auth.test'],
    ['https://auth.test/.well-known/openid-configuration/', 'https://auth.test'],
    ['https://auth.test/.well-known/oauth-authorization-server', 'https://auth.test'],
    ['https://auth.test/.well-known/oauth-authorization-server/a/b', 'https://auth.test/a/b'],
    ['https://auth.test/a/.well-known/oauth-authorization-server', 'https://auth.test/a'],
    ['https://api.test/.well-known/oauth-protected-resource/v1', 'https://api.test/v1'],
    ['https://auth.test:8443/a/.WELL-KNOWN/openid-configuration', 'https://auth.test:8443/a'],
    ['http://localhost:80/.well-known/openid-configuration', 'http://localhost:80'],
    ['  https://auth.test/.well-known/openid-configuration\n', 'https://auth.test'],
  ])('%j is about %s', (address, about) => {
    expect(withoutMetadataPart(address)).toBe(about);
  });

  it.each([
    'https://auth.test',
    'https://auth.test/a/',
    'https://auth.test/.well-known',
    'https://auth.test/.well-known/other',
    'https://auth.test/.well-known/openid-configurations',
    'https://auth.test/x.well-known/openid-configuration',
    'https://auth.test/a/.well-known/openid-configuration/b',
    'https://auth.test/.well-known/openid-configuration?p=x',
    'https://auth.test/?x=/.well-known/openid-configuration',
    'auth.test/.well-known/openid-configuration',
    '',
  ])('%j stays as it is', (address) => {
    expect(withoutMetadataPart(address)).toBe(address);
  });
});

// RFC 9728 §3.1.
it.each([
  ['https://api.test/', ['https://api.test/.well-known/oauth-protected-resource']],
  [
    'https://api.test/v1/things/',
    [
      'https://api.test/.well-known/oauth-protected-resource/v1/things',
      'https://api.test/.well-known/oauth-protected-resource',
    ],
  ],
])('%s may describe itself at %j', (address, places) => {
  expect(resourceMetadataPlaces(new URL(address))).toEqual(places);
});
