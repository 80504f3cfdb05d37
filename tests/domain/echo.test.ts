import { describe, expect, it } from 'vitest';
import { repeatsSecret, secretsIn } from '../../src/domain/echo';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln';

describe('repeatsSecret', () => {
  it.each([
    ['all of it', `No such token: ${TOKEN}`, true],
    ['its beginning', `No such token: ${TOKEN.slice(0, 10)}…`, true],
    ['its end in other letters', TOKEN.slice(-9).toUpperCase(), true],
    ['a few of its characters', `Algorithm ${TOKEN.slice(0, 5)}`, false],
    ['none of it', 'The token has expired', false],
    ['nothing', '', false],
  ])('finds %s', (_, text, found) => {
    expect(repeatsSecret(text, secretsIn([`Bearer ${TOKEN}`]))).toBe(found);
  });

  it.each([
    ['the password', 'Wrong password: pässw0rd', true],
    ['the user name', 'No user ada here', false],
    ['the scheme', 'Basic is off', false],
  ])('looks into the pair of Basic: %s', (_, text, found) => {
    const pair = btoa(String.fromCharCode(...new TextEncoder().encode('ada:pässw0rd')));

    expect(repeatsSecret(text, secretsIn([`Basic ${pair}`]))).toBe(found);
  });

  it.each(['', 'X', 'api_token'])(
    'looks for a key in the place of the user name, beside “%s”',
    (word) => {
      const sent = secretsIn([`Basic ${btoa(`sk7f3a9c21d04b:${word}`)}`]);

      expect(repeatsSecret('No such API key: sk7f3a9c21d04b', sent)).toBe(true);
    },
  );

  it('takes an unknown first word for a part of the secret', () => {
    expect(repeatsSecret('hunter22 is wrong', secretsIn(['hunter22 x']))).toBe(true);
  });

  it('does not look for a secret that is in many words', () => {
    expect(repeatsSecret('an error', secretsIn(['an']))).toBe(false);
  });

  it('reads a pair that is not Base64 as a whole', () => {
    expect(
      repeatsSecret('sent: ä-pair-of-characters', secretsIn(['Basic ä-pair-of-characters'])),
    ).toBe(true);
  });
});
