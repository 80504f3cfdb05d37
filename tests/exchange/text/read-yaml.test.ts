/** YAML of foreign files: scalars as text, bounded, and without prototypes. */
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../src/exchange/text/read-yaml';
import { proves } from '../../support/proves';

const refusal = (problem: string) => expect.objectContaining({ code: 'import-refused', problem });

describe('readYaml', () => {
  proves('T12', 'a YAML scalar stays the text that it is', (tried) => {
    for (const scalar of [
      '01234',
      '12345678901234567890',
      '0x1F',
      '1_000',
      '1.50',
      '1e3',
      'yes',
      'true',
      '2026-01-01',
      '12:34:56',
      '.inf',
    ]) {
      expect(readYaml(`key: ${scalar}`)).toEqual({ key: scalar });
      tried();
    }
  });

  proves('T12', 'a YAML value that is null is no text that could be a credential', (tried) => {
    for (const nothing of ['', 'null', 'Null', 'NULL', '~']) {
      expect(readYaml(`key: ${nothing}`)).toEqual({ key: null });
      tried();
    }
    expect(readYaml('key: "null"')).toEqual({ key: 'null' });
    expect(readYaml('null: x')).toEqual({ null: 'x' });
    expect(readYaml('null: x\n~: y')).toBeUndefined();
  });

  it('reads maps without a prototype', () => {
    const tree = readYaml('__proto__:\n  polluted: "true"\nconstructor: x');

    expect(Object.getPrototypeOf(tree)).toBeNull();
    expect(Object.keys(Object(tree))).toEqual(['__proto__', 'constructor']);
    expect({}).not.toHaveProperty('polluted');
  });

  it('reads a target behind each alias, and no merge key', () => {
    expect(readYaml('a: &x {b: c}\nd: *x\n<<: *x')).toEqual({
      a: { b: 'c' },
      d: { b: 'c' },
      '<<': { b: 'c' },
    });
  });

  it.each([
    ['a mere scalar', 'text'],
    ['nothing', ''],
    ['a key twice', 'a: 1\na: 2'],
    ['a list as a key', '? [a]\n: b'],
    ['a tag that makes code', 'a: !!js/function "x"'],
    ['bytes', 'a: !!binary aGk='],
    ['several documents', '--- a: 1\n--- b: 2'],
    ['an alias of nothing', 'a: *x'],
    ['a broken list', 'a: [1'],
  ])('reads nothing in %s', (_, text) => {
    expect(readYaml(text)).toBeUndefined();
  });

  proves('T12', 'YAML that is too deep, has a cycle, or multiplies is refused', (tried) => {
    const deep = ['['.repeat(101), '- '.repeat(101), `${'{a: '.repeat(101)}b${'}'.repeat(101)}`];
    const cycles = ['a: &x [*x]', 'a: &x\n  b: *x', '&x [[*x]]'];
    // Each level is allowed by itself, and together they are deeper.
    const chained = `${levels('a', 60)}\nb: ${'['.repeat(60)}*a${']'.repeat(60)}`;
    for (const text of [...deep, ...cycles, chained]) {
      expect(() => readYaml(text), text).toThrow(refusal('import-too-deep'));
      tried();
    }
    for (const text of [bomb(11), `a: &a b\nc: [${'*a, '.repeat(101)}]`]) {
      expect(() => readYaml(text)).toThrow(refusal('import-too-many'));
      tried();
    }
  });
});

function levels(name: string, depth: number): string {
  return `${name}: &${name} ${'['.repeat(depth)}x${']'.repeat(depth)}`;
}

/** Nine of nine of nine. */
function bomb(height: number): string {
  const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x]'];
  for (let level = 1; level < height; level++) {
    lines.push(
      `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(',')}]`,
    );
  }
  return lines.join('\n');
}
