/** A copy of a profile: the same credential under ids of its own, in force nowhere. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readState } from '../../../src/app/pages/read-state';
import { duplicateProfile } from '../../../src/app/profiles/duplicate-profile';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { commit } from '../../../src/app/vault/commit';
import { openVault } from '../../../src/app/vault/open-vault';
import { PROFILE_NAME_MAX_LENGTH } from '../../../src/domain/profile-draft';
import { opened } from '../../support/app-states';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { inForce } from '../../support/fake-ports';
import { refusal } from '../../support/matchers';
import { portsOf, SITE, signedInWorld, type World } from '../../support/signed-in';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

let world: World;
beforeEach(async () => {
  world = await signedInWorld();
  await saveProfile(portsOf(world), { profile: SANDBOX_ADMIN, pick: true });
});

const stored = async () => (await openVault(portsOf(world))).content;

/** Duplicates the profile that is signed in. */
async function duplicate(name = 'Robot copy') {
  const before = await stored();
  const [original] = before.profiles;
  if (!original) throw new Error('nothing stored');
  await duplicateProfile(portsOf(world), { profileId: original.id, name });
  const after = await stored();
  const [, copy] = after.profiles;
  if (!copy) throw new Error('no copy');
  return { original, copy, before, after };
}

describe('duplicateProfile', () => {
  it('puts a copy with the same sites and credential behind the original', async () => {
    const { original, copy, after } = await duplicate();

    expect(after.profiles.map(({ name }) => name)).toEqual([
      'Robot',
      'Robot copy',
      'Sandbox admin',
    ]);
    const { id: _, headers, ...rest } = original;
    expect(copy).toMatchObject({ ...rest, name: 'Robot copy', revision: 1 });
    expect(copy.headers[0]?.credential).toEqual(headers[0]?.credential);
  });

  it('gives it ids of its own, so that nothing issued for the original matches', async () => {
    const { original, copy } = await duplicate();

    expect(copy.id).not.toBe(original.id);
    expect(copy.headers[0]?.id).not.toBe(original.headers[0]?.id);
  });

  it('copies no refresh token: the copy says Sign in, and the original stays signed in', async () => {
    const { original, copy } = await duplicate();

    expect(original.headers[0]?.refreshToken).toBeDefined();
    expect(copy.headers[0]?.refreshToken).toBeUndefined();
    const { profiles } = opened(await readState(portsOf(world)));
    expect(profiles.slice(0, 2).map(({ headers }) => headers[0]?.signedIn)).toEqual([true, false]);
  });

  it('copies no lasting token and no previous credential', async () => {
    const ports = portsOf(world);
    const vault = await openVault(ports);
    const [first, ...others] = vault.content.profiles;
    if (!first) throw new Error('nothing stored');
    const headers = first.headers.map((header) => ({
      ...header,
      lastingToken: { value: 'lasting', obtainedAt: 0 },
      previousCredential: { schemeId: header.schemeId, credential: header.credential },
    }));
    await commit(ports, vault, { ...vault.content, profiles: [{ ...first, headers }, ...others] });

    const { copy } = await duplicate();

    expect(Object.keys(copy.headers[0] ?? {}).sort()).toEqual(
      ['credential', 'id', 'methods', 'paths', 'rotatedAt', 'schemeId'].sort(),
    );
  });

  it('is in force nowhere', async () => {
    const before = inForce(world.browser);

    const { original, copy, after } = await duplicate();

    expect(after.sitePicks[SITE]?.identity).toBe(original.id);
    expect(JSON.stringify(after.sitePicks)).not.toContain(copy.id);
    expect(inForce(world.browser)).toEqual(before);
  });

  it('leaves a header that is switched off switched off', async () => {
    const ports = portsOf(world);
    const vault = await openVault(ports);
    const profiles = vault.content.profiles.map((profile) => ({
      ...profile,
      headers: profile.headers.map((header) => ({ ...header, isOff: true as const })),
    }));
    await commit(ports, vault, { ...vault.content, profiles });

    const { copy } = await duplicate();

    expect(copy.headers[0]?.isOff).toBe(true);
  });

  it('cuts a name that is too long with the word that marks a copy', async () => {
    const { copy } = await duplicate(`${'n'.repeat(PROFILE_NAME_MAX_LENGTH - 1)}🔑 copy`);

    expect(copy.name).toBe('n'.repeat(PROFILE_NAME_MAX_LENGTH - 1));
  });

  it('refuses a profile that is gone, and a name that is none', async () => {
    const [original] = (await stored()).profiles;
    const ports = portsOf(world);

    await expect(duplicateProfile(ports, { profileId: 'gone', name: 'Copy' })).rejects.toThrow(
      refusal('profile-unknown'),
    );
    await expect(
      duplicateProfile(ports, { profileId: original?.id ?? '', name: ' ' }),
    ).rejects.toThrow(refusal('profile-invalid'));
  });
});
