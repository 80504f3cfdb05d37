/** The switch for the site's own pictures and style sheets: saved, and never together with Strict. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { readState } from '../../src/app/pages/read-state';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { opened } from '../support/app-states';
import { SANDBOX_ADMIN } from '../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../support/fake-ports';

let created: FakeBrowser;
let browser: FakeBrowser;

// Created once: the key derivation takes its time on purpose.
beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, 'correct horse battery staple');
});

beforeEach(() => {
  browser = fakeBrowser();
  browser.envelope = created.envelope;
  browser.session = created.session;
});

describe('a profile with the switch for pictures', () => {
  it.each([
    { strict: false, saved: true },
    { strict: true, saved: false },
  ])('saved with $strict as Strict has it: $saved', async ({ strict, saved }) => {
    const profile = { ...SANDBOX_ADMIN, strict, ownPictures: true };

    await saveProfile(browser.ports, { profile, pick: true });

    const { profiles } = opened(await readState(browser.ports));
    expect(profiles).toMatchObject([{ strict, ownPictures: saved }]);
  });
});
