/** One secret of a stored credential is replaced; the other fields and the rest of the profile stay. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../../src/app/keys/create-vault';
import { readState } from '../../../src/app/pages/read-state';
import { checkReplacement } from '../../../src/app/profiles/check-replacement';
import { replaceCredential } from '../../../src/app/profiles/replace-credential';
import { goBack } from '../../../src/app/profiles/replaced-credential';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { commit } from '../../../src/app/vault/commit';
import { openVault } from '../../../src/app/vault/open-vault';
import type { ProfileSummary } from '../../../src/domain/app-state';
import type { Doubt } from '../../../src/domain/doubts';
import type { ProfileDraft } from '../../../src/domain/profile-draft';
import { opened } from '../../support/app-states';
import { draftOf, SANDBOX_ADMIN, SANDBOX_ETH } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../../support/fake-ports';
import { jwtOf } from '../../support/jwt';
import { serviceAccount } from '../../support/jwt-keys';
import { refusal } from '../../support/matchers';
import { exampleKey, toWif } from '../../support/wif';

const SITE = 'https://api.test';

let created: FakeBrowser;
let browser: FakeBrowser;

beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, 'correct horse battery staple');
});

beforeEach(() => {
  browser = fakeBrowser();
  browser.envelope = created.envelope;
  browser.session = created.session;
});

async function profile(): Promise<ProfileSummary> {
  const [found] = opened(await readState(browser.ports)).profiles;
  if (!found) throw new Error('nothing stored');
  return found;
}

/** The only header of the stored profile, as a message names it. */
async function target() {
  const { id, revision, headers } = await profile();
  return { profileId: id, revision, headerId: headers[0]?.id ?? '' };
}

async function stored(schemeId: string, fields: Readonly<Record<string, string>>) {
  await saveProfile(browser.ports, {
    profile: draftOf('One', SITE, schemeId, fields),
    pick: true,
  });
  return target();
}

const sent = () => inForce(browser)[`|${SITE}/`];

