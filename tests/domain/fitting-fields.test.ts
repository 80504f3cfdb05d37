import { describe, expect, it } from 'vitest';
import type { CredentialField } from '../../src/domain/credential';
import { askedFields, fittingFields } from '../../src/domain/fitting-fields';

const FIELDS: readonly CredentialField[] = [
  { name: 'kind', kind: 'choice', options: ['a', 'b'], initial: 'a' },
  { name: 'ofB', kind: 'text', onlyIf: { field: 'kind', is: ['b'] } },
  { name: 'secret', kind: 'secret', isOptional: true, namedBy: 'kind' },
  { name: 'ofSecret', kind: 'text', onlyIf: { field: 'secret', is: 'given' } },
];

const asked = (values: Readonly<Record<string, string>>, held?: readonly string[]) =>
  askedFields(FIELDS, values, held).map(({ name }) => name);

describe('the fields to ask for', () => {
  it.each([
    ['the first option of a new form', {}, ['kind', 'secret']],
    ['another option', { kind: 'b' }, ['kind', 'ofB', 'secret']],
    ['a value that is given', { secret: 's' }, ['kind', 'secret', 'ofSecret']],
    ['a value that was emptied', { secret: '' }, ['kind', 'secret']],
  ])('fit %s', (_, values, names) => {
    expect(asked(values)).toEqual(names);
  });

  it('fit a secret that only the background holds', () => {
    expect(asked({}, ['secret'])).toEqual(['kind', 'secret', 'ofSecret']);
  });

  it('are named by the option that is chosen', () => {
    const [, secret] = askedFields(FIELDS, {});
    expect(secret?.namedAs).toBe('a');
    expect(askedFields(FIELDS, { kind: 'b' })[2]?.namedAs).toBe('b');
  });
});

describe('the values to send', () => {
  it('leave out a field that does not fit, and keep a field that the scheme does not know', () => {
    const values = { kind: 'a', ofB: 'stale', secret: '', ofSecret: 'stale', other: 'x' };
    expect(fittingFields(FIELDS, values)).toEqual({ kind: 'a', secret: '', other: 'x' });
  });
});
