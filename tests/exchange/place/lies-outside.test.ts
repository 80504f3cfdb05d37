/** Excludes that take none of the places. */
import { describe, expect, it } from 'vitest';
import { liesOutside } from '../../../src/exchange/place/lies-outside';

const raw = String.raw;
const PLACES = [{ url: 'https://a.test', path: '/v1/' }];

describe('liesOutside', () => {
  it.each([
    raw`^https://b\.test/.*`,
    raw`^https://a\.test/v2/`,
    raw`^http://a\.test/`,
    raw`^https://a\.test:8443/`,
    raw`^https://(b|c)\.test/`,
  ])('is true for %s', (source) => {
    expect(liesOutside(source, { anchored: 'anywhere' }, PLACES)).toBe(true);
  });

  it.each([
    ['an address in a query', raw`https://b\.test/.*`],
    ['everything', ''],
    ['any text', '.*'],
    ['the place', raw`^https://a\.test/v1/`],
    ['a part of the place', raw`^https://a\.test/v1/public/`],
    ['more than the place', raw`^https://a\.test/`],
    ['the place in other letters', raw`^https://a\.test/V1/`],
    ['one alternative inside', raw`^https://(a|b)\.test/`],
    ['what is not read whole', raw`^https://(b|\w+)\.test/`],
    ['a syntax that is not read', raw`^(?!x)https://b\.test/`],
    ['any characters before the difference', raw`^https:..a\.test/v2/`],
  ])('is false for %s', (_, source) => {
    expect(liesOutside(source, { anchored: 'anywhere' }, PLACES)).toBe(false);
  });
});
