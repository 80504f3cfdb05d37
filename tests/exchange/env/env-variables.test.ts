import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { envFile } from '../../../src/exchange/env/env-variables';
import { rounds } from '../../support/proves';
import fc from '../../support/seeded-fast-check';

const text = (characters: string) =>
  fc.string({ unit: fc.constantFrom(...characters), maxLength: 8 });
const plain = text(`ab $\\{}'"\`=:-é`).filter((value) => !/^\s*['"`]/.test(value));
// A backslash before the last quote lets dotenv read on, over lines and the sign `=` behind them.
const value = fc.oneof(
  plain,
  text(`ab $\\"\`=#`).map((inner) => `'${inner}'`),
  text(`ab $"\`=#\n`).map((inner) => `'${inner}'`),
  text(`ab $'\`=#\n`).map((inner) => `"${inner}\\n\\r\\t"`),
  text(`ab $\\'"=#`).map((inner) => `\`${inner}\``),
  text('ab').map((inner) => `"a\\"${inner}"`),
);
const line = fc
  .tuple(
    fc.constantFrom('', ' ', 'export ', '  export  '),
    fc.constantFrom('A', 'B_2', 'c.d', 'E-f'),
    fc.constantFrom('=', ' = ', '= ', ': '),
    value,
    fc.constantFrom('', ' # note', '  '),
  )
  .map((parts) => parts.join(''));
const file = fc
  .array(fc.oneof({ weight: 4, arbitrary: line }, fc.constantFrom('', '# A=b', '  # c')), {
    maxLength: 6,
  })
  .map((lines) => `${lines.join('\n')}\n`);

describe('envFile', () => {
  it('reads the variables that dotenv reads', () => {
    fc.assert(
      fc.property(file, (generated) => {
        expect(Object.fromEntries(envFile(generated).variables)).toEqual(parse(generated));
      }),
      { numRuns: rounds({ short: 500, full: 50_000 }) },
    );
  });

  it.each([
    ['A=1\n# b\n\nexport C="d\ne"', true],
    ['A=1\nsome words', false],
    ['a: 1\nb: 2', false],
  ])('tells whether a text is such a file: %j', (generated, isPure) => {
    expect(envFile(generated).isPure).toBe(isPure);
  });
});
