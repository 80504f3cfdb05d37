import { describe, expect, it } from 'vitest';
import { unknownValue } from '../../../src/exchange/curl/unknown';
import { windowsCommands } from '../../../src/exchange/curl/windows-words';

describe('windowsCommands', () => {
  // Microsoft, "Parsing C++ command-line arguments", the table of examples.
  it.each([
    ['"a b c" d e', ['a b c', 'd', 'e']],
    ['"ab\\"c" "\\\\" d', ['ab"c', '\\', 'd']],
    ['a\\\\\\b d"e f"g h', ['a\\\\\\b', 'de fg', 'h']],
    ['a\\\\\\"b c d', ['a\\"b', 'c', 'd']],
    ['a\\\\\\\\"b c" d e', ['a\\\\b c', 'd', 'e']],
    ['a"b"" c d', ['ab" c d']],
  ])('splits %s as the C runtime does', (line, words) => {
    expect(windowsCommands(line)).toEqual([words]);
  });

  it.each([
    ['escaped quotes', 'curl ^"a ^& b^"', ['curl', 'a & b']],
    ['a caret within quotes', 'curl "a^b"', ['curl', 'a^b']],
    ['a caret', 'curl a^^b', ['curl', 'a^b']],
    ['a line that goes on', 'curl ^\n  a', ['curl', 'a']],
    ['a line end in a text', 'curl ^"a^\n\nb^"', ['curl', 'a\nb']],
    ['an inner quote', 'curl ^"{^\\^"a^\\^":1}^"', ['curl', '{"a":1}']],
    ['a percent sign of Chromium', 'curl ^"%^20a^"', ['curl', '%20a']],
    ['an older percent sign', 'curl "100"%"a"', ['curl', '100%a']],
    ['encoded bytes', 'curl "%C3%A9"', ['curl', '%C3%A9']],
    ['a redirection', 'curl a > out.txt b 2>&1', ['curl', 'a', 'b', '2']],
    ['an empty argument', 'curl "" a', ['curl', '', 'a']],
  ])('reads %s', (_, script, words) => {
    expect(windowsCommands(script)).toEqual([words]);
  });

  it('takes no variable of the environment for its value', () => {
    expect(windowsCommands('curl "Bearer %TOKEN%"')).toEqual([
      ['curl', `Bearer ${unknownValue('TOKEN')}`],
    ]);
  });

  it('ends a command at an operator outside quotes', () => {
    expect(windowsCommands('curl a & curl "b & c"\ncurl d | more')).toEqual([
      ['curl', 'a'],
      ['curl', 'b & c'],
      ['curl', 'd'],
      ['more'],
    ]);
  });
});
