/** A message may name one profile as often as its length allows. */
import { beforeEach, expect, it, vi } from 'vitest';
import { pickMany } from '../../../src/app/headers/pick';
import { createVault } from '../../../src/app/keys/create-vault';
import { removeProfiles } from '../../../src/app/profiles/remove-profiles';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

let browser: FakeBrowser;

beforeEach(async () => {
  browser = fakeBrowser();
  await createVault(browser.ports, 'correct horse battery staple');
});

it('a message that names a profile twice removes it once', async () => {
  const { content } = await saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: true });
  const ids = content.profiles.flatMap(({ id }) => Array.from({ length: 100_000 }, () => id));
  const after = await removeProfiles(browser.ports, { profileIds: ids });
  expect(after.content.bin).toHaveLength(1);
});

it('a message that picks one profile 100,000 times is answered within 2 seconds', async () => {
  const sites = Array.from({ length: 10 }, (_, at) => ({
    url: `https://site-${at}.test`,
    path: '',
  }));
  const profile = { ...SANDBOX_ADMIN, sites };
  const { content } = await saveProfile(browser.ports, { profile, pick: true });
  const profileIds = content.profiles.flatMap(({ id }) =>
    Array.from({ length: 100_000 }, () => id),
  );
  const began = performance.now();

  await pickMany(browser.ports, { profileIds, isPicked: true });
  await removeProfiles(browser.ports, { profileIds });

  expect(performance.now() - began).toBeLessThan(2_000);
}, 20_000);
