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

  // Microsoft, "REST API samples for Azure DevOps": the user name is "".
  it('sends an empty user name as the empty half of the pair', async () => {
    const { headers } = await basic.issue(basic.parse({ password: 'token' }), { now });

    expect(atob(headers[0].value.slice('Basic '.length))).toBe(':token');
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

describe('the user name that pages may know', () => {
  const told = (username: string, password = 'correct horse') =>
    basic.userName?.(basic.parse({ username, password }));

  it.each([
    'ada',
    'ada@example.com',
    'QA robot',
    'ada.lovelace',
    'Maximiliane Alexandra von Hohenstein',
  ])('is %s', (username) => {
    expect(told(username)).toBe(username);
  });

  it.each([
    ['there is no password', 'ada', ''],
    ['the password is a stopgap', 'ada', 'x'],
    ['it is a prefixed key', 'sk_live_4eC3', undefined],
    ['it is a prefixed key beside a stopgap', 'sk_live_4eC3', 'x'],
    ['it is long and has digits', '4eC39HqLyjWDarjtT1zdp7dc', undefined],
    ['it is long', 'abcdefghijklmnopqrstuvwxyz', undefined],
    ['it is empty', '', undefined],
  ])('is none if %s', (_, username, password) => {
    expect(told(username, password)).toBeUndefined();
  });
});
