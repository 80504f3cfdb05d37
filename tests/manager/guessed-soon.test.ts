import { dictionary } from '@zxcvbn-ts/language-common';
import { describe, expect, it } from 'vitest';
import { PASSPHRASE_MIN_LENGTH } from '../../src/domain/passphrase';
import { isGuessedSoon } from '../../src/manager/guessed-soon';
import { suggestPassphrase } from '../../src/manager/suggest-passphrase';

describe('isGuessedSoon', () => {
  it('finds every one of the most common passwords that is long enough', () => {
    const common = dictionary['passwords-common'].filter(
      (each) => String(each).length >= PASSPHRASE_MIN_LENGTH,
    );

    expect(common.length).toBeGreaterThan(20);
    for (const each of common) expect(isGuessedSoon(String(each)), String(each)).toBe(true);
  });

  it.each([
    'password1234',
    'Password1234',
    'passwordpassword',
    'p4ssw0rdp4ssw0rd',
    'qwertyuiop12',
    '1q2w3e4r5t6y',
    'abcdefghijkl',
    'ababababababab',
    'administrator1',
    'letmein12345',
    '210987654321',
  ])('finds %s', (passphrase) => {
    expect(isGuessedSoon(passphrase)).toBe(true);
  });

  it.each(['twelve chars', 'correct horse battery staple', 'ein langer satz', suggestPassphrase()])(
    'lets %s pass',
    (passphrase) => {
      expect(isGuessedSoon(passphrase)).toBe(false);
    },
  );
});
