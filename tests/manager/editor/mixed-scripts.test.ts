import { describe, expect, it } from 'vitest';
import { hasMixedScripts } from '../../../src/manager/editor/mixed-scripts';

describe('hasMixedScripts', () => {
  it.each([
    ['https://аpple.com', true],
    ['аpple.com/path', true],
    ['gοogle.test', true],
    ['https://apple.com/аpple', false],
    ['https://пример.test', false],
    ['https://bücher.test', false],
    ['', false],
  ])('of %j is %j', (typed, mixed) => {
    expect(hasMixedScripts(typed)).toBe(mixed);
  });
});
