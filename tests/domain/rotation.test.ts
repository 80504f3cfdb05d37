import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/domain/profile';
import { isDue, rotationOf } from '../../src/domain/rotation';

const DAY = 24 * 60 * 60_000;
const SET_AT = Date.UTC(2026, 2, 28, 23, 59, 59);

/** A profile with headers whose credentials were set at these times. */
function profile(setAt: readonly (number | undefined)[], rotateEveryDays?: number) {
  const headers = setAt.map((rotatedAt) => (rotatedAt === undefined ? {} : { rotatedAt }));
  // Cast: nothing else of a header is looked at.
  return { headers, rotateEveryDays } as unknown as Pick<Profile, 'headers' | 'rotateEveryDays'>;
}

const at = (ms: number, everyDays?: number) =>
  rotationOf(profile([SET_AT], everyDays), SET_AT + ms);

describe('rotationOf', () => {
  it('says nothing where it is not known when a credential was set', () => {
    expect(rotationOf(profile([undefined], 90), SET_AT)).toBeUndefined();
  });

  it('counts whole days of 24 hours, through a change of summer time', () => {
    // Most of Europe went to summer time in that night.
    expect(at(DAY - 1)?.ageDays).toBe(0);
    expect(at(DAY)?.ageDays).toBe(1);
    expect(at(34 * DAY)).toEqual({ since: SET_AT, ageDays: 34 });
  });

  it('goes by the credential that has not changed for longest', () => {
    const several = profile([SET_AT + 3 * DAY, SET_AT, undefined], 90);

    expect(rotationOf(several, SET_AT + 4 * DAY)).toEqual({
      since: SET_AT,
      ageDays: 4,
      dueInDays: 86,
    });
  });

  it.each([
    ['a moment before the day', 90 * DAY - 1, 1, false],
    ['on the day', 90 * DAY, 0, true],
    ['three days later', 93 * DAY, -3, true],
    ['a clock that was set back', -5 * DAY, 90, false],
  ])('%s', (_, ms, dueInDays, due) => {
    const rotation = at(ms, 90);

    expect(rotation?.dueInDays).toBe(dueInDays);
    expect(isDue(rotation)).toBe(due);
  });

  it('is never due without a reminder', () => {
    expect(isDue(at(10_000 * DAY))).toBe(false);
    expect(isDue(undefined)).toBe(false);
  });
});
