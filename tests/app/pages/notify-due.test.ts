import { beforeEach, describe, expect, it } from 'vitest';
import { notifyDue } from '../../../src/app/pages/notify-due';
import type { ProfileSummary } from '../../../src/domain/app-state';
import { LOCKED, profileOf, siteOf, stateOf } from '../../support/app-states';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';

let browser: FakeBrowser;

beforeEach(() => {
  browser = fakeBrowser();
  browser.notifiable = true;
});

const DUE = { since: 1000, ageDays: 90, dueInDays: 0 };
const due = (index: number, rotation = DUE): ProfileSummary => {
  return { ...profileOf(index), rotateEveryDays: 90, rotation };
};

/** Notifies as for one published state. @returns how many notifications there were by then. */
async function tell(...profiles: readonly ProfileSummary[]): Promise<number> {
  const picks = profiles.map(({ id }, index) => [siteOf(index), id]);
  await notifyDue(browser.ports, stateOf(profiles, Object.fromEntries(picks)));
  return browser.notifications;
}

describe('notifyDue', () => {
  it('tells of what is due once, on any day', async () => {
    expect(await tell(due(0, { ...DUE, ageDays: 89, dueInDays: 1 }))).toBe(0);
    expect(await tell(due(0))).toBe(1);
    expect(await tell(due(0, { ...DUE, ageDays: 93, dueInDays: -3 }))).toBe(1);
  });

  it('tells again of another profile, and of the next time', async () => {
    await tell(due(0));

    expect(await tell(due(0), due(1))).toBe(2);
    expect(await tell(due(0, { ...DUE, since: 2000 }), due(1))).toBe(3);
  });

  it('tells of nothing that is not in use', async () => {
    await notifyDue(browser.ports, stateOf([due(0)]));

    expect(browser.notifications).toBe(0);
  });

  it('tells of an extra that is sent, and of none that is not', async () => {
    const site = siteOf(0);
    const extra = { ...due(1), sites: profileOf(0).sites, isExtra: true as const };
    const state = stateOf([profileOf(0), extra], { [site]: profileOf(0).id });

    await notifyDue(browser.ports, state);
    await notifyDue(browser.ports, { ...state, picks: {}, extras: { [site]: [extra.id] } });
    expect(browser.notifications).toBe(0);

    await notifyDue(browser.ports, { ...state, extras: { [site]: [extra.id] } });
    expect(browser.notifications).toBe(1);
  });

  it('tells once it is allowed of what was due before', async () => {
    browser.notifiable = false;
    expect(await tell(due(0))).toBe(0);

    browser.notifiable = true;
    expect(await tell(due(0))).toBe(1);
  });

  it('does not forget over a lock what it has told', async () => {
    await tell(due(0));
    await notifyDue(browser.ports, LOCKED);
    await browser.ports.session.clear();

    expect(await tell(due(0))).toBe(1);
  });
});
