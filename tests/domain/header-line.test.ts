import { describe, expect, it } from 'vitest';
import { readHeaderLine } from '../../src/domain/header-line';

describe('readHeaderLine', () => {
  it.each([
    ['Authorization: Bearer abc', 'Authorization', 'Bearer abc'],
    ['authorization:Bearer abc ', 'authorization', 'Bearer abc'],
    ['X-API-Key: abc', 'X-API-Key', 'abc'],
    ['x-api-key:abc', 'x-api-key', 'abc'],
    ['PRIVATE-TOKEN:  abc', 'PRIVATE-TOKEN', 'abc'],
    ['Proxy-Authorization:Basic YTpi', 'Proxy-Authorization', 'Basic YTpi'],
  ])('reads %j', (line, name, value) => {
    expect(readHeaderLine(line)).toEqual({ name, value });
  });

  it.each([
    'abc',
    'user:password',
    'https://api.test/x',
    'a b: c',
    ': x',
    'Authorization:',
    '{"a": "b"}',
  ])('takes %j for a value', (text) => {
    expect(readHeaderLine(text)).toBeUndefined();
  });
});
