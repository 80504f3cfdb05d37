/** Activity is deleted when the user says so, and when observing is turned off. */
import { describe, expect, it, vi } from 'vitest';
import { clearActivity } from '../../../src/app/activity/clear-activity';
import { createVault } from '../../../src/app/keys/create-vault';
import { changeSettings } from '../../../src/app/settings';
import type { Activity } from '../../../src/domain/activity';
import type { Origin } from '../../../src/domain/site';
import { fakeBrowser } from '../../support/fake-ports';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

// Cast: only whether they are there matters.
const SEEN = {
  nextId: 9,
  entries: [{ id: 8 }],
  seen: { '7 https://api.test': { id: 8 } },
  pages: { 7: 'https://api.test' as Origin },
  cookieSites: ['https://api.test'],
} as unknown as Activity;
const CLEARED: Activity = { nextId: 9, entries: [], seen: {}, pages: SEEN.pages, cookieSites: [] };

it('forgets every entry, counts on, and knows what the tabs show', async () => {
  const browser = fakeBrowser();
  browser.activity = SEEN;

  await clearActivity(browser.ports);

  expect(browser.activity).toEqual(CLEARED);
});

describe('observation', () => {
  it.each([
    [false, CLEARED],
    [true, SEEN],
  ])('to %s is stored, and what was seen goes with it', async (observes, left) => {
    const browser = fakeBrowser();
    await createVault(browser.ports, 'correct horse battery staple');
    browser.activity = SEEN;

    const { content } = await changeSettings(browser.ports, { observes });

    expect(content.settings.observes).toBe(observes);
    expect(browser.activity).toEqual(left);
  });
});
