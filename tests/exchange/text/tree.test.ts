/** The parts of a tree whose shape is not checked yet. */
import { describe, expect, it } from 'vitest';
import { asBoolean, asText } from '../../../src/exchange/text/tree';

describe('asBoolean', () => {
  it.each([
    [true, true],
    ['True', true],
    ['TRUE', true],
    [1, true],
    [false, false],
    ['False', false],
    [0, false],
    ['0', false],
    [null, undefined],
    ['yes', undefined],
    [2, undefined],
    [[], undefined],
    [undefined, undefined],
  ])('reads %j as %j', (tree, boolean) => {
    expect(asBoolean(tree)).toBe(boolean);
  });
});

describe('asText', () => {
  it.each([
    ['01234', '01234'],
    [42, '42'],
    [true, 'true'],
    [1.5, '1.5'],
    [null, undefined],
  ])('reads %j as %j', (tree, text) => {
    expect(asText(tree)).toBe(text);
  });
});
