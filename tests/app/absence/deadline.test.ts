/** Absence: the deadline under a clock that the tests move, and the effect of the computer's own lock. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { watchForAbsence } from '../../../src/app/absence/deadline';
import { isReasonToLock } from '../../../src/app/absence/is-reason-to-lock';
import { createVault } from '../../../src/app/keys/create-vault';
import { unlock } from '../../../src/app/keys/unlock';
import { lock } from '../../../src/app/lock/lock';
import { readState } from '../../../src/app/pages/read-state';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { reconcile } from '../../../src/app/reconcile';
import { changeSettings } from '../../../src/app/settings';
import { openVault } from '../../../src/app/vault/open-vault';
import { UNTIL_BROWSER_CLOSES } from '../../../src/domain/settings';
import { EMPTY_CONTENT } from '../../../src/vault/content';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { inTurn } from '../../support/in-turn';
import { refusal } from '../../support/matchers';
import { proves } from '../../support/proves';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let made: FakeBrowser;
let browser: FakeBrowser;

// Created once: the key derivation takes its time on purpose.
beforeAll(async () => {
  made = fakeBrowser();
  await createVault(made.ports, 'correct horse battery staple');
  await saveProfile(made.ports, { profile: SANDBOX_ADMIN, pick: true });
});

beforeEach(() => {
  browser = copyOf(made);
});

/** The same browser, and a background that knows nothing. */
function copyOf({ storage, database, session, rules, wakeUpAt, now }: FakeBrowser): FakeBrowser {
  const state = { storage, database, session, rules, wakeUpAt, now };
  return Object.assign(fakeBrowser(), structuredClone(state));
}

/** The alarm fires: in time, or as late as the computer woke up. */
async function wakeUp({ late = 0 } = {}): Promise<void> {
  if (browser.wakeUpAt === undefined) throw new Error('no alarm is set');
  browser.now = Math.max(browser.now, browser.wakeUpAt) + late;
  await inTurn(browser.ports, reconcile).catch(() => undefined);
}

async function expectLockedFor(lockedBy: string | undefined): Promise<void> {
  expect(browser.rules).toEqual([]);
  expect(browser.session.dataKey).toBeUndefined();
  const state = await readState(browser.ports);
  expect(state.vault).toBe('locked');
  if (lockedBy === undefined) expect(state).not.toHaveProperty('lockedBy');
  else expect(state).toMatchObject({ lockedBy });
}

function expectUnlocked(): void {
  expect(browser.session.dataKey).toBeDefined();
  expect(browser.rules).not.toEqual([]);
}

