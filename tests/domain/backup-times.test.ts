import { describe, expect, it } from 'vitest';
import { backupState, backupTimesAfter } from '../../src/domain/backup-times';
import { DEFAULT_SETTINGS } from '../../src/domain/settings';
import { header, profile } from '../support/stored-profile';

const DAY = 24 * 60 * 60 * 1000;
const ONE = profile('one', header('h', { username: 'a', password: 'b' }));

describe('the times of backups after a change', () => {
  const times = (before: readonly (typeof ONE)[], after: readonly (typeof ONE)[]) =>
    backupTimesAfter({ profiles: before, backup: {} }, { profiles: after, backup: {} }, 7);

  it.each([
    ['a new profile', [ONE], [ONE, profile('two')]],
    ['a deleted one', [ONE], []],
    ['another name', [ONE], [{ ...ONE, name: 'Other' }]],
    ['another order', [ONE, profile('two')], [profile('two'), ONE]],
    ['another credential', [ONE], [profile('one', header('h', { username: 'a', password: 'c' }))]],
  ])('note %s', (_, before, after) => {
    expect(times(before, after)).toEqual({ changedAt: 7 });
  });

  it('note no token of a sign-in, which no backup has', () => {
    const signedIn = profile(
      'one',
      header('h', { username: 'a', password: 'b' }, { refreshToken: 'r' }),
    );

    expect(times([ONE], [signedIn])).toEqual({});
  });

  it('keep the first change', () => {
    const backup = { madeAt: 1, changedAt: 2 };

    expect(backupTimesAfter({ profiles: [ONE], backup }, { profiles: [], backup }, 7)).toBe(backup);
  });
});

describe('the reminder', () => {
  const settings = { ...DEFAULT_SETTINGS, backupReminderDays: 30 };
  const isDue = (backup: { madeAt?: number; changedAt?: number }, now: number, profiles = [ONE]) =>
    backupState({ backup, profiles, settings }, now).isDue;

  it('counts from the last backup, or from the first change', () => {
    expect(isDue({ madeAt: DAY, changedAt: 30 * DAY }, 31 * DAY)).toBe(true);
    expect(isDue({ madeAt: DAY, changedAt: 30 * DAY }, 31 * DAY - 1)).toBe(false);
    expect(isDue({ changedAt: DAY }, 31 * DAY)).toBe(true);
    expect(isDue({ changedAt: DAY }, 31 * DAY - 1)).toBe(false);
  });

  it('does not come without a change, or without a profile', () => {
    expect(isDue({ madeAt: DAY }, 400 * DAY)).toBe(false);
    expect(isDue({ changedAt: DAY }, 400 * DAY, [])).toBe(false);
  });

  it('does not wait for a time that a wrong clock has set', () => {
    expect(isDue({ madeAt: 500 * DAY, changedAt: DAY }, 2 * DAY)).toBe(true);
  });
});
