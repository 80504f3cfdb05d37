import { describe, expect, it } from 'vitest';
import { basic } from '../../../src/schemes/basic/basic';
import { refusal } from '../../support/matchers';
import vectors from '../../vectors/basic.json';

const now = 1_587_674_497_000;

describe('issue', () => {
  it.each(vectors)('reproduces $header ($source)', async ({ username, password, header }) => {
    const issued = await basic.issue(basic.parse({ username, password }), { now });

    expect(issued).toEqual({ headers: [{ name: 'Authorization', value: header }] });
  });

  it('sends an empty password as the empty half of the pair', async () => {
    const { headers } = await basic.issue(basic.parse({ username: 'key' }), { now });

    expect(atob(headers[0].value.slice('Basic '.length))).toBe('key:');
  });

  it('keeps a colon in the password', async () => {
    const credential = basic.parse({ username: 'key', password: 'a:b' });

    const { headers } = await basic.issue(credential, { now });

    expect(atob(headers[0].value.slice('Basic '.length))).toBe('key:a:b');
  });
});

describe('parse', () => {
  it('composes letters: macOS types some as two code points', () => {
    expect(basic.parse({ username: 'u\u0308', password: 'e\u0301' })).toEqual({
      username: '\u00fc',
      password: '\u00e9',
    });
  });

  it('refuses a pair of which both halves are empty', () => {
    expect(() => basic.parse({ username: '', password: '' })).toThrow(
      refusal('credential-invalid', 'username', 'required'),
    );
    expect(basic.parse({ username: '', password: 'x' })).toEqual({ username: '', password: 'x' });
  });

  it('refuses a colon in the user name', () => {
    expect(() => basic.parse({ username: 'a:b', password: '' })).toThrow(
      refusal('credential-invalid', 'username', 'contains-colon'),
    );
  });

  it.each(['\r', '\n', '\0', '\t', '\x7f', '\u0085', '\ud800'])(
    'refuses the control character %j in either field',
    (character) => {
      expect(() => basic.parse({ username: `a${character}`, password: '' })).toThrow(
        refusal('credential-invalid', 'username', 'control-character'),
      );
      expect(() => basic.parse({ username: 'a', password: `${character}b` })).toThrow(
        refusal('credential-invalid', 'password', 'control-character'),
      );
    },
  );
});
