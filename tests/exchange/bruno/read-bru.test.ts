import { describe, expect, it } from 'vitest';
import { readBru } from '../../../src/exchange/bruno/read-bru';
import fc from '../../support/seeded-fast-check';
import { bruno, byBruno, byUs, pairOf } from './oracle';

describe('what Bruno itself reads', () => {
  it('is equal for files of lines that try the grammar', () => {
    let compared = 0;
    fc.assert(
      fc.property(bruFile, (text) => {
        for (const kind of ['request', 'collection'] as const) {
          const oracle = attempt(() => byBruno(text, kind));
          if (!oracle) continue;
          compared += 1;
          expect(byUs(readBru(text), kind)).toEqual(oracle);
        }
      }),
      { numRuns: 250 },
    );
    expect(compared).toBeGreaterThan(120);
  });

  it('is equal for files that Bruno has written', () => {
    let compared = 0;
    fc.assert(
      fc.property(request, (json) => {
        const text = bruno.jsonToBruV2(json);
        // Bruno cannot read all that it writes: variables have no quotes around their names.
        const oracle = attempt(() => byBruno(text, 'request'));
        if (!oracle) return;
        compared += 1;

        expect(byUs(readBru(text), 'request')).toEqual(oracle);
      }),
      { numRuns: 100 },
    );
    expect(compared).toBeGreaterThan(30);
  });

  it('is equal for environments', () => {
    fc.assert(
      fc.property(environment, (json) => {
        const text = bruno.envJsonToBruV2(json);
        const blocks = readBru(text, 'environment');
        const ours = (name: string) =>
          blocks.filter((block) => block.name === name).flatMap(({ pairs }) => pairs);
        const oracle = bruno.bruToEnvJsonV2(text).variables ?? [];

        expect(ours('vars')).toEqual(oracle.filter(({ secret }) => !secret).map(pairOf));
        expect(ours('vars:secret')).toEqual(oracle.filter(({ secret }) => secret).map(pairOf));
      }),
      { numRuns: 100 },
    );
  });
});

describe('bad files', () => {
  it.each([
    '',
    'auth:basic {',
    'auth:basic {\n  username',
    "headers {\n  a: '''\n    never closed\n}\n",
    'vars:secret [\n a',
    'headers {\n  @description(\n  a: b\n}',
    '}\n}\n{\n',
  ])('%j ends', (text) => {
    expect(() => readBru(text)).not.toThrow();
    expect(() => readBru(text, 'environment')).not.toThrow();
  });

  it.each([
    ["a: '''\n", 'request'],
    ["a: '''\n", 'environment'],
    ["a: '''\n b '''\n", 'environment'],
    ["@a('''\n", 'request'],
    ['@a("\n', 'request'],
    ['"\\"\\"\\"', 'request'],
    ['[\n', 'request'],
    ['~', 'request'],
    [' ', 'request'],
  ] as const)('many of %j end: square time would take minutes', (line, kind) => {
    readBru(`headers {\n${line.repeat(500_000)}`, kind);
  });
});

const LINES = [
  '  username: ada',
  '  ~username: eve',
  '  password: p:a ss ',
  '  token: {{token}}',
  '  "a:b": quoted',
  '  ~"c d": quoted and off',
  '  "e \\"f\\"": escaped',
  '  X-Empty:',
  '  X-Brace: }',
  '  {x}: braces',
  "  multi: '''\n    one\n      two\n  '''",
  "  close: '''\n}\n    inside\n  '''",
  "  short: '''abcdefg'''",
  '  auth: basic',
  '  mode: bearer',
  '  url: https://api.test/v1',
  '  grant_type: client_credentials',
  '  client_id: id',
  "  @description('it''s')\n  noted: yes",
  '  @description("a \\"b\\"")\n  @number\n  counted: 5',
  "  @description('''\n    more\n    lines\n  ''')\n  long: yes",
  '  @local: 1',
  '  tags: [\n    one\n    two\n  ]',
  '',
];
const BLOCKS = [
  'meta',
  'get',
  'headers',
  'auth',
  'auth:basic',
  'auth:bearer',
  'auth:apikey',
  'auth:oauth2',
  'vars:pre-request',
];
const TEXTS = [
  'docs {\n  auth:basic {\n    username: eve\n  }\n}\n',
  "script:pre-request {\n  const a = '''';\n}\n",
  'tests {\n  headers {\n  x: y\n}\n',
];

const block = fc
  .tuple(fc.constantFrom(...BLOCKS), fc.array(fc.constantFrom(...LINES), { maxLength: 6 }))
  .map(([name, lines]) => `${name} {\n${lines.join('\n')}\n}\n`);
const bruFile = fc
  .uniqueArray(fc.oneof({ weight: 5, arbitrary: block }, fc.constantFrom(...TEXTS)), {
    maxLength: 5,
    // Bruno merges two blocks of one name, field by field; the app writes none twice.
    selector: (text) => text.slice(0, text.indexOf(' {')),
  })
  .map((blocks) => blocks.join('\n'));

const name = fc.stringMatching(/^[A-Za-z][\w:" {}-]{0,8}$/).map((text) => text.trimEnd());
const value = fc.oneof(
  fc.stringMatching(/^[\w:'"{}~@[\]. -]{0,12}$/).filter((text) => !text.startsWith("'''")),
  fc.constantFrom('a\nb', 'a\n  b\nc', '{{x}}', '[', '}'),
);
const pairs = fc.array(fc.record({ name, value, enabled: fc.boolean() }), { maxLength: 4 });
const line = fc.stringMatching(/^[\w:'"{}~@. -]{0,12}$/).filter((text) => !text.startsWith("'''"));
const request = fc.record({
  meta: fc.constant({ name: 'a', type: 'http', seq: 1 }),
  http: fc.constant({ method: 'get', url: 'https://api.test', auth: 'basic' }),
  headers: pairs,
  vars: fc.record({ req: pairs }),
  auth: fc.record({
    basic: fc.record({ username: line, password: line }),
    bearer: fc.record({ token: line }),
    apikey: fc.record({ key: line, value: line, placement: fc.constant('header') }),
  }),
});
const environment = fc.record({
  variables: fc.array(
    fc.record({
      name: fc.stringMatching(/^[A-Za-z][\w-]{0,8}$/),
      value,
      enabled: fc.boolean(),
      secret: fc.boolean(),
    }),
    { maxLength: 5 },
  ),
});

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
