import { expect, it } from 'vitest';
import { readJsonWithComments } from '../../../src/exchange/http/json-with-comments';

it.each([
  ['{"a": 1,}', { a: 1 }],
  ['{"a": [1, 2,\n // last\n ],}', { a: [1, 2] }],
  ['// before\n{"a": "http://x.test" /* inside */}', { a: 'http://x.test' }],
  ['{"a": "/* text */, }", "b": "\\"//"}', { a: '/* text */, }', b: '"//' }],
])('reads %j', (text, expected) => {
  expect(JSON.parse(JSON.stringify(readJsonWithComments(text)))).toEqual(expected);
});

it.each(['{"a": }', '{"a": "unended', '/* unended {}', 'a: b', ''])('refuses %j', (text) => {
  expect(readJsonWithComments(text)).toBeUndefined();
});

it('takes two megabytes of comments in a moment', () => {
  const text = `{${'/* x */ // y\n'.repeat(160_000)}"a": 1}`;

  expect(readJsonWithComments(text)).toEqual({ a: 1 });
});
