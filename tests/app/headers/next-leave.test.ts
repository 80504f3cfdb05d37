/** The end of a rule's time: each turn checks it before its task, also if no alarm has fired. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { mustLeave, nextLeave, whileChanging } from '../../../src/app/headers/next-leave';
import { createVault } from '../../../src/app/keys/create-vault';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { turnsOn } from '../../../src/app/turns';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { proves } from '../../support/proves';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const MINUTE = 60_000;
const LEAVING = 'https://gone.test';

let made: FakeBrowser;
let browser: FakeBrowser;
let published: number;

beforeAll(async () => {
  made = fakeBrowser();
  await createVault(made.ports, 'correct horse battery staple');
  await saveProfile(made.ports, { profile: SANDBOX_ADMIN, pick: true });
});

beforeEach(() => {
  const { storage, database, session, rules, now } = structuredClone({ ...made, ports: {} });
  browser = Object.assign(fakeBrowser(), { storage, database, session, rules, now });
  // A rule whose time ends in ten minutes, and a background that has died: no timer is left.
  browser.rules = [...browser.rules, ruleThatLeaves(browser)];
  browser.session = { ...browser.session, leavesAt: { at: now + 10 * MINUTE, since: now } };
  published = 0;
});

function ruleThatLeaves({ rules }: FakeBrowser) {
  const [rule] = rules;
  if (!rule) throw new Error('no rule is installed');
  const condition = { ...rule.condition, urlFilter: `|${LEAVING}/` };
  return { ...rule, id: 4000, condition };
}

const isThere = () => browser.rules.some(({ id }) => id === 4000);

/** The rules that a task finds which only reads. */
function seenByTask(): Promise<boolean> {
  const publish = async () => {
    published += 1;
  };
  return turnsOn(browser.ports, publish).take(async () => isThere());
}

describe('the next end', () => {
  it('is the first of all', () => {
    expect(nextLeave([30, 20, 40], 10)).toEqual({ at: 20, since: 10 });
    expect(nextLeave([], 10)).toBeUndefined();
  });

  it('is reached at its millisecond, or if the clock was set back', () => {
    const leave = { at: 20, since: 10 };
    expect([9, 10, 19, 20, 21].map((now) => mustLeave(leave, now))).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
    expect(mustLeave(undefined, 20)).toBe(false);
  });

  it('is the earlier one while the rules change', () => {
    expect(whileChanging({ at: 20, since: 5 }, { at: 30, since: 10 })?.at).toBe(20);
    expect(whileChanging({ at: 20, since: 5 }, undefined)?.at).toBe(20);
    expect(whileChanging(undefined, { at: 30, since: 10 })?.at).toBe(30);
    expect(whileChanging(undefined, undefined)).toBeUndefined();
  });
});

describe('a turn', () => {
  it('leaves the rules alone before the end', async () => {
    browser.now += 10 * MINUTE - 1;

    expect(await seenByTask()).toBe(true);
    expect(published).toBe(0);
  });

  proves(
    'T24',
    'after a death of the background past the end, a turn that only reads finds the rule gone',
    async (tried) => {
      browser.now += 10 * MINUTE;

      expect(await seenByTask()).toBe(false);

      expect(published).toBe(1);
      expect(browser.session.leavesAt).toBeUndefined();
      expect(browser.rules).not.toEqual([]);
      tried();
    },
  );

  proves('T24', 'a clock that was set back ends it', async (tried) => {
    browser.now -= 1;

    expect(await seenByTask()).toBe(false);

    expect(published).toBe(1);
    tried();
  });

  proves('T24', 'a failure withdraws every rule before the task', async (tried) => {
    browser.now += 10 * MINUTE;
    browser.ports.permissions.allowed = async () => {
      throw new Error('for the test');
    };

    const rules = await turnsOn(browser.ports, async () => {}).take(async () => browser.rules);

    expect(rules).toEqual([]);
    tried();
  });

  proves('T24', 'rules that the browser refuses are withdrawn before the task', async (tried) => {
    browser.now += 10 * MINUTE;
    browser.rules = [ruleThatLeaves(browser)];
    browser.refuseRules = true;

    const rules = await turnsOn(browser.ports, async () => {}).take(async () => browser.rules);

    expect(rules).toEqual([]);
    tried();
  });
});
