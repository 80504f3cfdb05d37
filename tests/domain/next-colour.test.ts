import { describe, expect, it } from 'vitest';
import { nextColour } from '../../src/domain/next-colour';
import { COLOURS, type Colour } from '../../src/domain/profile';

const many = (...colours: Colour[]) => colours.map((colour) => ({ colour }));

describe('nextColour', () => {
  it('hands out every colour before one comes again, red and grey last', () => {
    const given: Colour[] = [];
    for (let index = 0; index < 2 * COLOURS.length; index += 1) {
      given.push(nextColour(many(...given)));
    }

    expect(new Set(given.slice(0, COLOURS.length)).size).toBe(COLOURS.length);
    expect(given.slice(5, 7)).toEqual(['red', 'grey']);
    expect(given.slice(COLOURS.length)).toEqual(given.slice(0, COLOURS.length));
  });

  it('fills the gap that a removed profile leaves', () => {
    expect(nextColour(many('purple', 'blue', 'teal', 'green', 'red', 'grey'))).toBe('orange');
  });
});
