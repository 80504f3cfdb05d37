import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellCommands } from '../../../src/exchange/curl/shell-words';
import { rounds } from '../../support/proves';
import fc from '../../support/seeded-fast-check';

/** The words of each command `curl`, as bash hands them on. */
function wordsInBash(script: string): string[][] {
  // A NUL ends each word, and a word that no script here has ends each command.
  const output = execFileSync(
    'bash',
    ['--norc', '--noprofile', '-c', `curl() { printf '%s\\0' "$@" $'\\x02'; }\n${script}`],
    { env: { LC_ALL: 'C.UTF-8' }, encoding: 'utf8' },
  );
  return output
    .split('\x02\0')
    .slice(0, -1)
    .map((command) => command.split('\0').slice(0, -1));
}

const text = (characters: string, maxLength = 6) =>
  fc.string({ unit: fc.constantFrom(...characters), maxLength });

const bare = text('abXZ019:/@%+=.,_-', 5).filter((part) => part !== '');
const singleQuoted = text(`ab "$\`\\!#;&|<>()*~{}\n\té😀`).map((part) => `'${part}'`);
const doubleQuoted = fc
  .array(
    fc.constantFrom(
      'a',
      ' ',
      "'",
      '\\$',
      '\\"',
      '\\\\',
      '\\`',
      '\\\n',
      '\\a',
      '!',
      '#',
      ';',
      '&',
      '$ ',
      '$%',
      '\n',
      'é',
      '$A.',
      `\${A}`,
      `\${B}`,
    ),
    { maxLength: 6 },
  )
  .map((parts) => `"${parts.join('')}"`);
const ansiC = fc
  .array(
    fc.constantFrom(
      'a',
      ' ',
      '"',
      '$A',
      '\\n',
      '\\t',
      '\\e',
      "\\'",
      '\\"',
      '\\\\',
      '\\?',
      '\\u0021',
      '\\u00e9',
      '\\u21',
      '\\U0001F600',
      '\\x41',
      '\\x7',
      '\\xc3\\xa9',
      '\\101',
      '\\41',
      '\\303\\251',
      '\\cA',
      '\\[',
      '\\q',
      'é',
      '\n',
    ),
    { maxLength: 6 },
  )
  .map((parts) => `$'${parts.join('')}'`);
const escaped = fc.constantFrom('\\ ', '\\"', "\\'", '\\\\', '\\$', '\\;', '\\#', '\\a', '\\\n');
const variable = fc.constantFrom('$A.', `\${A}`, '"$B"', `"\${B}x"`);
const word = fc
  .array(fc.oneof(bare, bare, singleQuoted, doubleQuoted, ansiC, escaped, variable), {
    minLength: 1,
    maxLength: 4,
  })
  // An escaped line end alone is no word.
  .map((parts) => `w${parts.join('')}`);

const command = fc
  .array(fc.tuple(fc.constantFrom(' ', '  ', '\t', ' \\\n  '), word), { maxLength: 5 })
  .map((words) => `curl${words.map((pair) => pair.join('')).join('')}`);
const end = fc.constantFrom(
  '\n',
  '; ',
  ' && ',
  ' # a comment; curl "x\n',
  ' 2>/dev/null\n',
  ' </dev/null;',
  " <<'END' 2>&1\ncurl \"not a command\nEND\n",
  ' <<-END\n\tcurl not\n\tEND\n',
  " <<< 'curl x'\n",
  '\n( curl inner "a b" )\n',
  '\n{ curl grouped; }\n',
);
const script = fc
  .array(fc.tuple(command, end), { minLength: 1, maxLength: 8 })
  .map((commands) => `A=a1-_\nexport B='b "\\ 2'\n${commands.flat().join('')}true\n`);

describe('shellCommands', () => {
  it('splits as bash does', () => {
    fc.assert(
      fc.property(script, (generated) => {
        // `{ curl …` begins with a word of the shell.
        const words = shellCommands(generated)
          .map((each) => (each[0] === '{' ? each.slice(1) : each))
          .filter(([first]) => first === 'curl')
          .map(([, ...rest]) => rest);

        expect(words).toEqual(wordsInBash(generated));
      }),
      { numRuns: rounds({ short: 25, full: 400 }) },
    );
  });
});
