/** The names and ticks of a review: in the session while unlocked, sealed by a lock, back after it. */
import { describe, expect, it } from 'vitest';
import { forgetReview, keepReview, readReview } from '../../../src/app/exchange/kept-review';
import { unlock } from '../../../src/app/keys/unlock';
import { lock } from '../../../src/app/lock/lock';
import { PASSPHRASE, withCreatedVault } from '../../support/created-vault';
import type { FakeBrowser } from '../../support/fake-ports';

let browser: FakeBrowser;
withCreatedVault((fresh) => {
  browser = fresh;
});

const REVIEW = { files: ['secret-client.json', ''], ticks: { 3: false, 12: true } };

describe('a review that a lock ends', () => {
  it('comes back after the unlock', async () => {
    await keepReview(browser.ports, REVIEW);
    await lock(browser.ports);
    expect(JSON.stringify([browser.session, browser.storage, browser.database])).not.toContain(
      'secret-client',
    );

    await unlock(browser.ports, PASSPHRASE);

    expect(await readReview(browser.ports)).toEqual(REVIEW);
  });

  it('is not kept in a session that is locked already', async () => {
    await lock(browser.ports);

    await keepReview(browser.ports, REVIEW);

    expect(await readReview(browser.ports)).toBeUndefined();
    expect(JSON.stringify(browser.session)).not.toContain('secret-client');
  });

  it('does not come back once it is forgotten, after this lock or a later one', async () => {
    await keepReview(browser.ports, REVIEW);
    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);

    await forgetReview(browser.ports);
    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);

    expect(await readReview(browser.ports)).toBeUndefined();
  });
});
