import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileUrlFilter } from '../../src/rules/url-filter';
import { matchingRules } from '../support/dnr';

const body = fc
  .array(fc.constantFrom('a', 'b', '/', '.', '^', '*'), { minLength: 1, maxLength: 8 })
  .map((characters) => characters.join(''));
const filters = fc
  .tuple(fc.constantFrom('', '|'), body, fc.constantFrom('', '|'))
  .map((parts) => parts.join(''));
const urls = fc
  .array(fc.constantFrom('a', 'b', '/', '.', '?'), { maxLength: 12 })
  .map((characters) => characters.join(''));

/** Asks the model, which makes a regular expression of the filter. */
function modelSays(urlFilter: string, url: string): boolean {
  const condition = { urlFilter, isUrlFilterCaseSensitive: true } as const;
  const rule = { id: 1, priority: 1, action: { type: 'allow' }, condition } as const;
  return matchingRules([rule], { url, type: 'image', method: 'get' }).length > 0;
}

describe('compileUrlFilter', () => {
  it.each([
    ['|https://api.test/v1^', 'https://api.test/v1', true],
    ['|https://api.test/v1^', 'https://api.test/v1?x', true],
    ['|https://api.test/v1^', 'https://api.test/v1/a', true],
    ['|https://api.test/v1^', 'https://api.test/v10', false],
    ['|https://api.test/v1^', 'https://api.test/v1.5', false],
    ['|https://api.test/v1^', 'https://api.test/v1-x', false],
    ['|https://api.test/v1^', 'https://api.test/v1_x', false],
    ['|https://api.test/v1^', 'https://api.test/v1%2fx', false],
    ['|https://api.test/v1^', 'https://api.test/v1;x', true],
    ['|https://api.test/v1^', 'https://api.test/V1', false],
    ['|https://api.test/v1^', 'https://evil.test/|https://api.test/v1', false],
    ['|https://api.test/', 'https://api.test.evil.test/', false],
    ['|https://api.test/v1*Addresses^', 'https://api.test/v1/Addressesx/Addresses', true],
    ['|https://api.test/v1*Addresses^', 'https://api.test/v1/Addressesx', false],
    ['|https://auth.test/token?a=1|', 'https://auth.test/token?a=1', true],
    ['|https://auth.test/token?a=1|', 'https://auth.test/token?a=10', false],
    ['|a*ab|', 'ab', false],
    ['|a*ab|', 'aab', true],
    ['|a*b^|', 'a/b', true],
    ['|a*b^|', 'a/b/', true],
    ['|a*b^|', 'a/b/c', false],
  ])('%s on %s: %j', (urlFilter, url, expected) => {
    expect(compileUrlFilter(urlFilter)(url)).toBe(expected);
  });

  it('agrees with the model on any filter and address', () => {
    let fitting = 0;
    fc.assert(
      fc.property(filters, urls, (urlFilter, url) => {
        const expected = modelSays(urlFilter, url);
        expect(compileUrlFilter(urlFilter)(url), `${urlFilter} on ${url}`).toBe(expected);
        if (expected) fitting += 1;
      }),
      { numRuns: 20_000 },
    );

    expect(fitting).toBeGreaterThan(2_000);
  });

  it('is quick on an address made to be slow', () => {
    const matches = compileUrlFilter('|https://api.test/*a*a*a*b^');
    const start = performance.now();

    expect(matches(`https://api.test/${'a'.repeat(100_000)}`)).toBe(false);
    expect(matches(`https://api.test/${'ab'.repeat(50_000)}x`)).toBe(false);

    // A matcher that tries every way would not be done in a year.
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
