import { describe, expect, it } from 'vitest';
import {
  agree,
  isSameOffset,
  type ServerClock,
  signingOffset,
  withOffset,
} from '../../src/domain/server-clock';
import { proves } from '../support/proves';

const NOW = 1_587_674_497_000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * DAY;

/** A server a year ahead, whose time the user has confirmed now. */
const CONFIRMED: ServerClock = {
  offsetMs: YEAR,
  confirmed: { offsetMs: YEAR, at: NOW },
  askedAt: NOW,
};

describe('signingOffset', () => {
  it.each([
    ['no clock is known', undefined, 0],
    ['it is ours', { offsetMs: 0, askedAt: NOW }, 0],
    ['sixteen minutes ahead', { offsetMs: 16 * MINUTE, askedAt: NOW }, 16 * MINUTE],
    ['sixteen minutes behind', { offsetMs: -16 * MINUTE, askedAt: NOW }, -16 * MINUTE],
    ['more than that ahead', { offsetMs: 16 * MINUTE + 1, askedAt: NOW }, 0],
    ['more than that behind', { offsetMs: -16 * MINUTE - 1, askedAt: NOW }, 0],
    ['a year ahead', { offsetMs: YEAR, askedAt: NOW }, 0],
    ['a year ahead, confirmed', CONFIRMED, YEAR],
    ['a little more by now', { ...CONFIRMED, offsetMs: YEAR + 16 * MINUTE }, YEAR + 16 * MINUTE],
    ['much more by now', { ...CONFIRMED, offsetMs: YEAR + 16 * MINUTE + 1 }, 0],
    ['as far behind', { ...CONFIRMED, offsetMs: -YEAR }, 0],
  ])('where %s', (_, clock, offset) => {
    expect(signingOffset(clock, NOW)).toBe(offset);
  });

  it.each([
    [DAY, YEAR],
    [DAY + 1, 0],
    [-DAY, YEAR],
    [-DAY - 1, 0],
    [YEAR, 0],
  ])('of a confirmed clock, when ours has gone on by %s ms', (passed, offset) => {
    expect(signingOffset(CONFIRMED, NOW + passed)).toBe(offset);
  });
});

describe('withOffset', () => {
  it('keeps a confirmation for a time like the one that was shown', () => {
    expect(withOffset(CONFIRMED, YEAR + 5_000)).toEqual({ ...CONFIRMED, offsetMs: YEAR + 5_000 });
  });

  it('forgets it for any other time, for good', () => {
    const between = withOffset(CONFIRMED, 0);

    expect(between).toEqual({ offsetMs: 0, askedAt: NOW });
    expect(signingOffset(withOffset(between, YEAR), NOW)).toBe(0);
  });

  proves('T19', 'no server walks away in small steps', (tried) => {
    let clock = CONFIRMED;
    for (let step = 1; step <= 3; step++) clock = withOffset(clock, YEAR + step * 10 * MINUTE);

    expect(signingOffset(clock, NOW)).toBe(0);
    tried();
  });

  it('takes what whole seconds and the way can make for no difference', () => {
    expect(withOffset({ offsetMs: 5 * MINUTE, askedAt: NOW }, -1_400).offsetMs).toBe(0);
  });
});

it.each([
  [0, 2_000, true, true],
  [0, -2_001, false, true],
  [YEAR, YEAR + 5_000, false, true],
  [YEAR, YEAR - 5_001, false, false],
])('offsets of %s and %s ms', (a, b, same, agreeing) => {
  expect([isSameOffset(a, b), agree(a, b)]).toEqual([same, agreeing]);
});
