/** The time of the last pick is stored for every use case that picks, and changes nothing else. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { pick, pickEverywhere, pickMany } from '../../../src/app/headers/pick';
import { pickNext } from '../../../src/app/headers/pick-next';
import { createVault } from '../../../src/app/keys/create-vault';
import { readState } from '../../../src/app/pages/read-state';
import { duplicateProfile } from '../../../src/app/profiles/duplicate-profile';
import { removeProfiles } from '../../../src/app/profiles/remove-profiles';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { openVault } from '../../../src/app/vault/open-vault';
import type { Origin } from '../../../src/domain/site';
import { decodeContent, encodeContent } from '../../../src/vault/content';
import { opened } from '../../support/app-states';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

let created: FakeBrowser;
beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, 'correct horse battery staple');
});

async function withProfile(picked: boolean) {
  const browser = fakeBrowser();
  browser.envelope = created.envelope;
  browser.session = created.session;
  await saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: picked });
  const profiles = async () => opened(await readState(browser.ports)).profiles;
  const [profile] = await profiles();
  const origin = profile?.sites[0]?.origin;
  if (!profile || !origin) throw new Error('nothing saved');
  return { ports: browser.ports, profile, origin, profiles };
}

type Saved = Awaited<ReturnType<typeof withProfile>>;

describe('the time of the last pick', () => {
  it('is that of the save that picks', async () => {
    const { ports, profile } = await withProfile(true);

    expect(profile.pickedAt).toBe(ports.now());
  });

  it.each<[string, (saved: Saved) => Promise<unknown>]>([
    ['pick', ({ ports, profile, origin }) => pick(ports, { origin, profileId: profile.id })],
    ['pickEverywhere', ({ ports, profile }) => pickEverywhere(ports, { profileId: profile.id })],
    [
      'pickMany',
      ({ ports, profile }) => pickMany(ports, { profileIds: [profile.id], isPicked: true }),
    ],
    ['pickNext', ({ ports, origin }) => pickNext(ports, origin as Origin)],
  ])('is set by %s, and raises no revision', async (_, act) => {
    const saved = await withProfile(false);
    expect(saved.profile.pickedAt).toBeUndefined();

    await act(saved);

    const [profile] = await saved.profiles();
    expect(profile).toMatchObject({
      pickedAt: saved.ports.now(),
      revision: saved.profile.revision,
    });
  });

  it('outlives the end of the pick, and goes with the profile', async () => {
    const { ports, profile, origin, profiles } = await withProfile(true);

    await pick(ports, { origin, profileId: null });
    expect((await profiles())[0]?.pickedAt).toBe(profile.pickedAt);

    await removeProfiles(ports, { profileIds: [profile.id] });
    expect((await openVault(ports)).content.pickTimes).toEqual({});
  });

  it('is not copied', async () => {
    const { ports, profile, profiles } = await withProfile(true);

    await duplicateProfile(ports, { profileId: profile.id, name: 'Copy' });

    expect((await profiles()).map(({ pickedAt }) => pickedAt !== undefined)).toEqual([true, false]);
  });

  it('is absent from a vault of an older build', async () => {
    const { ports } = await withProfile(true);
    const { pickTimes: _, ...older } = JSON.parse(encodeContent((await openVault(ports)).content));

    expect(decodeContent(JSON.stringify(older)).pickTimes).toEqual({});
  });
});
