/**
 * A file of a stranger must not keep the import busy. Counted are steps, not time: twice the text may take
 * two and a half times the steps; a quadratic function takes four times as many.
 */
import { describe, expect, it } from 'vitest';
import { foundHeaderOf } from '../../src/exchange/draft/found-header';
import { resolve } from '../../src/exchange/draft/resolve';
import { safeName } from '../../src/exchange/draft/safe-name';
import { toImported } from '../../src/exchange/draft/to-imported';
import type { Format } from '../../src/exchange/format';
import { formats } from '../../src/exchange/formats';
import { placeOfRegex } from '../../src/exchange/place/place-of-regex';
import { placeOfUrl } from '../../src/exchange/place/place-of-url';
import { placeOfPrefix, placeOfWildcard } from '../../src/exchange/place/place-of-wildcard';
import { hasPlaceholder } from '../../src/exchange/text/placeholder';
import { sourceTree } from '../../src/exchange/text/source-tree';
import { stepsOf } from '../support/counted-steps';
import { proves } from '../support/proves';

const READING = { entry() {}, async pause() {} };
const VARIABLES = new Map([['x', 'y']]);

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  placeholders: hasPlaceholder,
  'variables of the shell': (text) => resolve(text, VARIABLES, 'shell'),
  'variables in angles': (text) => resolve(text, VARIABLES, 'angles'),
  'variables in braces': (text) => resolve(text, VARIABLES, 'mustache'),
  'the value of a header': (text) => foundHeaderOf('Authorization', `Bearer ${text}`, ''),
  'the name of a header': (text) => [foundHeaderOf(text, 'x', ''), safeName(text)],
  'an address': (text) => [placeOfUrl(text, 'path'), placeOfUrl(`https://a.test/${text}`, 'path')],
  'a regular expression': (text) => placeOfRegex(text, { anchored: 'anywhere' }),
  'a pattern': (text) => [placeOfWildcard(text), placeOfPrefix(text)],
  'a name and a note': (text) =>
    toImported({ name: text, note: text, places: [], headers: [], isExact: true }),
  'each format, at first sight': (text) =>
    formats.map((format) => format.recognises(sourceTree({ name: '', text }))),
  ...Object.fromEntries(formats.map((format) => [format.id, readAtOnce(format)])),
};

/** Up to the first pause: parsing is over by then. */
function readAtOnce(format: Format): (text: string) => unknown {
  return (text) => {
    const file = sourceTree({ name: '', text });
    if (!format.recognises(file)) return undefined;
    return Promise.resolve(format.read([file], READING)).catch(() => undefined);
  };
}

const PIECES = [
  ...[
    'a',
    ' ',
    '\n',
    '{',
    '{{',
    '}}',
    '{{x}}',
    '<<',
    '<',
    '>',
    '$',
    '$x ',
    `\${`,
    '{%',
    '%',
    '"',
    "'",
  ],
  ...[
    '\\',
    '(',
    '(a|b)',
    '[',
    '.*',
    '*',
    '.',
    '/',
    ':',
    '@',
    '-',
    '=',
    '#',
    ',',
    ';',
    '|',
    '\t',
    '~',
  ],
  ...[
    'https://',
    'https://a.test/',
    'curl ',
    "-H 'a: b' ",
    'machine a ',
    'A=b\n',
    '###\n',
    '- a\n',
    'a: b\n',
    'a {\n',
    "'''",
    '^"',
    '`',
  ],
];

/** Around the pieces, so that a format takes the text. */
const FRAMES = [
  ['', ''],
  ['', '\u0000'],
  ['{', ''],
  ['curl https://a.test/ ', ''],
  ["curl 'https://a.test/' -H 'X-Key: ", "'"],
  ['fetch("https://a.test/", {"headers": {"a": "', '"}})'],
  ['Invoke-WebRequest -Uri "https://a.test/" -Headers @{ "a"="', '" }'],
  ['machine a.test login a password ', ''],
  ['A=', ''],
  ['GET https://a.test/\nX-Key: ', ''],
  ['get {\n  url: https://a.test/\n}\n\nheaders {\n  X-Key: ', '\n}\n'],
] as const;

describe('the steps of an import', () => {
  it.each(Object.keys(READERS))('are counted: %s', (name) => {
    expect(stepsOf(() => READERS[name]?.('a: b\n'.repeat(100)))).toBeGreaterThan(0);
  });

  proves(
    'T12',
    'twice the text takes no more than two and a half times the steps',
    (tried) => {
      const slow: string[] = [];
      for (const [name, read] of Object.entries(READERS)) {
        for (const piece of PIECES) {
          for (const [start, end] of FRAMES) {
            const text = (count: number) => `${start}${piece.repeat(count)}${end}`;
            const [once, twice] = [80, 160].map((count) =>
              stepsOf(() => refusing(read, text(count))),
            );
            const isSlow = (twice ?? 0) > 2.5 * (once ?? 0) + 2000;
            if (isSlow) slow.push(`${name}: ${JSON.stringify(piece)}, ${once} and ${twice}`);
            tried();
          }
        }
      }
      expect(slow).toEqual([]);
    },
    300_000,
  );
});

/** A refusal is an answer too. */
function refusing(read: (text: string) => unknown, text: string): unknown {
  try {
    return read(text);
  } catch {
    return undefined;
  }
}
