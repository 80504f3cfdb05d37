import { describe, expect, it } from 'vitest';
import { powershellRequests } from '../../../src/exchange/curl/powershell-requests';
import { unknownValue } from '../../../src/exchange/curl/unknown';

/** The value of the first header of the last request. */
const sent = (script: string) => powershellRequests(script).at(-1)?.headers[0]?.value;
const asking = (value: string) => `irm https://a.test -Headers @{ Authorization = ${value} }`;

describe('powershellRequests', () => {
  it.each([
    ['escapes', '"a`"b`$c``d"', 'a"b$c`d'],
    ['a quote that is written twice', '"a""b"', 'a"b'],
    ['single quotes', `'a''b$c"'`, `a'b$c"`],
    ['a here-string', '@"\na"b\n"@', 'a"b'],
    ['a literal here-string', "@'\na$b'\n'@", "a$b'"],
    ['a character by its number', '"a$([char]0x2d)b"', 'a-b'],
    ['a cast', '[string]"a"', 'a'],
    ['a sum', `'a' + "b"`, 'ab'],
    ['the output of a command', '"a$(Get-Content x)"', `a${unknownValue('an expression')}`],
    ['a command', 'Get-Content x', unknownValue('command')],
    ['a format', `'a{0}' -f $b`, unknownValue('an expression')],
    ['a variable of the environment', '"a$env:TOKEN"', `a${unknownValue('TOKEN')}`],
    ['a variable in braces', `"a\${b}c"`, `a${unknownValue('b')}c`],
  ])('reads %s', (_, value, read) => {
    expect(sent(asking(value))).toBe(read);
  });

  it.each([
    ['set', "$x = 'a'", 'a'],
    ['set again', "$x = 'a'\n$x = 'b'", 'b'],
    ['set in a block', "$x = 'a'\nif ($y) { $x = 'b' }", unknownValue('x')],
    ['set by a loop', "$x = 'a'\nforeach ($x in $list) { $x }", unknownValue('x')],
    ['set by a command', "$x = 'a'\n$x = Get-Content y", unknownValue('command')],
    ['added to', "$x = 'a'\n$x += 'b'", unknownValue('x')],
    ['set in a comment', "# $x = 'a'\n<# $x = 'b' #>", unknownValue('x')],
  ])('knows a variable that is %s', (_, script, read) => {
    expect(sent(`${script}\n${asking('$x')}`)).toBe(read);
  });

  it.each([
    ["$h = @{}\n$h['X-A'] = '1'", '1'],
    ["$h = @{ 'X-A' = '1' }\n$h.'X-A'", '1'],
    ["$h = New-Object Hashtable\n$h.Add('X-A', '1')", '1'],
    ["$h = @{ 'X-A' = '1' }\nif ($y) { $h['X-A'] = '2' }", undefined],
  ])('reads the table of %j', (script, value) => {
    expect(sent(`${script}\nirm https://a.test -Headers $h`)).toBe(value);
  });

  it.each([
    ['irm https://a.test/x', 'https://a.test/x'],
    ['irm -Method Get -Uri https://a.test', 'https://a.test'],
    ['irm -TimeoutSec 5 https://a.test', 'https://a.test'],
    ['irm -UseBasicParsing `\n  "https://a.test"', 'https://a.test'],
    ['irm -Uri:https://a.test', 'https://a.test'],
    ['irm a.test', 'http://a.test'],
    ["$b = 'https://a.test'\nirm $b/x", 'https://a.test/x'],
    ['irm "$b/x"', `http://${unknownValue('b')}/x`],
    ['irm https://a.test -UnixSocket /x', ''],
    ['irm https://u:p@a.test', 'https://a.test'],
  ])('finds the address of %j', (script, url) => {
    expect(powershellRequests(script).map((request) => request.url)).toEqual([url]);
  });
});
