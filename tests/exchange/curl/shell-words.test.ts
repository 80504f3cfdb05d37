import { describe, expect, it } from 'vitest';
import { shellCommands } from '../../../src/exchange/curl/shell-words';

const wordsOfCurl = (script: string) =>
  shellCommands(script)
    .filter(([first]) => first === 'curl')
    .map(([, ...words]) => words);

describe('shellCommands', () => {
  it.each([
    ['a variable of the environment', 'curl "Bearer $TOKEN"', [`Bearer \${TOKEN}`]],
    ['a variable in brackets', `curl "x\${TOKEN:-y}"`, [`x\${TOKEN}`]],
    ['the output of a command', 'curl "x$(cat "my file")y"', [`x\${command}y`]],
    ['backquotes', 'curl x`cat y`z', [`x\${command}z`]],
    ['a parameter', 'curl $1', [`\${1}`]],
    ['process substitution', 'curl -K <(cat y)', ['-K', `\${command}`]],
    ['a dollar alone', 'curl $ a$ "$"', ['$', 'a$', '$']],
    ['a variable that a blank would split', 'A=\'a b\'; curl $A "$A"', [`\${A}`, 'a b']],
    ['a variable that a loop may set', 'A=a; for i in 1; do A=b; done; curl "$A"', [`\${A}`]],
    ['a variable that is set on a condition', 'A=a; test -f x && A=b; curl "$A"', [`\${A}`]],
    ['a variable that a subshell sets too', 'A=a; (A=b); curl "$A"', [`\${A}`]],
    ['a variable that is read', 'A=a; read A; curl "$A"', [`\${A}`]],
    ['a variable that is added to', 'A=a; A+=b; curl "$A"', [`\${A}`]],
    ['a variable of one command', 'A=a curl "$A"', []],
    ['a variable made of an unknown one', 'A="x$B"; curl "$A"', [`\${A}`]],
    ['a single quote that never ends', "curl 'a b", ['a b']],
  ])('knows no value of %s but the script’s own', (_, generated, words) => {
    expect(wordsOfCurl(generated)[0] ?? []).toEqual(words);
  });

  it('finds commands within others', () => {
    expect(wordsOfCurl('TOKEN=$(curl a | jq .x)\n( cd x; curl b & ) || curl c')).toEqual([
      ['a'],
      ['b'],
      ['c'],
    ]);
  });

  it('refuses more brackets within brackets than anything written by hand has', () => {
    expect(() => shellCommands('$('.repeat(200))).toThrow(
      expect.objectContaining({ problem: 'import-too-deep' }),
    );
  });

  it('refuses more commands than an import may have', () => {
    expect(() => shellCommands('curl a\n'.repeat(10_002))).toThrow(
      expect.objectContaining({ problem: 'import-too-many' }),
    );
  });
});
