/** A rule whose time is over leaves although the user only types: a draft is kept past the gate. */
import { expect, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { compose } from '../../src/background/compose';
import { SANDBOX_ADMIN } from '../support/drafts';
import { fakeBrowser } from '../support/fake-ports';
import { proves } from '../support/proves';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

proves('T24', 'a draft that is typed past the end lets the rule leave', async (tried) => {
  const browser = fakeBrowser();
  await createVault(browser.ports, 'correct horse battery staple');
  await saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: true });
  const [rule] = browser.rules;
  if (!rule) throw new Error('no rule is installed');
  const condition = { ...rule.condition, urlFilter: '|https://gone.test/' };
  browser.rules = [...browser.rules, { ...rule, id: 4000, condition }];
  const since = browser.now;
  browser.session = { ...browser.session, leavesAt: { at: since + 60_000, since } };
  browser.now += 60_000;

  await compose(browser.ports).perform({ type: 'draft/keep', draft: SANDBOX_ADMIN });

  await vi.waitFor(() => expect(browser.rules.some(({ id }) => id === 4000)).toBe(false));
  tried();
});