describe('the deadline', () => {
  it('is moved on, alarm by alarm, while the user is there', async () => {
    const start = browser.now;

    while (browser.now < start + 9 * HOUR) await wakeUp();

    expectUnlocked();
    expect(browser.session.lockAt).toBe(browser.now + 15 * MINUTE);
  });

  it('locks after the minutes without anybody, by the alarm alone', async () => {
    browser.active = false;
    const lastSeen = browser.now;

    while (browser.session.dataKey) await wakeUp();

    expect(browser.now - lastSeen).toBe(15 * MINUTE);
    await expectLockedFor('idle');
  });

  proves('F6', 'a night asleep is over before the first alarm of the morning', async (tried) => {
    for (const late of [15 * MINUTE, 8 * HOUR, 3 * 24 * HOUR]) {
      browser = copyOf(made);

      // Opening the lid counts as use, but comes too late.
      await wakeUp({ late });

      await expectLockedFor('idle');
      tried();
    }
  });

  it('is looked at before anything else: a page that is used first locks, and does nothing', async () => {
    browser.now += 8 * HOUR;

    const paused = inTurn(browser.ports, (own) => changeSettings(own, { paused: true }));
    await expect(paused).rejects.toThrow(refusal('vault-locked'));

    await expectLockedFor('idle');
  });

  it('outlives the background: nothing of it is kept in there', async () => {
    browser.active = false;
    browser.now += 14 * MINUTE;
    browser = Object.assign(copyOf(browser), { active: false });

    await inTurn(browser.ports, reconcile);
    expectUnlocked();
    browser.now += 2 * MINUTE;
    await inTurn(browser.ports, reconcile).catch(() => undefined);

    await expectLockedFor('idle');
  });

  it('is a whole period ahead at most, if the clock was set back', async () => {
    browser.active = false;
    browser.now -= 3 * HOUR;

    await inTurn(browser.ports, reconcile);

    expect(browser.session.lockAt).toBe(browser.now + 15 * MINUTE);
    const start = browser.now;
    while (browser.session.dataKey) await wakeUp();
    expect(browser.now - start).toBe(15 * MINUTE);
  });

  it('locks at once if the clock was set forward', async () => {
    browser.now += HOUR;

    await inTurn(browser.ports, reconcile).catch(() => undefined);

    await expectLockedFor('idle');
  });

  it('is never further behind the last input than one and a half of its length', async () => {
    // The browser tells of input within the time it is asked about, counted to the millisecond.
    const asked: number[] = [];
    const lastInput = browser.now;
    const idle = {
      ...browser.ports.idle,
      isActive: async (minutes: number) => {
        asked.push(minutes);
        return browser.now - lastInput < minutes * MINUTE;
      },
    };
    const ports = { ...browser.ports, idle };

    while (browser.session.dataKey) {
      // Woken every minute by something else, as renewals do.
      browser.now += MINUTE;
      await inTurn(ports, reconcile).catch(() => undefined);
    }

    expect(asked.length).toBeGreaterThan(5);
    expect(browser.now - lastInput).toBeGreaterThanOrEqual(15 * MINUTE);
    expect(browser.now - lastInput).toBeLessThanOrEqual(22.5 * MINUTE);
  });

  it('follows the setting at once', async () => {
    await changeSettings(browser.ports, { autoLockMinutes: 60 });

    expect(browser.session.lockAt).toBe(browser.now + HOUR);
    expect(browser.idleMinutes).toBe(60);
  });

  it('is followed by the browser’s own report up to four hours, the longest time that Chromium takes', async () => {
    for (const [minutes, isLocking] of [
      [5, true],
      [240, true],
      [480, false],
      [UNTIL_BROWSER_CLOSES, false],
    ] as const) {
      await changeSettings(browser.ports, { autoLockMinutes: minutes });

      expect(browser.idleMinutes).toBe(Math.min(minutes, 240));
      expect(await isReasonToLock(browser.ports, 'idle')).toBe(isLocking);
    }
  });

  it('of eight hours locks between eight and nine hours after the last input', async () => {
    await changeSettings(browser.ports, { autoLockMinutes: 480 });
    const lastInput = browser.now + 3 * HOUR;
    const idle = {
      ...browser.ports.idle,
      isActive: async (minutes: number) => browser.now - lastInput < minutes * MINUTE,
    };

    while (browser.session.dataKey) {
      browser.now = browser.wakeUpAt ?? Number.NaN;
      await inTurn({ ...browser.ports, idle }, reconcile).catch(() => undefined);
    }

    expect(browser.now - lastInput).toBeGreaterThanOrEqual(8 * HOUR);
    expect(browser.now - lastInput).toBeLessThanOrEqual(9 * HOUR);
    await expectLockedFor('idle');
  });

  it('is not looked at while locked', async () => {
    await lock(browser.ports);
    browser.now += 8 * HOUR;

    await inTurn(browser.ports, reconcile);

    await expectLockedFor(undefined);
  });
});

