/** A profile picked on all of its sites at once. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pick, pickEverywhere } from '../../../src/app/headers/pick';
import { createVault } from '../../../src/app/keys/create-vault';
import { readState } from '../../../src/app/pages/read-state';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import type { ProfileDraft } from '../../../src/domain/profile-draft';
import { opened } from '../../support/app-states';
import { GEONODE, SANDBOX_ADMIN, SANDBOX_ETH } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../../support/fake-ports';
import { refusal } from '../../support/matchers';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const GLUWA = 'https://api.gluwa.test';
const TALEND = 'https://talend.test';
const ADMIN = 'Authorization: Basic YWJjZDoxMjM0';
const TWO_SITES: ProfileDraft = {
  ...SANDBOX_ADMIN,
  sites: [...SANDBOX_ADMIN.sites, { url: TALEND, path: '' }],
};

let browser: FakeBrowser;

beforeEach(async () => {
  browser = fakeBrowser();
  await createVault(browser.ports, 'correct horse battery staple');
});

const picks = async () => opened(await readState(browser.ports)).picks;

async function add(profile: ProfileDraft, picked: boolean): Promise<string> {
  await saveProfile(browser.ports, { profile, pick: picked });
  return opened(await readState(browser.ports)).profiles.at(-1)?.id ?? '';
}

describe('pickEverywhere', () => {
  it('picks the profile on all of its sites by one commit, in place of another', async () => {
    await add(SANDBOX_ETH, true);
    const profileId = await add(TWO_SITES, false);
    const { storage } = browser;
    browser.calls.length = 0;

    await pickEverywhere(browser.ports, { profileId });

    expect(await picks()).toEqual({ [GLUWA]: profileId, [TALEND]: profileId });
    expect(inForce(browser)).toEqual({ [`|${GLUWA}/`]: [ADMIN], [`|${TALEND}/`]: [ADMIN] });
    // The vault before the last change is the one before the first of the picks.
    expect(browser.storage.before).toBe(storage.current);
    expect(browser.calls.filter((call) => call === 'rules.update')).toHaveLength(1);
  });

  it('leaves the other sites alone, in use or off', async () => {
    const geonode = await add(GEONODE, true);
    const robot = { ...SANDBOX_ETH, sites: [{ url: 'https://robot.test', path: '' }] };
    await add(robot, true);
    await pick(browser.ports, { origin: 'https://robot.test', profileId: null });
    const profileId = await add(TWO_SITES, false);

    await pickEverywhere(browser.ports, { profileId });

    expect(await picks()).toEqual({
      [GLUWA]: profileId,
      [TALEND]: profileId,
      'https://api.geonode.test': geonode,
    });
  });

  it('refuses a profile that is gone, and changes nothing', async () => {
    await add(GEONODE, true);
    const { storage } = browser;

    await expect(pickEverywhere(browser.ports, { profileId: 'gone' })).rejects.toThrow(
      refusal('profile-unknown'),
    );

    expect(browser.storage).toEqual(storage);
  });
});
