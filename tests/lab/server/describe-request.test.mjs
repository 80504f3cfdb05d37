/** The printed log must not be enough to use a credential. */
import { describe, expect, it } from 'vitest';
import { maskHeaderValue } from './describe-request.mjs';

describe('maskHeaderValue', () => {
  it.each([
    ['Basic YWJjZDoxMjM0', 'Basic ••••MjM0'],
    ['MTU4NzY3NDQ5Ny4weDk2', '••••eDk2'],
    ['Basic YTpi', 'Basic ••••'],
    ['short', '••••'],
    ['', '••••'],
  ])('turns %j into %j', (value, masked) => {
    expect(maskHeaderValue(value)).toBe(masked);
  });
});