describe('until the browser closes', () => {
  const choose = (autoLockMinutes: number) => changeSettings(browser.ports, { autoLockMinutes });

  proves(
    'T8',
    'it locks twelve hours after the unlock, with input or without, and no later',
    async (tried) => {
      for (const active of [true, false]) {
        browser = Object.assign(copyOf(made), { active });
        const unlockedAt = browser.now;
        await choose(UNTIL_BROWSER_CLOSES);
        expect(browser.session.lockAt).toBe(unlockedAt + 12 * HOUR);

        // Turns of every kind, as a working day has them.
        while (browser.now < unlockedAt + 12 * HOUR - MINUTE) {
          browser.now += 7 * MINUTE;
          await inTurn(browser.ports, reconcile).catch(() => undefined);
          if (browser.now < unlockedAt + 12 * HOUR) expectUnlocked();
        }
        browser.now = unlockedAt + 12 * HOUR;
        await inTurn(browser.ports, reconcile).catch(() => undefined);

        await expectLockedFor('idle');
        tried();
      }
    },
  );

  it('wakes the background for its end alone', async () => {
    await choose(UNTIL_BROWSER_CLOSES);

    expect(browser.wakeUpAt).toBe(browser.session.lockAt);
  });

  it('counts from the unlock, when it is chosen later, and again after the next unlock', async () => {
    browser.now += 14 * MINUTE;
    await choose(UNTIL_BROWSER_CLOSES);
    expect(browser.session.lockAt).toBe(browser.now + 12 * HOUR - 14 * MINUTE);

    await lock(browser.ports);
    browser.now += 3 * HOUR;
    await unlock(browser.ports, 'correct horse battery staple');

    expect(browser.session.lockAt).toBe(browser.now + 12 * HOUR);
  });

  it('does not begin anew by being chosen again', async () => {
    const unlockedAt = browser.now;
    for (const minutes of [UNTIL_BROWSER_CLOSES, 15, UNTIL_BROWSER_CLOSES, 480]) {
      browser.now += 10 * MINUTE;
      await choose(minutes);
    }
    browser.now += 10 * MINUTE;
    await choose(UNTIL_BROWSER_CLOSES);

    expect(browser.session.lockAt).toBe(unlockedAt + 12 * HOUR);
  });

  it.each([true, false])('gives way to a short deadline at once, input: %j', async (active) => {
    await choose(UNTIL_BROWSER_CLOSES);
    browser.active = active;
    browser.now += HOUR;

    await choose(15);

    expect(browser.session.lockAt).toBe(browser.now + 15 * MINUTE);
    expect(browser.wakeUpAt).toBeLessThanOrEqual(browser.now + 15 * MINUTE);
    expect(await isReasonToLock(browser.ports, 'idle')).toBe(true);
  });

  it('locks at once when the vault has been open for longer already', async () => {
    await choose(240);
    const start = browser.now;
    while (browser.now < start + 13 * HOUR) await wakeUp();
    expectUnlocked();

    await choose(UNTIL_BROWSER_CLOSES);
    await wakeUp();

    await expectLockedFor('idle');
  });

  it('is never further than twelve hours ahead, if the clock was set back', async () => {
    await choose(UNTIL_BROWSER_CLOSES);
    browser.now -= 48 * HOUR;

    await inTurn(browser.ports, reconcile);
    expect(browser.session.lockAt).toBe(browser.now + 12 * HOUR);

    // Forward again: the time in between counts.
    browser.now += 13 * HOUR;
    await inTurn(browser.ports, reconcile).catch(() => undefined);
    await expectLockedFor('idle');
  });

  proves('F6', 'slept over, it locks at the first event', async (tried) => {
    await choose(UNTIL_BROWSER_CLOSES);

    await wakeUp({ late: 8 * HOUR });

    await expectLockedFor('idle');
    tried();
  });

  proves('T8', 'it locks with the computer, also if the box is not ticked', async (tried) => {
    await changeSettings(browser.ports, { lockWithComputer: false });
    await choose(UNTIL_BROWSER_CLOSES);
    expect(await isReasonToLock(browser.ports, 'computer-locked')).toBe(true);
    await changeSettings(browser.ports, { lockWithComputer: false });
    expect(await isReasonToLock(browser.ports, 'computer-locked')).toBe(true);
    // For builds that do not know what the minutes mean.
    const { settings } = (await openVault(browser.ports)).content;
    expect(settings).toMatchObject({ lockWithComputer: true, autoLockMinutes: 720 });

    // A vault in which the two say different things.
    await watchForAbsence(browser.ports, {
      ...EMPTY_CONTENT,
      settings: { ...settings, lockWithComputer: false },
    });
    expect(await isReasonToLock(browser.ports, 'computer-locked')).toBe(true);
    tried(3);
  });

  it('ends with the browser: the session that has the key is gone', async () => {
    await choose(UNTIL_BROWSER_CLOSES);
    const { storage, database } = browser;
    browser = Object.assign(fakeBrowser(), structuredClone({ storage, database }));

    await inTurn(browser.ports, reconcile);

    await expectLockedFor(undefined);
  });
});

describe('the lock of the computer', () => {
  it('is a reason to lock, and so is absence', async () => {
    expect(await isReasonToLock(browser.ports, 'computer-locked')).toBe(true);
    expect(await isReasonToLock(browser.ports, 'idle')).toBe(true);
  });

  it('is none if the user has said so; absence still is', async () => {
    await changeSettings(browser.ports, { lockWithComputer: false });

    expect(await isReasonToLock(browser.ports, 'computer-locked')).toBe(false);
    expect(await isReasonToLock(browser.ports, 'idle')).toBe(true);
    // Behind its lock the computer is never used, and the minutes run.
    browser.active = false;
    while (browser.session.dataKey) await wakeUp();
    await expectLockedFor('idle');
  });

  it('is one again once the user has said that', async () => {
    await changeSettings(browser.ports, { lockWithComputer: false });
    await changeSettings(browser.ports, { lockWithComputer: true });

    expect(await isReasonToLock(browser.ports, 'computer-locked')).toBe(true);
  });

  it('is one in doubt', async () => {
    const { lockWithComputer, ...session } = browser.session;
    expect(lockWithComputer).toBe(true);
    browser.session = session;

    expect(await isReasonToLock(browser.ports, 'computer-locked')).toBe(true);
  });

  it('is read from the session, even when the disk fails', async () => {
    const never = () => new Promise<never>(() => {});
    const [storage, database] = browser.ports.copies;
    const hanging = { read: never, write: never };
    const ports = {
      ...browser.ports,
      copies: [
        { ...storage, ...hanging },
        { ...database, ...hanging },
      ],
    };

    expect(await isReasonToLock(ports, 'computer-locked')).toBe(true);
  });

  // The vault may be opening: there is no key yet.
  it('is one without a key too, with any setting of the sealed vault', async () => {
    await changeSettings(browser.ports, { lockWithComputer: false });
    await lock(browser.ports);

    expect(await isReasonToLock(browser.ports, 'idle')).toBe(true);
    expect(await isReasonToLock(browser.ports, 'computer-locked')).toBe(true);
  });
});
