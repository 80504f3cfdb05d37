/** A replaced credential: kept until the user has decided, and never shown to a page. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../../src/app/keys/create-vault';
import { readState } from '../../../src/app/pages/read-state';
import { confirmCredential, goBack } from '../../../src/app/profiles/replaced-credential';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { commit } from '../../../src/app/vault/commit';
import { openVault } from '../../../src/app/vault/open-vault';
import type { ProfileSummary } from '../../../src/domain/app-state';
import type { HeaderDraft, ProfileDraft } from '../../../src/domain/profile-draft';
import type { Origin } from '../../../src/domain/site';
import { faceOfTab } from '../../../src/domain/toolbar-face';
import { opened } from '../../support/app-states';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../../support/fake-ports';
import { refusal } from '../../support/matchers';

const DAY = 24 * 60 * 60_000;
/** The first password, as RFC 7617 sends it. */
const FIRST = 'Authorization: Basic YWJjZDoxMjM0';
const GLUWA = 'https://api.gluwa.test';

let created: FakeBrowser;
let browser: FakeBrowser;

beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, 'correct horse battery staple');
});

beforeEach(async () => {
  browser = fakeBrowser();
  browser.envelope = created.envelope;
  browser.session = created.session;
  await saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: true });
});

const state = () => readState(browser.ports);

async function stored(): Promise<ProfileSummary> {
  const [profile] = opened(await state()).profiles;
  if (!profile) throw new Error('nothing stored');
  return profile;
}

/** The header as a command names it. */
async function header() {
  const { id, headers } = await stored();
  return {
    profileId: id,
    headerId: headers[0]?.id ?? '',
    previousCredential: headers[0]?.previousCredential,
  };
}

/** An edit of the stored profile with its header as given. */
async function edit(change: Partial<HeaderDraft>, more: Partial<ProfileDraft> = {}) {
  const { id, revision, headers } = await stored();
  const kept = { id: headers[0]?.id ?? '', schemeId: 'basic', paths: [], methods: [] };
  const profile = { ...SANDBOX_ADMIN, id, revision, headers: [{ ...kept, ...change }], ...more };
  await saveProfile(browser.ports, { profile, pick: false });
}

const replaceBy = (password: string) => edit({ fields: { username: 'abcd', password } });

/** Time goes by, with the user at the computer. */
function pass(ms: number): void {
  const { session } = browser;
  browser.now += ms;
  browser.session = { ...session, lockAt: (session.lockAt ?? 0) + ms };
}

/** The headers in force on the only site. */
const sent = () => inForce(browser)[`|${GLUWA}/`];
const basic = (password: string) => `Authorization: Basic ${btoa(`abcd:${password}`)}`;

describe('a replaced credential', () => {
  it('is kept beside the new one, which is in force', async () => {
    await replaceBy('5678');

    expect(sent()).toEqual([basic('5678')]);
    expect((await header()).previousCredential).toBe('kept');
  });

  it('is told to no page, and stored sealed', async () => {
    await replaceBy('5678');

    const { schemes, ...rest } = await state();
    const told = JSON.stringify(rest);
    expect(told).toContain('"previousCredential":"kept"');
    // The quotes are part of the search: many digests and ids contain four such digits.
    for (const secret of ['"1234"', '"5678"', btoa('abcd:1234'), 'password']) {
      expect(told).not.toContain(secret);
      expect(browser.envelope).not.toContain(secret);
    }
  });

  it.each([
    ['kept as it is', {}],
    ['typed once more, the same', { fields: { username: 'abcd', password: '1234' } }],
  ])('is none where it was %s', async (_, change) => {
    const before = await header();
    pass(3 * DAY);

    await edit(change, { name: 'Renamed' });

    expect(await header()).toEqual(before);
    expect((await stored()).rotation?.ageDays).toBe(3);
  });

  it('is kept across a change of the auth scheme', async () => {
    await edit({ schemeId: 'bearer', fields: { token: 'a-token' } });
    expect(sent()).toEqual(['Authorization: Bearer a-token']);

    await goBack(browser.ports, await header());

    expect(sent()).toEqual([FIRST]);
    expect((await stored()).headers[0]?.schemeId).toBe('basic');
  });

  it('is not kept by a save that is refused', async () => {
    const before = browser.envelope;

    await expect(edit({ fields: { username: 'a:b', password: 'x' } })).rejects.toThrow(
      refusal('credential-invalid'),
    );

    expect(browser.envelope).toBe(before);
    expect((await header()).previousCredential).toBeUndefined();
  });

  it('stays the one that worked, however often the next one is tried', async () => {
    await replaceBy('mistyped');
    await replaceBy('mistyped again');

    await goBack(browser.ports, await header());

    expect(sent()).toEqual([FIRST]);
  });

  it('is the one gone back to, when that is replaced in turn', async () => {
    await replaceBy('wrong');
    await goBack(browser.ports, await header());
    await replaceBy('5678');

    await goBack(browser.ports, await header());

    expect(sent()).toEqual([FIRST]);
  });

  it('is the last one that was said to work', async () => {
    await replaceBy('5678');
    await confirmCredential(browser.ports, await header());
    await replaceBy('9999');

    await goBack(browser.ports, await header());

    expect(sent()).toEqual([basic('5678')]);
  });
});

