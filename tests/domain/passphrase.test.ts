import { expect, it } from 'vitest';
import { passphraseProblem } from '../../src/domain/passphrase';

it.each([
  ['eleven char', 'passphrase-weak'],
  // One letter on the screen, in two code points each.
  ['u\u0308'.repeat(11), 'passphrase-weak'],
  ['aaaaaaaaaaaa', 'passphrase-guessable'],
  [' '.repeat(40), 'passphrase-guessable'],
  ['u\u0308'.repeat(12), 'passphrase-guessable'],
  ['\u{1f511}'.repeat(12), 'passphrase-guessable'],
  ['aaaaaaaaaaab', undefined],
])('judges %j: %s', (passphrase, problem) => {
  expect(passphraseProblem(passphrase)).toBe(problem);
});
