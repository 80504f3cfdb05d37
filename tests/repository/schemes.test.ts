/** A scheme that is added is known wherever schemes are: seen to hold, and each place seen to be missed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Places, type Scheme, schemeProblems, wordsOf } from '../../scripts/scheme-policy.mjs';
import { threatModel } from '../../scripts/threat-model-check.mjs';
import { curlCommand } from '../../src/domain/curl';
import { maskHeader } from '../../src/domain/mask-header';
import { schemes } from '../../src/schemes';

const read = (path: string) => readFileSync(path, 'utf8');
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.(tsx?|mjs)$/.test(path))
    .sort();

const places: Places = {
  texts: JSON.parse(read('public/_locales/en/messages.json')),
  manual: ['README.md', 'docs/using.md'].filter(existsSync).map(read).join('\n'),
  tests: Object.fromEntries(
    filesIn('tests')
      .filter((path) => path.includes('.test.'))
      .map((path) => [path, read(path)]),
  ),
  threatModel: threatModel(),
  withoutWord: (word) => [
    ...(shown(word).startsWith(`${word} …`) ? [] : ['src/domain/mask-header.ts']),
    ...(command(word).includes(`"Authorization: ${word} $`) ? [] : ['src/domain/curl.ts']),
  ],
};

const known: readonly Scheme[] = schemes.map(({ id, fields, signsTime, grant }) => ({
  id,
  fields,
  signsTime: signsTime ?? false,
  asksServer: grant !== undefined,
  source: filesIn(`src/schemes/${id}`).map(read).join('\n'),
}));

/** The header of a scheme that writes this word before its secret. */
const headerOf = (word: string) => ({
  name: 'Authorization',
  value: `${word} 0123456789abcdef0123456789abcdef`,
});
const shown = (word: string) => maskHeader(headerOf(word));
const command = (word: string) =>
  curlCommand({ url: new URL('https://a.test'), method: 'GET', headers: [headerOf(word)] });

describe('the schemes', () => {
  it.each(known.map((scheme) => [scheme.id, scheme] as const))(
    'have %s known in every place',
    (_, scheme) => {
      expect(schemeProblems(scheme, places)).toEqual([]);
    },
  );

  it('have their words in the lists, those that schemes share among them', () => {
    const words = wordsOf(filesIn('src/schemes').map(read).join('\n'));

    expect(words).toEqual(expect.arrayContaining(['Basic', 'Bearer', 'Token']));
    for (const word of words) expect(places.withoutWord(word), word).toEqual([]);
  });
});

describe('a scheme that is planted', () => {
  const planted: Scheme = {
    id: 'hawk-mac',
    fields: [{ name: 'key' }],
    signsTime: true,
    asksServer: true,
    source: `header: { name: 'Authorization', value: \`Hawk \${mac}\` }`,
  };
  const texts = {
    ...places.texts,
    scheme_hawk_mac: { message: 'Hawk' },
    scheme_hawk_mac_about: { message: 'Signs each request.' },
    field_hawk_mac_key: { message: 'Key' },
  };
  const row = '\n| Hawk | id, key | `Authorization: Hawk …` |\n';
  const evidence = ['tests/schemes/hawk-mac/hawk-mac.test.ts', 'tests/e2e/schemes.test.ts'].map(
    (file) => ({ file, where: ['pure' as const] }),
  );
  const complete: Places = {
    texts,
    manual: `${places.manual}${row}`,
    tests: {
      'tests/schemes/hawk-mac/hawk-mac.test.ts': '',
      'tests/e2e/schemes.test.ts': "scheme: words('scheme_hawk_mac')",
    },
    threatModel: [
      { id: 'T16', evidence },
      { id: 'T19', evidence },
    ],
    withoutWord: () => [],
  };

  it('has nothing missing once all know it', () => {
    expect(schemeProblems(planted, complete)).toEqual([]);
  });

  it('is refused by every place that there is today', () => {
    expect(schemeProblems(planted, places)).toEqual(
      [
        'public/_locales/en/messages.json: no text scheme_hawk_mac',
        'public/_locales/en/messages.json: no text scheme_hawk_mac_about',
        'public/_locales/en/messages.json: no text field_hawk_mac_key',
        'tests/schemes/: no test of it',
        'tests/e2e/: no test of it',
        'docs/threat-model.md: no test that T19 names is about it',
        'docs/threat-model.md: no test that T16 names is about it',
        'src/domain/mask-header.ts: takes the word Hawk for a secret',
        'src/domain/curl.ts: takes the word Hawk for a secret',
      ].map((problem) => `hawk-mac: ${problem}`),
    );
  });

  it.each([
    [
      'a text',
      { texts: { ...texts, field_hawk_mac_key: undefined } },
      /no text field_hawk_mac_key/,
    ],
    ['its row in the manual', { manual: places.manual }, /no row "Hawk"/],
    ['its test', { tests: { 'tests/e2e/schemes.test.ts': "'hawk-mac'" } }, /tests\/schemes\//],
    ['a test in a browser', { tests: { 'tests/schemes/hawk-mac/x.test.ts': '' } }, /tests\/e2e\//],
    ['a threat', { threatModel: [{ id: 'T16', evidence }] }, /T19/],
    ['a word list', { withoutWord: places.withoutWord }, /the word Hawk/],
  ])('is refused without %s', (_, without, reason) => {
    const problems = schemeProblems(planted, { ...complete, ...without } as Places);

    expect(problems.join('\n')).toMatch(reason);
  });

  it('is not taken for another whose id begins like its own', () => {
    const tests = {
      'tests/schemes/hawk-mac-2/x.test.ts': '',
      'tests/e2e/x.test.ts': "'a-hawk-mac'",
    };

    expect(schemeProblems(planted, { ...complete, tests })).toContain(
      'hawk-mac: tests/e2e/: no test of it',
    );
  });
});