describe('confirmCredential', () => {
  it('moves the other one to the bin, and leaves in force what is', async () => {
    await replaceBy('5678');
    const { revision } = await stored();

    const { content } = await confirmCredential(browser.ports, await header());

    const { bin, ...rest } = content;
    expect(JSON.stringify(rest)).not.toContain('"1234"');
    expect(bin).toMatchObject([
      { kind: 'credential', profile: { headers: [{ credential: { password: '1234' } }] } },
    ]);
    expect(sent()).toEqual([basic('5678')]);
    expect(await header()).toMatchObject({ previousCredential: undefined });
    expect((await stored()).revision).toBe(revision + 1);
  });
});

describe('goBack', () => {
  it('puts the earlier one in force by one change of the rules', async () => {
    await replaceBy('5678');
    browser.calls.splice(0);

    await goBack(browser.ports, await header());

    expect(sent()).toEqual([FIRST]);
    expect(browser.calls.filter((call) => call === 'rules.update')).toHaveLength(1);
    expect((await header()).previousCredential).toBe('in-use');
  });

  it('gives each credential its own age', async () => {
    pass(90 * DAY);
    await replaceBy('5678');
    expect((await stored()).rotation?.ageDays).toBe(0);

    await goBack(browser.ports, await header());
    expect((await stored()).rotation?.ageDays).toBe(90);

    await goBack(browser.ports, await header());
    expect((await stored()).rotation?.ageDays).toBe(0);
    expect(sent()).toEqual([basic('5678')]);
    expect((await header()).previousCredential).toBe('kept');
  });

  it('makes an edit that began before it stale', async () => {
    await replaceBy('5678');
    const { id, revision } = await stored();
    await goBack(browser.ports, await header());

    const late = saveProfile(browser.ports, {
      profile: { ...SANDBOX_ADMIN, id, revision },
      pick: false,
    });

    await expect(late).rejects.toThrow(refusal('profile-stale'));
  });
});

describe.each([
  ['confirmCredential', confirmCredential],
  ['goBack', goBack],
])('%s', (_, decide) => {
  it('refuses where nothing is kept', async () => {
    const place = await header();
    const before = browser.envelope;

    await expect(decide(browser.ports, place)).rejects.toThrow(refusal('before-gone'));
    expect(browser.envelope).toBe(before);
  });

  it('refuses a credential that was replaced meanwhile', async () => {
    await replaceBy('5678');
    const seen = await header();
    await replaceBy('9999');

    await expect(decide(browser.ports, seen)).rejects.toThrow(refusal('before-gone'));
    expect(sent()).toEqual([basic('9999')]);
  });

  it('refuses a profile that is gone', async () => {
    const { headerId } = await header();

    await expect(decide(browser.ports, { profileId: 'gone', headerId })).rejects.toThrow(
      refusal('profile-unknown'),
    );
  });
});

describe('the reminder', () => {
  async function face() {
    return faceOfTab(await state(), GLUWA as Origin).kind;
  }

  it.each(['0', '3651', '1.5', '-1', 'ninety', '9'.repeat(400)])(
    'refuses %j as a number of days',
    async (rotateEveryDays) => {
      await expect(edit({}, { rotateEveryDays })).rejects.toThrow(
        refusal('profile-invalid', 'rotateEveryDays', 'days-out-of-range'),
      );
    },
  );

  it.each([
    ['1', 1],
    [' 90 ', 90],
    ['3650', 3650],
    ['', undefined],
  ])('takes %j', async (rotateEveryDays, days) => {
    await edit({}, { rotateEveryDays });

    expect((await stored()).rotateEveryDays).toBe(days);
  });

  it('marks the button on the day, as long as the profile is picked', async () => {
    await edit({}, { rotateEveryDays: '90' });
    pass(90 * DAY - 1);
    expect(await face()).toBe('in-use');

    pass(1);
    expect(await face()).toBe('attention');
    expect((await stored()).rotation).toMatchObject({ ageDays: 90, dueInDays: 0 });

    await saveProfile(browser.ports, {
      profile: { ...SANDBOX_ADMIN, name: 'Another' },
      pick: true,
    });
    expect(await face()).toBe('in-use');
  });

  it('ends with a new credential, and begins again with the way back', async () => {
    await edit({}, { rotateEveryDays: '90' });
    pass(93 * DAY);
    await edit({ fields: { username: 'abcd', password: '5678' } }, { rotateEveryDays: '90' });
    expect(await face()).toBe('in-use');

    await goBack(browser.ports, await header());

    expect((await stored()).rotation?.dueInDays).toBe(-3);
    expect(await face()).toBe('attention');
  });

  it('begins, for a profile of an older build, with its next save', async () => {
    const [profile] = (await saveOfOlderBuild()).content.profiles;
    expect(profile?.headers[0]).not.toHaveProperty('rotatedAt');
    expect((await stored()).rotation).toBeUndefined();
    pass(DAY);

    await edit({}, { rotateEveryDays: '90' });

    expect((await stored()).rotation).toEqual({ since: browser.now, ageDays: 0, dueInDays: 90 });
  });
});

/** The vault as one left it that wrote down no times. */
async function saveOfOlderBuild() {
  const vault = await openVault(browser.ports);
  const profiles = vault.content.profiles.map((profile) => ({
    ...profile,
    headers: profile.headers.map(({ rotatedAt: _, ...spec }) => spec),
  }));
  return commit(browser.ports, vault, { ...vault.content, profiles });
}
