/** JSON of foreign files: bounded, and without prototypes. */
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/exchange/text/read-json';
import { asText } from '../../../src/exchange/text/tree';
import { proves } from '../../support/proves';

const tooDeep = expect.objectContaining({ code: 'import-refused', problem: 'import-too-deep' });

describe('readJson', () => {
  it('reads maps without a prototype', () => {
    const tree = readJson('{"__proto__":{"polluted":true},"constructor":1,"a":[{"b":null}]}');

    expect(Object.getPrototypeOf(tree)).toBeNull();
    expect(Object.keys(Object(tree))).toEqual(['__proto__', 'constructor', 'a']);
    expect({}).not.toHaveProperty('polluted');
  });

  it.each([
    '',
    'abc',
    '"text"',
    '12',
    'null',
    '{',
    '[1,]',
    '{"a":1} x',
    "{'a':1}",
    '{1.50:1}',
    '[01.50]',
  ])('reads nothing in %j', (text) => {
    expect(readJson(text)).toBeUndefined();
  });

  proves('T12', 'JSON that is nested too deep is refused before it is parsed', (tried) => {
    for (const depth of [101, 1000, 1_000_000]) {
      for (const text of [
        `${'['.repeat(depth)}${']'.repeat(depth)}`,
        `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
        '['.repeat(depth),
      ]) {
        expect(() => readJson(text)).toThrow(tooDeep);
        tried();
      }
    }
    expect(readJson(`${'['.repeat(100)}${']'.repeat(100)}`)).toBeDefined();
    // Brackets in a text are none.
    expect(readJson(`["${'['.repeat(500)}\\"${'['.repeat(500)}"]`)).toBeDefined();
    expect(readJson(`[${'[],'.repeat(500)}[]]`)).toBeDefined();
  });
});

describe('asText', () => {
  it.each([
    ['"01234"', '01234'],
    ['1234', '1234'],
    ['true', 'true'],
    ['9007199254740991', '9007199254740991'],
    // As JavaScript numbers, each would be another credential than in the file.
    ['9007199254740993', '9007199254740993'],
    ['12345678901234567890', '12345678901234567890'],
    ['1.5', '1.5'],
    ['1.50', '1.50'],
    ['-0', '-0'],
    ['1e400', '1e400'],
    ['{"a":["12345678901234567890\\"", 1.50]}', undefined],
  ])('reads %s', (json, text) => {
    expect(asText((readJson(`[${json}]`) as never[])[0])).toBe(text);
  });

  it.each(['null', '[]', '{}'])('reads no text in %s', (json) => {
    expect(asText((readJson(`[${json}]`) as never[])[0])).toBeUndefined();
  });
});
