import { describe, expect, it } from 'vitest';
import { mayBeKey } from '../../src/domain/may-be-key';

const PASSWORD = 'correct horse';

describe('a user name', () => {
  it.each([
    'ada',
    'QA robot',
    'ada.lovelace',
    'christopher.montgomery',
    'Maximiliane Alexandra von Hohenstein-Lichtenfels',
    'ada@example.com',
    'maximilian.mustermann1985@example.com',
    'robot@project-1234567890.iam.example.com',
  ])('is a name beside a password: %s', (username) => {
    expect(mayBeKey(username, PASSWORD)).toBe(false);
  });

  it.each([
    'sk_live_51H8',
    'github_pat_11AB',
    'a1b2c3d4e5f6a7b8',
    '4eC39HqLyjWDarjtT1zdp7dc',
    '4eC39HqLyjWDarjtT1zdp7dc@example.com',
    '550e8400-e29b-41d4-a716-446655440000',
    'x9Kp.2mQz.7rTv.1aBc',
    '0123456789012',
    'abcdefghijklmnopqrstuvwxyz',
    'a '.repeat(40),
    'ada:1234',
    'ada\u202eada',
  ])('may be a key whatever the password is: %s', (username) => {
    expect(mayBeKey(username, PASSWORD)).toBe(true);
  });

  it.each(['', 'x', 'X', 'xyz', 'xxxxxx', 'none', 'Unused', 'api_token', 'x-oauth-basic'])(
    'is a key if the password is the placeholder %j',
    (password) => {
      expect(mayBeKey('ada', password)).toBe(true);
    },
  );

  it('may be a key while the password is unknown', () => {
    expect(mayBeKey('ada', undefined)).toBe(true);
  });
});
