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
