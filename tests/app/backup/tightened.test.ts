import { describe, expect, it } from 'vitest';
import { STRICTER, tightened } from '../../../src/app/backup/tightened';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/domain/settings';
import { contentSchema } from '../../../src/vault/content';
import { proves } from '../../support/proves';

/** The looser and the stricter value of each setting. */
const PAIRS: { readonly [K in keyof Settings]: readonly [Settings[K], Settings[K]] } = {
  paused: [false, true],
  autoLockMinutes: [720, 5],
  lockWithComputer: [false, true],
  observes: [true, false],
  singleKeys: [true, false],
  digitsPick: [true, false],
  namesInToolbar: [true, false],
  backupReminderDays: [0, 7],
};

describe('the settings of a backup', () => {
  it('have a direction each', () => {
    const { settings } = contentSchema.entries;

    expect(Object.keys(STRICTER).sort()).toEqual(Object.keys(settings.entries).sort());
  });

  proves('T12', 'a file makes a setting stricter, and never looser', (tried) => {
    for (const [name, [loose, strict]] of Object.entries(PAIRS)) {
      const own = (value: unknown) => ({ ...DEFAULT_SETTINGS, [name]: value });

      expect(tightened(own(loose), { [name]: strict }), name).toEqual(own(strict));
      expect(tightened(own(strict), { [name]: loose }), name).toEqual(own(strict));
      expect(tightened(own(strict), {}), name).toEqual(own(strict));
      tried(3);
    }
  });

  it('remind at the shorter time, and at any time rather than never', () => {
    const own = { ...DEFAULT_SETTINGS, backupReminderDays: 30 };

    expect(tightened(own, { backupReminderDays: 90 })).toEqual(own);
    expect(tightened(own, { backupReminderDays: 7 })).toMatchObject({ backupReminderDays: 7 });
  });
});
