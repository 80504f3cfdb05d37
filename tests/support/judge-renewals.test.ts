/** The judge of the long run finds each fault, and blames no background that got no turn. */
import { describe, expect, it } from 'vitest';
import { judgeRenewals, type Received } from './judge-renewals';

const LIFE = 12_000;
const SLACK = 2_400;

/** A header that began at this time. */
const from = (at: number) => ({ value: `from ${at}`, endsAt: at + LIFE });

const sent = (at: number, begun?: number, status = 200): Received => ({
  sentAt: at,
  arrivedAt: at + 5,
  status,
  ...(begun !== undefined && { carried: from(begun) }),
});

/** A background that has answered every 200 ms, but in the silence. */
const answers = (silence: readonly [number, number] = [0, 0]) =>
  Array.from({ length: 200 }, (_, index) => index * 200).filter(
    (at) => at <= silence[0] || at >= silence[1],
  );

const GOOD = [
  sent(0, 0),
  sent(8_900, 0),
  sent(9_000, 9_000),
  sent(17_900, 9_000),
  sent(22_000, 18_000),
];

const judge = (received: readonly Received[], lived = answers()) =>
  judgeRenewals(received, SLACK, lived);

describe('the judge', () => {
  it('counts each end that another header has come before', () => {
    expect(judge(GOOD)).toEqual({ ends: 2, faults: [] });
    expect(judge(GOOD.slice(0, 4)).ends).toBe(1);
  });

  it.each([
    ['expired', sent(12_100, 0, 401)],
    ['expired, though the server takes it', sent(12_100, 0)],
    ['bare', sent(12_100, undefined, 401)],
    ['bare before the end', sent(9_000, undefined, 401)],
    ['refused', sent(9_000, 0, 401)],
  ])('finds a request that goes %s', (problem, request) => {
    const [found] = judge([sent(0, 0), request]).faults;

    expect(found).toContain(problem.split(/[, ]/)[0]);
  });

  it('finds headers of two moments', () => {
    const mixed = { ...sent(1_000), carried: { ...from(1_000), isMixed: true } };

    expect(judge([sent(0, 0), mixed]).faults).toHaveLength(1);
  });

  it('takes a token that has ended on its way', () => {
    const late = { ...sent(11_999, 0, 401), arrivedAt: 12_001 };

    expect(judge([sent(0, 0), late]).faults).toEqual([]);
  });

  it('blames no background that got no turn after the renewal was due, and counts no such end', () => {
    const starved = answers([9_400, 12_200]);

    expect(judge([sent(0, 0), sent(12_100, 0, 401), sent(13_000, 13_000)], starved)).toEqual({
      ends: 0,
      faults: [],
    });
    // A bare request in the middle of a life has no such excuse.
    expect(judge([sent(0, 0), sent(11_000, undefined, 401)], starved).faults).toHaveLength(1);
  });
});
