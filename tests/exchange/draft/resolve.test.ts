/** Variables in the texts of a source. */
import { describe, expect, it } from 'vitest';
import { resolve } from '../../../src/exchange/draft/resolve';
import { hasPlaceholder } from '../../../src/exchange/text/placeholder';
import { proves } from '../../support/proves';

const VARIABLES = new Map([
  ['host', 'a.test'],
  ['url', 'https://{{host}}/{{path}}'],
  ['path', 'v1'],
  ['self', 'x{{self}}'],
  ['one', '{{two}}'],
  ['two', '{{one}}'],
  ['a.b', 'tree'],
  ['empty', ''],
]);

describe('resolve', () => {
  it.each([
    ['{{host}}', 'a.test', []],
    ['{{ url }}/x', 'https://a.test/v1/x', []],
    ['{{ _.host }}', 'a.test', []],
    ['{{_.a.b}}', 'tree', []],
    ['[{{empty}}]', '[]', []],
    ['{{none}} {{none}}', '{{none}} {{none}}', ['none']],
    ['{{self}}', 'x{{self}}', ['self']],
    ['{{one}}', '{{one}}', ['one']],
    ['{{', '{{', []],
    ['{{a{{host}}', '{{aa.test', []],
  ])('fills %j', (text, filled, unresolved) => {
    expect(resolve(text, VARIABLES, 'mustache')).toEqual({ text: filled, unresolved });
  });

  it('fills the other two syntaxes', () => {
    const variables = new Map([['x', '1']]);

    expect(resolve('<<x>> {{x}} <<y>>', variables, 'angles')).toEqual({
      text: '1 {{x}} <<y>>',
      unresolved: ['y'],
    });
    expect(resolve(`$x-\${x}$y`, variables, 'shell')).toEqual({
      text: '1-1$y',
      unresolved: ['y'],
    });
  });

  it('takes a value as it is, also with signs that a replacement would read', () => {
    expect(resolve('{{x}}', new Map([['x', '$& $1 $$']]), 'mustache').text).toBe('$& $1 $$');
  });

  proves('T12', 'values that multiply are left unresolved', (tried) => {
    const names = Array.from({ length: 30 }, (_, index) => `v${index}`);
    const multiplying = new Map<string, string>(
      names.map((name, index) => [name, `{{v${index + 1}}}{{v${index + 1}}}`] as const),
    );
    multiplying.set('v30', 'x'.repeat(1000));

    const { text, unresolved } = resolve('{{v0}}', multiplying, 'mustache');

    expect(text.length).toBeLessThan(1024 * 1024);
    expect(unresolved.length).toBeGreaterThan(0);
    tried();
  });
});

describe('the length of a resolved text', () => {
  const most = 64 * 1024;
  const half = new Map([['half', 'x'.repeat(most / 2)]]);

  it('is 64 Ki characters at most', () => {
    expect(resolve('{{half}}{{half}}', half, 'mustache').unresolved).toEqual([]);
    expect(resolve('.{{half}}{{half}}', half, 'mustache').unresolved).toEqual(['half']);
  });

  it('is bounded also for many values that are short enough', () => {
    const many = resolve('{{half}}'.repeat(900), half, 'mustache');
    const nested = resolve(
      '{{all}}',
      new Map([...half, ['all', '{{half}}'.repeat(900)]]),
      'mustache',
    );

    expect(many.unresolved).toEqual(['half']);
    expect(many.text.length).toBeLessThanOrEqual(most);
    expect(nested.unresolved).toEqual(['half']);
    expect(nested.text.length).toBeLessThanOrEqual(most);
  });
});

describe('hasPlaceholder', () => {
  it.each([
    '{{x}}',
    'a{{ _.x }}b',
    '<<x>>',
    '{% response %}',
    `a\${x}`,
    '$TOKEN',
    ' $TOKEN ',
    '$env:TOKEN',
    '%TOKEN%',
    '<your token>',
  ])('finds one in %j', (text) => {
    expect(hasPlaceholder(text)).toBe(true);
  });

  it.each([
    '',
    'a$b',
    'pa$$word',
    '$1',
    '{x}',
    '{{',
    'a<b>c',
    '50%',
    '<',
    'x << y',
    '{"a":{"b":1}}',
  ])('finds none in %j', (text) => {
    expect(hasPlaceholder(text)).toBe(false);
  });
});
