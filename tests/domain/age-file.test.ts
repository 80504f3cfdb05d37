import { expect, it } from 'vitest';
import { isAgeFile } from '../../src/domain/age-file';

const bytesOf = (text: string) => new TextEncoder().encode(text);

it.each([
  ['binary', 'age-encryption.org/v1\n-> scrypt'],
  ['armoured', '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl'],
  ['armoured, with blanks before it', '\r\n -----BEGIN AGE ENCRYPTED FILE-----\r\nYWdl'],
  ['armoured, with a byte order mark', '\uFEFF-----BEGIN AGE ENCRYPTED FILE-----\r\nYWdl'],
])('recognises a file that is %s', (_, text) => {
  expect(isAgeFile(bytesOf(text))).toBe(true);
});

it.each([
  '',
  'age-encryption.org/v2\n',
  'see age-encryption.org/v1\n',
  '-----BEGIN PGP MESSAGE-----',
])('recognises no other file: %j', (text) => {
  expect(isAgeFile(bytesOf(text))).toBe(false);
});