describe('replaceCredential', () => {
  it.each([
    ['bearer', { token: 'old' }, 'new', 'Authorization: Bearer new'],
    ['token', { key: 'old' }, 'new', 'Authorization: Token new'],
    ['api-key', { headerName: 'X-Key', key: 'old' }, 'new', 'X-Key: new'],
    ['custom-header', { headerName: 'X-A', value: 'old' }, 'n w', 'X-A: n w'],
    [
      'basic',
      { username: 'ada', password: 'old word' },
      'new',
      `Authorization: Basic ${btoa('ada:new')}`,
    ],
  ])(
    'of %s keeps the other fields, and the new one is in force',
    async (id, fields, value, line) => {
      const before = await stored(id, fields);

      await replaceCredential(browser.ports, { ...before, value, accepted: [] });

      expect(sent()).toEqual([line]);
      const { revision, headers } = await profile();
      expect(revision).toBe(before.revision + 1);
      expect(headers[0]?.id).not.toBe(before.headerId);
      expect(headers[0]?.previousCredential).toBe('kept');
    },
  );

  it('of a private key signs by the new one', async () => {
    for (const [draft, value] of [
      [SANDBOX_ETH, '11'.repeat(32)],
      [
        draftOf('BTC', SITE, 'gluwa-bitcoin', { wif: toWif(exampleKey('a')) }),
        toWif(exampleKey('b')),
      ],
    ] as const) {
      await saveProfile(browser.ports, { profile: draft, pick: false });
      const { profiles } = opened(await readState(browser.ports));
      const { id, revision, headers } = profiles.at(-1) ?? (await profile());
      const before = { profileId: id, revision, headerId: headers[0]?.id ?? '' };

      const { content } = await replaceCredential(browser.ports, {
        ...before,
        value,
        accepted: [],
      });

      const changed = content.profiles.find((each) => each.id === id);
      expect(JSON.stringify(changed?.headers[0]?.credential)).toContain(value);
    }
  });

  it('of a key file takes the names that the new file brings', async () => {
    const fields = {
      algorithm: 'RS256',
      key: serviceAccount({ private_key_id: 'first', client_email: 'first@x.test' }),
      secretEncoding: 'utf8',
      lifetime: '300',
      audience: 'https://api.test',
    };
    const before = await stored('jwt-signed', fields);

    const { content } = await replaceCredential(browser.ports, {
      ...before,
      value: serviceAccount({ private_key_id: 'second', client_email: 'second@x.test' }),
      accepted: [],
    });

    expect(content.profiles[0]?.headers[0]?.credential).toMatchObject({
      header: { kid: 'second' },
      claims: { iss: 'second@x.test', sub: 'second@x.test', aud: 'https://api.test' },
    });
  });

  it('keeps the paths, the methods and the switch of the header', async () => {
    const draft: ProfileDraft = {
      ...SANDBOX_ADMIN,
      headers: [
        {
          schemeId: 'bearer',
          fields: { token: 'old' },
          paths: ['/v1'],
          methods: ['GET'],
          isOff: true,
        },
      ],
    };
    await saveProfile(browser.ports, { profile: draft, pick: true });

    await replaceCredential(browser.ports, { ...(await target()), value: 'new', accepted: [] });

    expect((await profile()).headers[0]).toMatchObject({
      paths: ['/v1'],
      methods: ['GET'],
      isOff: true,
    });
  });

  it('keeps the credential before, so that the user can go back', async () => {
    const before = await stored('bearer', { token: 'old' });
    await replaceCredential(browser.ports, { ...before, value: 'new', accepted: [] });
    await replaceCredential(browser.ports, { ...(await target()), value: 'newer', accepted: [] });

    await goBack(browser.ports, await target());

    // The second attempt has not dropped the one that worked.
    expect(sent()).toEqual(['Authorization: Bearer old']);
  });

  it('counts the age of a credential that an older build stored from this save', async () => {
    const before = await stored('bearer', { token: 'old' });
    const vault = await openVault(browser.ports);
    const profiles = vault.content.profiles.map((each) => ({
      ...each,
      headers: each.headers.map(({ rotatedAt: _, ...header }) => header),
    }));
    await commit(browser.ports, vault, { ...vault.content, profiles });

    const { content } = await replaceCredential(browser.ports, {
      ...before,
      value: 'new',
      accepted: [],
    });

    expect(content.profiles[0]?.headers[0]?.previousCredential?.rotatedAt).toBe(browser.now);
  });

  it('changes nothing if the same secret is typed again', async () => {
    const before = await stored('bearer', { token: 'old' });

    await replaceCredential(browser.ports, { ...before, value: 'old', accepted: [] });

    expect(await target()).toEqual(before);
    expect((await profile()).headers[0]).not.toHaveProperty('previousCredential');
  });

  it('refuses another revision of the profile, and a header that is gone', async () => {
    const before = await stored('bearer', { token: 'old' });
    const replaced = { ...before, value: 'new', accepted: [] };
    for (const change of [{ revision: 0 }, { revision: 2 }, { headerId: 'gone' }]) {
      await expect(replaceCredential(browser.ports, { ...replaced, ...change })).rejects.toThrow(
        refusal('profile-stale'),
      );
    }
    await expect(
      replaceCredential(browser.ports, { ...replaced, profileId: 'gone' }),
    ).rejects.toThrow(refusal('profile-unknown'));
    expect(sent()).toEqual(['Authorization: Bearer old']);
  });

  it.each([
    ['credential-invalid', '', 'required'],
    ['credential-invalid', ' \t', 'required'],
    ['credential-invalid', ' new', 'space-around'],
    ['credential-invalid', 'new\n', 'space-around'],
    ['credential-invalid', 'n\u0000w', 'control-character'],
    ['credential-invalid', 'Bearer new', 'scheme-word-twice'],
    ['credential-doubtful', 'ada:pw', 'looks-like-basic-pair'],
    ['credential-doubtful', jwtOf({ exp: 1 }), 'jwt-expired'],
  ] as const)('refuses by %s the text %j: %s', async (code, value, problem) => {
    const before = await stored('bearer', { token: 'old' });

    const replaced = replaceCredential(browser.ports, { ...before, value, accepted: [] });

    await expect(replaced).rejects.toThrow(refusal(code, 'token', problem));
    expect(sent()).toEqual(['Authorization: Bearer old']);
  });

  it('takes a doubtful value that the user has accepted, and asks again for another doubt', async () => {
    const before = await stored('bearer', { token: 'old' });
    const value = 'ada:pw';
    const replaceWith = (accepted: readonly Doubt[]) =>
      replaceCredential(browser.ports, { ...before, value, accepted });

    await expect(replaceWith(['jwt-expired'])).rejects.toThrow(refusal('credential-doubtful'));
    await replaceWith(['looks-like-basic-pair']);

    expect(sent()).toEqual(['Authorization: Bearer ada:pw']);
  });

  it('asks about no doubt of another field, which was accepted when it was saved', async () => {
    await saveProfile(browser.ports, {
      profile: {
        ...SANDBOX_ADMIN,
        sites: [{ url: SITE, path: '' }],
        headers: [
          {
            schemeId: 'basic',
            fields: { username: ' ada', password: 'old word' },
            paths: [],
            methods: [],
            accepted: ['space-around'],
          },
        ],
      },
      pick: true,
    });

    await replaceCredential(browser.ports, { ...(await target()), value: 'new', accepted: [] });

    expect(sent()).toEqual([`Authorization: Basic ${btoa(' ada:new')}`]);
  });

  it.each([
    [
      'a key in the place of the user name',
      'basic',
      { username: 'sk7f3a9c21d04b', password: 'X' },
      'username',
    ],
    [
      'a token from a server',
      'oauth2-client-credentials',
      { tokenUrl: 'https://id.test/t', clientId: 'c', clientSecret: 's' },
      'schemeId',
    ],
  ])('leaves %s to the editor', async (_, schemeId, fields, field) => {
    const before = await stored(schemeId, fields);
    const typed = { ...before, value: 'new' };

    const replaced = replaceCredential(browser.ports, { ...typed, accepted: [] });

    await expect(replaced).rejects.toThrow(refusal('credential-invalid', field));
    expect(await checkReplacement(browser.ports, typed)).toMatchObject([{ field }]);
  });
});

describe('checkReplacement', () => {
  it('names fields and problems, and no character of what is stored', async () => {
    const before = await stored('basic', { username: 'stored-name', password: 'stored-word' });
    const check = (value: string) => checkReplacement(browser.ports, { ...before, value });

    expect(await check('fine')).toEqual([]);
    expect(await check(' pasted')).toEqual([
      { field: 'password', problem: 'space-around', severity: 'doubtful' },
    ]);
    expect(await check('n\u0000')).toEqual([
      { field: 'password', problem: 'control-character', severity: 'refused' },
    ]);
    expect(JSON.stringify(await check('Authorization: x'))).not.toContain('stored');
  });

  it('answers nothing about a header that is gone, and while locked', async () => {
    const before = await stored('bearer', { token: 'old' });
    const typed = { ...before, value: 'Bearer new' };

    expect(await checkReplacement(browser.ports, { ...typed, headerId: 'gone' })).toEqual([]);
    expect(await checkReplacement(browser.ports, { ...typed, profileId: 'gone' })).toEqual([]);
    const { dataKey: _, ...session } = browser.session;
    browser.session = session;
    expect(await checkReplacement(browser.ports, typed)).toEqual([]);
  });
});
