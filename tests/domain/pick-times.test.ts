import { describe, expect, it } from 'vitest';
import { type PickTimes, pickTimesAfter } from '../../src/domain/pick-times';
import type { Picks } from '../../src/domain/picks';
import type { ProfileId } from '../../src/domain/profile';

const NOW = 5000;
// Casts: ids and origins as short as they can be.
const KNOWN = new Set(['ada', 'bob'] as ProfileId[]);
const timesAfter = (times: object, before: object, picks: object) =>
  pickTimesAfter(times as PickTimes, before as Picks, picks as Picks, KNOWN, NOW);

describe('pickTimesAfter', () => {
  it.each([
    ['a first pick', {}, {}, { one: 'ada' }, { ada: NOW }],
    ['a pick of another one', { ada: 1 }, { one: 'ada' }, { one: 'bob' }, { ada: 1, bob: NOW }],
    ['a pick again', { ada: 1 }, {}, { one: 'ada' }, { ada: NOW }],
    [
      'a pick on a second site',
      { ada: 1 },
      { one: 'ada' },
      { one: 'ada', two: 'ada' },
      { ada: NOW },
    ],
    ['a deletion', { ada: 1, gone: 2 }, { one: 'gone' }, {}, { ada: 1 }],
  ])('notes %s', (_, times, before, picks, expected) => {
    expect(timesAfter(times, before, picks)).toEqual(expected);
  });

  it.each([
    ['the same picks', { one: 'ada' }, { one: 'ada' }],
    ['the end of a pick', { one: 'ada', two: 'bob' }, { two: 'bob' }],
  ])('leaves the times as they are over %s', (_, before, picks) => {
    const times = { ada: 1 };

    expect(timesAfter(times, before, picks)).toBe(times);
  });
});
