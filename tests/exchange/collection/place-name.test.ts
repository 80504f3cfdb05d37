import { expect, it } from 'vitest';
import { placeOf, withoutValues } from '../../../src/exchange/collection/place-name';

it.each([
  ['List users', 'List users'],
  ['Is it up? C# client', 'Is it up? C# client'],
  ['https://a.test/users?api_key=s3cret', 'https://a.test/users'],
  ['https://ada:s3cret@a.test/users', 'https://a.test/users'],
  ['GET https://ada:s3@cret@a.test', 'GET https://a.test'],
  ['https://a.test#s3cret', 'https://a.test'],
  ['GET ada:s3cret@a.test/users', 'GET a.test/users'],
  ['ada:s3@cret@a.test', 'a.test'],
  ['Mail to ada@a.test', 'Mail to ada@a.test'],
])('names %j without its values', (name, expected) => {
  expect(withoutValues(name)).toBe(expected);
});

it('joins the names of a path, without empty ones', () => {
  expect(placeOf(['API', '', 'Users'])).toBe('API / Users');
});
