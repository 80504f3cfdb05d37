/** The state names the user of a header where that is no secret, and a key in its place never. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../../src/app/keys/create-vault';
import { readState } from '../../../src/app/pages/read-state';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { opened } from '../../support/app-states';
import { draftOf } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';

let browser: FakeBrowser;
beforeEach(async () => {
  browser = fakeBrowser();
  await createVault(browser.ports, 'correct horse battery staple');
});

async function stateWith(username: string, password: string) {
  const profile = draftOf('Ada', 'https://api.test', 'basic', { username, password });
  await saveProfile(browser.ports, { profile, pick: true });
  return opened(await readState(browser.ports));
}

describe('the state', () => {
  it('names the user of a Basic header', async () => {
    const { profiles } = await stateWith('ada@example.com', 'correct horse');

    expect(profiles[0]?.headers[0]?.userName).toBe('ada@example.com');
  });

  it.each([
    ['sk_live_4eC39HqLyjWDarjtT1zdp7dc', 'x-password'],
    ['4eC39HqLyjWDarjtT1zdp7dc', 'X'],
    ['c0ffee', ''],
  ])('does not hold %j, which may be a key', async (key, password) => {
    const state = await stateWith(key, password);

    expect(JSON.stringify(state)).not.toContain(key);
  });
});
