/** Imported profiles are saved in one commit, as new ones, and no wider than an importer may make them. */
import { describe, expect, it } from 'vitest';
import { keepReview, readReview } from '../../../src/app/exchange/kept-review';
import { saveImported } from '../../../src/app/exchange/save-imported';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { openVault } from '../../../src/app/vault/open-vault';
import type { ProfileDraft } from '../../../src/domain/profile-draft';
import { withCreatedVault } from '../../support/created-vault';
import { draftOf, GEONODE, SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, inForce } from '../../support/fake-ports';
import { refusal } from '../../support/matchers';
import { proves } from '../../support/proves';

let browser: FakeBrowser;
withCreatedVault((fresh) => {
  browser = fresh;
});

const stored = async () => (await openVault(browser.ports)).content;
const commits = () => browser.calls.filter((call) => call === 'storage.write').length;

const bearerAt = (index: number) =>
  draftOf(`Robot ${index}`, `https://api${index}.test`, 'bearer', { token: `token-${index}` });

/** The first header with something in it changed. */
function withHeader(draft: ProfileDraft, change: object): ProfileDraft {
  return { ...draft, headers: draft.headers.map((header) => ({ ...header, ...change })) };
}

describe('saveImported', () => {
  it('saves all profiles in one commit, in their order, and picks none', async () => {
    const before = commits();

    await saveImported(browser.ports, { profiles: [SANDBOX_ADMIN, GEONODE], pick: false });

    expect(commits() - before).toBe(1);
    expect((await stored()).profiles.map(({ name }) => name)).toEqual(['Sandbox admin', 'Geonode']);
    expect(browser.rules).toEqual([]);
  });

  it('picks each on its sites if the user wants that, and the later one of two', async () => {
    const later = { ...SANDBOX_ADMIN, name: 'Later' };

    await saveImported(browser.ports, { profiles: [SANDBOX_ADMIN, later, GEONODE], pick: true });

    const { profiles, sitePicks } = await stored();
    const nameOf = (id?: string) => profiles.find((each) => each.id === id)?.name;
    expect(
      Object.entries(sitePicks).map(([origin, pick]) => [origin, nameOf(pick?.identity)]),
    ).toEqual([
      ['https://api.gluwa.test', 'Later'],
      ['https://api.geonode.test', 'Geonode'],
    ]);
    expect(Object.keys(inForce(browser))).toHaveLength(2);
  });

  it.each([
    ['site', { ...GEONODE, sites: [] }, 'profiles.1.site'],
    ['name', { ...GEONODE, name: ' ' }, 'profiles.1.name'],
    [
      'credential',
      withHeader(GEONODE, { fields: { username: 'a:b', password: 'c' } }),
      'profiles.1.headers.0.username',
    ],
    [
      'header that no request can carry',
      withHeader(GEONODE, {
        schemeId: 'custom-header',
        fields: { headerName: 'X-Long', value: 'x'.repeat(20_000) },
      }),
      'profiles.1',
    ],
  ])('saves nothing if a %s of one is refused, and says which', async (_, refused, field) => {
    const before = browser.envelope;

    await expect(
      saveImported(browser.ports, { profiles: [SANDBOX_ADMIN, refused], pick: true }),
    ).rejects.toMatchObject({ field });

    expect(browser.envelope).toBe(before);
    expect(browser.rules).toEqual([]);
  });

  it('says that the storage is full, and leaves nothing half-written', async () => {
    const before = browser.envelope;
    browser.refuseStorage = true;

    await expect(
      saveImported(browser.ports, { profiles: [SANDBOX_ADMIN], pick: true }),
    ).rejects.toThrow(refusal('storage-failed'));

    expect(browser.envelope).toBe(before);
    expect(browser.rules).toEqual([]);
  });

  it('leaves all as it was if a thousand do not fit', async () => {
    await saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: true });
    const review = { files: ['a.json'], ticks: {} };
    await keepReview(browser.ports, review);
    const now = async () => [await stored(), inForce(browser), browser.storage];
    const before = await now();
    browser.refuseStorage = true;
    browser.refuseDatabase = true;
    const profiles = Array.from({ length: 1_000 }, (_, index) => bearerAt(index));

    await expect(saveImported(browser.ports, { profiles, pick: false })).rejects.toThrow(
      refusal('storage-failed'),
    );

    expect(await now()).toEqual(before);
    expect(await readReview(browser.ports)).toEqual(review);
  });

  it('forgets the review', async () => {
    await keepReview(browser.ports, { files: ['a.json'], ticks: {} });

    await saveImported(browser.ports, { profiles: [SANDBOX_ADMIN], pick: false });

    expect(await readReview(browser.ports)).toBeUndefined();
  });

  proves('T12', 'an imported profile never joins a stored credential', async (tried) => {
    await saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: true });
    const [before] = (await stored()).profiles;

    await saveImported(browser.ports, { profiles: [SANDBOX_ADMIN], pick: false });

    const [first, added] = (await stored()).profiles;
    expect(first).toEqual(before);
    expect(added?.id).not.toBe(first?.id);
    expect(added?.headers[0]?.id).not.toBe(first?.headers[0]?.id);
    const naming = [
      { ...SANDBOX_ADMIN, id: first?.id ?? '' },
      withHeader(SANDBOX_ADMIN, { id: first?.headers[0]?.id }),
      withHeader(SANDBOX_ADMIN, { storedFields: ['password'] }),
      withHeader(SANDBOX_ADMIN, { fieldsInBackground: ['password'] }),
    ];
    for (const forged of naming) {
      await expect(saveImported(browser.ports, { profiles: [forged], pick: true })).rejects.toThrow(
        refusal('message-refused'),
      );
    }
    expect((await stored()).profiles).toHaveLength(2);
    tried(1 + naming.length);
  });

  proves('T12', 'no message of an import makes a profile wide', async (tried) => {
    const wide = {
      ...SANDBOX_ADMIN,
      callers: ['https://evil.test'],
      ownForms: true,
      ownPictures: true,
      allowCache: true,
      allowHttp: true,
      rotateEveryDays: '1',
      pick: true,
    };

    await saveImported(browser.ports, { profiles: [wide, { ...wide, strict: true }], pick: false });

    const { profiles, sitePicks } = await stored();
    expect(sitePicks).toEqual({});
    for (const profile of profiles) {
      expect(profile).toMatchObject({
        callers: [],
        ownForms: false,
        ownPictures: false,
        allowCache: false,
        allowHttp: false,
      });
    }
    expect(profiles.map(({ strict }) => strict)).toEqual([false, true]);
    const plain = draftOf('Plain', 'http://api.test', 'bearer', { token: 'abc' });
    await expect(
      saveImported(browser.ports, { profiles: [{ ...plain, allowHttp: true }], pick: false }),
    ).rejects.toMatchObject({ problem: 'site-http' });
    tried(profiles.length + 1);
  });
});
