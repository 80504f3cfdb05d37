/** Any JSON, with numbers that JavaScript cannot hold. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withExactNumbers } from '../../../src/exchange/text/exact-numbers';

const digits = fc.stringMatching(/^[1-9][0-9]{0,40}$/);
const number = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(digits, fc.constant('0')),
    fc.constantFrom('', '.0', '.50', '.125'),
    fc.constantFrom('', 'e5', 'E-7', 'e+400'),
  )
  .map((parts) => parts.join(''));
const string = fc.oneof(
  fc.string(),
  fc.constantFrom('\\', '"', '\\"', '1.50', '["1.50", 1.50]', '\\\\'),
);

type Value = { readonly number: string } | string | null | readonly Value[];
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    number.map((text) => ({ number: text })),
    string,
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
  ),
}));

/** @param write - Writes a number. */
function json(of: Value, write: (number: string) => string): string {
  if (of === null || typeof of === 'string') return JSON.stringify(of);
  if ('number' in of) return write(of.number);
  return `[${of.map((each) => json(each, write)).join(' , ')}]`;
}

it('keeps the digits of each number, and every other character', () => {
  fc.assert(
    fc.property(value, (tree) => {
      const exact = json(tree, (text) => (String(Number(text)) === text ? text : `"${text}"`));

      expect(withExactNumbers(json(tree, (text) => text))).toBe(exact);
      expect(() => JSON.parse(exact)).not.toThrow();
    }),
  );
});
