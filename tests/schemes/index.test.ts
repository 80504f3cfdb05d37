import { describe, expect, it } from 'vitest';
import { findScheme, knownScheme, schemes } from '../../src/schemes';
import { refusal } from '../support/matchers';

describe('schemes', () => {
  it('finds each by its id', () => {
    for (const scheme of schemes) {
      expect(findScheme(scheme.id)).toBe(scheme);
      expect(knownScheme(scheme.id)).toBe(scheme);
    }
  });

  it('gives no two the same id', () => {
    expect(new Set(schemes.map(({ id }) => id)).size).toBe(schemes.length);
  });

  it.each(['', 'Basic', 'toString', '__proto__'])('refuses %j as an id', (id) => {
    expect(() => findScheme(id)).toThrow(
      refusal('credential-invalid', 'schemeId', 'scheme-unknown'),
    );
    expect(knownScheme(id)).toBeUndefined();
  });
});

describe('a scheme whose vault entry holds more than its headers show', () => {
  it('is each one with a private key, a signature secret, a client secret or a refresh token', () => {
    const marked = schemes.filter((scheme) => scheme.keepsMoreThanItSends).map(({ id }) => id);

    expect(marked.toSorted()).toEqual([
      'gluwa-bitcoin',
      'gluwa-ethereum',
      'jwt-signed',
      'login-token',
      'oauth2-authorization-code',
      'oauth2-client-credentials',
      'oauth2-device-code',
      'signature-over-time',
      'totp',
    ]);
  });

  it('is each one that makes its headers anew', () => {
    const renewing = schemes.filter(({ grant, signsTime }) => grant || signsTime);

    expect(renewing.map((scheme) => scheme.keepsMoreThanItSends)).not.toContain(undefined);
  });
});
