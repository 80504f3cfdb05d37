import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withChangedRole } from '../../src/domain/changed-role';
import {
  END_CHOICES,
  endedBy,
  endOf,
  isLastMinute,
  lastMinutes,
  type Moment,
  withEnd,
  withoutEnded,
} from '../../src/domain/pick-end';
import {
  type PickEnd,
  type SitePick,
  type SitePicks,
  sentBy,
  withExtra,
  withExtrasAlone,
  withIdentity,
  withoutProfile,
  withUsed,
} from '../../src/domain/picks';
import type { ProfileId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';

const [A, B] = ['https://a.test', 'https://b.test'] as [Origin, Origin];
const [ADA, BOB, PROXY, DEBUG] = ['ada', 'bob', 'proxy', 'debug'] as [
  ProfileId,
  ProfileId,
  ProfileId,
  ProfileId,
];
const NOW = 1_587_674_497_000;
const MINUTE = 60_000;
const END: PickEnd = { at: NOW + 30 * MINUTE, setAt: NOW, start: 'now' };
const TIMED: SitePicks = { [A]: { identity: ADA, extras: [PROXY], until: END } };

const endings = fc.record(
  {
    at: fc.integer({ min: NOW - 10 * MINUTE, max: NOW + 10 * MINUTE }),
    setAt: fc.integer({ min: NOW - 10 * MINUTE, max: NOW + 10 * MINUTE }),
    start: fc.constantFrom('now', 'before'),
  },
  { requiredKeys: ['setAt', 'start'] },
) as fc.Arbitrary<PickEnd>;

const picksWithEnds: fc.Arbitrary<SitePicks> = fc
  .dictionary(
    fc.constantFrom(A, B),
    fc.record({
      identity: fc.option(fc.constantFrom(ADA, BOB), { nil: undefined }),
      extras: fc.subarray([PROXY, DEBUG]),
      alone: fc.boolean(),
      until: fc.option(endings, { nil: undefined }),
    }),
  )
  .map((all) =>
    Object.fromEntries(
      Object.entries(all).flatMap(([origin, { identity, extras, alone, until }]) => {
        const pick: SitePick = {
          ...(identity && { identity }),
          extras,
          ...(!identity && alone && extras.length > 0 && { extrasAlone: true as const }),
        };
        if (!identity && extras.length === 0) return [];
        return [[origin, until && sentBy(pick).length > 0 ? { ...pick, until } : pick]];
      }),
    ),
  );

const moments: fc.Arbitrary<Moment> = fc.record({
  now: fc.integer({ min: NOW - 15 * MINUTE, max: NOW + 15 * MINUTE }),
  start: fc.constantFrom('now', undefined),
  latestNow: fc.constantFrom(undefined, NOW, NOW + 15 * MINUTE),
});

describe('withoutEnded', () => {
  it('turns off each ended pick and no other, and keeps the extras that are on', () => {
    fc.assert(
      fc.property(picksWithEnds, moments, (before, moment) => {
        const { picks, ended } = withoutEnded(before, moment);
        for (const origin of [A, B]) {
          const pick = before[origin];
          const by = pick?.until && endedBy(pick.until, moment);
          expect(ended[origin]).toBe(by);
          if (!by) expect(picks[origin]).toEqual(pick);
          else {
            expect(sentBy(picks[origin] ?? { extras: [] })).toEqual([]);
            expect(picks[origin]?.extras ?? []).toEqual(pick.extras);
          }
        }
        // Once more finds nothing, at any later moment without a new end either.
        expect(withoutEnded(picks, moment).picks).toBe(picks);
      }),
    );
  });

  it('ends by its time, by another start, and by a clock that was set back', () => {
    const at = (now: number, start: string | undefined = 'now', latestNow?: number) =>
      endedBy(END, { now, start, latestNow });

    expect(at(NOW)).toBeUndefined();
    expect(at(NOW + 30 * MINUTE - 1)).toBeUndefined();
    expect(at(NOW + 30 * MINUTE)).toBe('time');
    expect(at(NOW, 'later')).toBe('start');
    expect(endedBy(END, { now: NOW })).toBe('start');
    expect(at(NOW - MINUTE - 1)).toBe('clock');
    expect(at(NOW + 5 * MINUTE, 'now', NOW + 20 * MINUTE)).toBe('clock');
    // Put right by the network's time.
    expect(at(NOW - MINUTE)).toBeUndefined();
    expect(at(NOW + 19 * MINUTE, 'now', NOW + 20 * MINUTE)).toBeUndefined();
  });

  it('needs no clock for an end with the browser', () => {
    const end = endOf('browser', { now: NOW, start: 'now' });

    expect(endedBy(end, { now: 0, start: 'now' })).toBeUndefined();
    expect(endedBy(end, { now: NOW * 2, start: 'now' })).toBeUndefined();
    expect(endedBy(end, { now: NOW, start: 'later' })).toBe('start');
  });
});

describe('withEnd', () => {
  it.each(END_CHOICES)('sets %s on a site that is on, and on no other', (choice) => {
    const end = endOf(choice, { now: NOW, start: 'now' });
    const picks: SitePicks = { [A]: { identity: ADA, extras: [] }, [B]: { extras: [PROXY] } };

    expect(withEnd(picks, A, end)[A]).toEqual({ identity: ADA, extras: [], until: end });
    expect(withEnd(picks, B, end)).toBe(picks);
    expect(withEnd(withEnd(picks, A, end), A, undefined)).toEqual(picks);
    expect(withEnd(picks, 'constructor' as Origin, end)).toBe(picks);
  });
});

describe('an end', () => {
  it('goes with a new pick', () => {
    expect(withIdentity(TIMED, A, ADA)[A]).not.toHaveProperty('until');
    expect(withUsed(TIMED, { id: BOB }, [A])[A]).not.toHaveProperty('until');
    expect(withExtrasAlone(TIMED, A)[A]).not.toHaveProperty('until');
  });

  it('stays when an extra is turned on or off, or is used beside the pick', () => {
    expect(withExtra(TIMED, A, DEBUG, true)[A]?.until).toBe(END);
    expect(withExtra(TIMED, A, PROXY, false)[A]?.until).toBe(END);
    expect(withUsed(TIMED, { id: DEBUG, isExtra: true }, [A])[A]?.until).toBe(END);
  });

  it('goes with the last that is sent', () => {
    const alone: SitePicks = { [A]: { extras: [PROXY], extrasAlone: true, until: END } };

    expect(withoutProfile(TIMED, ADA)[A]).toEqual({ extras: [PROXY] });
    expect(withoutProfile(TIMED, PROXY)[A]?.until).toBe(END);
    expect(withExtra(alone, A, PROXY, false)).toEqual({});
    expect(
      withoutProfile({ ...alone, [A]: { ...alone[A], extras: [PROXY, DEBUG] } }, DEBUG),
    ).toEqual(alone);
  });

  it('stays when the profile goes on in another role', () => {
    const asExtra = withChangedRole(TIMED, A, { id: ADA, isExtra: true }, new Set());
    expect(asExtra[A]).toEqual({ extras: [PROXY, ADA], extrasAlone: true, until: END });

    const asIdentity = withChangedRole(
      { [A]: { extras: [ADA], extrasAlone: true, until: END } },
      A,
      { id: ADA },
      new Set(),
    );
    expect(asIdentity[A]).toEqual({ identity: ADA, extras: [], until: END });
  });
});

describe('the last minute', () => {
  it('begins a minute before the end, and wakes once', () => {
    expect(lastMinutes(TIMED, NOW)).toEqual([NOW + 29 * MINUTE]);
    expect(lastMinutes(TIMED, NOW + 29 * MINUTE)).toEqual([]);
    expect(isLastMinute(END, NOW + 29 * MINUTE - 1)).toBe(false);
    expect(isLastMinute(END, NOW + 29 * MINUTE)).toBe(true);
    expect(isLastMinute({ setAt: NOW, start: 'now' }, NOW * 2)).toBe(false);
  });
});
