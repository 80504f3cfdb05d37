import { describe, expect, it } from 'vitest';
import { fetchRequests } from '../../../src/exchange/curl/fetch-requests';
import { unknownValue } from '../../../src/exchange/curl/unknown';

const sent = (value: string) =>
  fetchRequests(`fetch("https://a.test", { headers: { "X-A": ${value} } })`)[0]?.headers[0]?.value;

describe('fetchRequests', () => {
  it.each([
    ['escapes', '"a\\"b\\u0063\\x64\\u{65}\\n"', 'a"bcde\n'],
    ['single quotes', `'a"b'`, 'a"b'],
    ['a template', '`a"b`', 'a"b'],
    ['an expression in a template', `\`a\${b}\``, `a${unknownValue('b')}`],
    ['a sum', `'a' + "b"`, 'ab'],
    ['a sum with a variable', `'a' + b`, `a${unknownValue('b')}`],
    ['a choice', `b ? 'a' : 'c'`, unknownValue('an expression')],
    ['a call', `a('b')`, unknownValue('an expression')],
    ['a method of a text', `'a'.trim()`, unknownValue('an expression')],
    ['a comment', `/* b */ 'a' // c\n`, 'a'],
  ])('reads %s', (_, value, read) => {
    expect(sent(value)).toBe(read);
  });

  it.each([
    ['names without quotes', '{ a: "1" }', [{ name: 'a', value: '1' }]],
    ['a list of pairs', '[["a", "1"]]', [{ name: 'a', value: '1' }]],
    ['an object of Headers', 'new Headers({ a: "1" })', [{ name: 'a', value: '1' }]],
    ['what is spread in', '{ ...other, a: "1", }', [{ name: 'a', value: '1' }]],
    ['a variable', 'other', []],
  ])('reads headers from %s', (_, headers, read) => {
    expect(fetchRequests(`fetch('https://a.test', { headers: ${headers} })`)[0]?.headers).toEqual(
      read,
    );
  });

  it('finds each call, and none within a text', () => {
    expect(
      fetchRequests(`fetch('https://a.test', { body: "fetch('https://b.test')" }); fetch(c)`).map(
        ({ url }) => url,
      ),
    ).toEqual(['https://a.test', unknownValue('c')]);
  });

  it('refuses brackets within brackets without end', () => {
    expect(() => fetchRequests(`fetch(${'['.repeat(1000)}`)).toThrow(
      expect.objectContaining({ problem: 'import-too-deep' }),
    );
  });
});
