/** A backup from the vault to the file and back, as the background makes and restores it. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Backups, backups } from '../../src/app/backup/backups';
import { undo } from '../../src/app/bin/undo';
import { addPasskey } from '../../src/app/keys/change-keys';
import { confirm } from '../../src/app/keys/confirm';
import { createVault } from '../../src/app/keys/create-vault';
import { unlock } from '../../src/app/keys/unlock';
import { lock } from '../../src/app/lock/lock';
import { readState } from '../../src/app/pages/read-state';
import { keepDraft } from '../../src/app/profiles/kept-drafts';
import { removeProfiles } from '../../src/app/profiles/remove-profiles';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { changeSettings } from '../../src/app/settings';
import { turnsOn } from '../../src/app/turns';
import { commit } from '../../src/app/vault/commit';
import { openVault } from '../../src/app/vault/open-vault';
import { CONTENT_KEYS } from '../../src/backup/content-keys';
import type { Restoring } from '../../src/domain/backup';
import { newHeaderSpecId, type ProfileId } from '../../src/domain/profile';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings';
import { contentSchema, EMPTY_CONTENT, type VaultContent } from '../../src/vault/content';
import { opened } from '../support/app-states';
import { arbitraryContent } from '../support/arbitrary-content';
import { draftOf, GEONODE, SANDBOX_ADMIN, SANDBOX_ETH } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { refusal } from '../support/matchers';
import { proves, rounds } from '../support/proves';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const FILE_PASSPHRASE = 'a long passphrase for the file';
const proof = { passphrase: PASSPHRASE };
const REPLACE: Restoring = { mode: 'replace', proof };
const MERGE: Restoring = { mode: 'merge' };

/** As loose as they can be, so that a restore takes every setting of a file. */
const LOOSEST: Settings = {
  paused: false,
  autoLockMinutes: 24 * 60,
  lockWithComputer: false,
  observes: true,
  singleKeys: true,
  digitsPick: true,
  namesInToolbar: true,
  backupReminderDays: 0,
};

function backupsOf(browser: FakeBrowser): Backups {
  const { ports } = browser;
  const turns = turnsOn(ports, async () => {});
  return backups(ports, {
    take: turns.take,
    runAndPublish: (act) => turns.take(act).then(() => undefined),
  });
}

async function newVault(content: Partial<VaultContent> = {}): Promise<FakeBrowser> {
  const browser = fakeBrowser();
  await createVault(browser.ports, PASSPHRASE);
  await setContent(browser, { ...EMPTY_CONTENT, ...content });
  return browser;
}

async function setContent({ ports }: FakeBrowser, content: VaultContent): Promise<void> {
  await commit(ports, await openVault(ports), content);
}

const contentOf = async ({ ports }: FakeBrowser) => (await openVault(ports)).content;

async function make(browser: FakeBrowser): Promise<string> {
  const own = backupsOf(browser);
  const { file, madeAt } = await own.make({ proof, filePassphrase: FILE_PASSPHRASE });
  expect(await own.saved(madeAt)).toBe(true);
  return file;
}

async function restoreTo(browser: FakeBrowser, file: string, how: Restoring): Promise<void> {
  const act = await backupsOf(browser).restore({ file, filePassphrase: FILE_PASSPHRASE, how });
  await turnsOn(browser.ports, async () => {}).take(act);
}

/** A file of the fake cipher with any text. */
const fileOf = (text: string) =>
  `fake-age ${JSON.stringify({ text, passphrase: FILE_PASSPHRASE })}`;

const jsonIn = (file: string) => JSON.parse(JSON.parse(file.slice('fake-age '.length)).text);

let browser: FakeBrowser;

beforeEach(async () => {
  browser = await newVault();
  await saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: true });
  await saveProfile(browser.ports, { profile: GEONODE, pick: false });
});

describe('a backup that is restored to an empty vault', () => {
  it('makes an equal vault, field by field over the schema of the content', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryContent, async (content) => {
        const file = await make(await newVault(content));
        const other = await newVault({ settings: LOOSEST });
        const before = await contentOf(other);

        await restoreTo(other, file, REPLACE);

        const after = await contentOf(other);
        const expected = { ...content, profiles: content.profiles.map(signedOut) };
        // Picks with an end are among the picks once they are read.
        const { apartPicks: _, ...entries } = contentSchema.entries;
        for (const key of Object.keys(entries) as (keyof VaultContent)[]) {
          if (key === 'backup') continue;
          const isKept = CONTENT_KEYS[key] === 'kept';
          expect(after[key], key).toEqual(isKept ? expected[key] : before[key]);
        }
      }),
      { numRuns: rounds({ short: 60, full: 1_000 }) },
    );
  });

  it('sends the same headers', async () => {
    const file = await make(browser);
    const other = await newVault();

    await restoreTo(other, file, REPLACE);

    expect(inForce(other)).toEqual(inForce(browser));
    expect(Object.keys(inForce(other))).not.toEqual([]);
  });
});

/** Refresh tokens and lasting tokens stay behind. */
function signedOut(profile: VaultContent['profiles'][number]) {
  return {
    ...profile,
    headers: profile.headers.map(({ refreshToken: _, lastingToken: __, ...header }) => {
      const { previousCredential: previous } = header;
      if (!previous) return header;
      const { refreshToken: ___, lastingToken: ____, ...rest } = previous;
      return { ...header, previousCredential: rest };
    }),
  };
}

describe('making a backup', () => {
  proves('T25', 'it asks for the passphrase or a passkey each time', async (tried) => {
    const asking = { filePassphrase: FILE_PASSPHRASE };
    await make(browser);
    // What confirms a wider use for some minutes confirms no backup.
    await confirm(browser.ports, PASSPHRASE);

    await expect(
      backupsOf(browser).make({ ...asking, proof: { passphrase: 'another long passphrase' } }),
    ).rejects.toThrow(refusal('passphrase-wrong'));
    const passkey = { slotId: 'none', secret: Buffer.alloc(32, 1).toString('base64') };
    await expect(backupsOf(browser).make({ ...asking, proof: { passkey } })).rejects.toThrow(
      refusal('passkey-wrong'),
    );
    tried(2);
  });

  it('takes a passkey of the vault', async () => {
    const secret = Buffer.alloc(32, 7).toString('base64');
    const passkey = { slotId: 'key', credentialId: 'key', prfInput: secret, secret };
    await addPasskey(browser.ports, { passphrase: PASSPHRASE, name: 'Key', passkey });

    const made = await backupsOf(browser).make({
      proof: { passkey: { slotId: 'key', secret } },
      filePassphrase: FILE_PASSPHRASE,
    });

    expect(made.name).toMatch(/^keybearer-backup-\d{4}-\d{2}-\d{2}\.age$/);
    expect(jsonIn(made.file).profiles).toHaveLength(2);
  });

  it.each([
    ['too short a', 'short', 'passphrase-weak'],
    ['too simple a', 'a'.repeat(20), 'passphrase-guessable'],
  ] as const)('refuses %s passphrase for the file', async (_, filePassphrase, code) => {
    const failure = await backupsOf(browser)
      .make({ proof, filePassphrase })
      .catch((error) => error);

    expect(failure).toMatchObject({ code, field: 'filePassphrase' });
  });

  it('leaves the tokens of a sign-in, the bin and unsaved texts out of the file', async () => {
    const content = await contentOf(browser);
    const [first] = content.profiles;
    await setContent(browser, {
      ...content,
      profiles: content.profiles.map((profile) => ({
        ...profile,
        headers: profile.headers.map((header) => ({
          ...header,
          refreshToken: 'canary-refresh',
          previousCredential: {
            schemeId: header.schemeId,
            credential: header.credential,
            lastingToken: { value: 'canary-lasting', obtainedAt: 1 },
          },
        })),
      })),
    });
    await removeProfiles(browser.ports, { profileIds: [first?.id ?? ''] });
    await keepDraft(browser.ports, { ...SANDBOX_ETH, name: 'canary-draft' });
    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);

    const file = await make(browser);

    expect(file).not.toMatch(/canary/);
    expect(file).not.toContain(SANDBOX_ADMIN.name);
    expect(file).toContain(GEONODE.name);
  });

  proves('T14', 'a lock in the middle ends it, at once', async (tried) => {
    browser.cipherHeld = new Promise(() => {});
    const { ports } = browser;
    const asked = { proof, filePassphrase: FILE_PASSPHRASE };
    const file = `fake-age ${JSON.stringify({ text: '{}', passphrase: FILE_PASSPHRASE })}`;
    const works = [
      () => backupsOf(browser).make(asked),
      () => backupsOf(browser).preview({ file, filePassphrase: FILE_PASSPHRASE }),
      () => backupsOf(browser).restore({ file, filePassphrase: FILE_PASSPHRASE, how: REPLACE }),
    ];
    for (const work of works) {
      const outcome = work().catch((error) => error.code);
      await vi.waitFor(async () => expect(await ports.session.readNow()).toHaveProperty('dataKey'));
      await new Promise((resolve) => setTimeout(resolve, 20));
      await lock(ports);

      expect(await outcome).toBe('locked-meanwhile');
      await unlock(ports, PASSPHRASE);
      tried();
    }
  });

  it('can be cancelled: there is no file, and the reminder stays', async () => {
    browser.cipherHeld = new Promise(() => {});
    const own = backupsOf(browser);
    const before = (await contentOf(browser)).backup;
    const made = own.make({ proof, filePassphrase: FILE_PASSPHRASE }).catch((error) => error.code);
    own.cancel();
    expect(await made).toBe('backup-cancelled');

    const encrypt = vi.spyOn(browser.ports.cipher, 'encrypt');
    const encrypted = own
      .make({ proof, filePassphrase: FILE_PASSPHRASE })
      .catch((error) => error.code);
    await vi.waitFor(() => expect(encrypt).toHaveBeenCalled());
    own.cancel();

    expect(await encrypted).toBe('backup-cancelled');
    expect((await contentOf(browser)).backup).toEqual(before);
  });

  it('goes on beside other commands', async () => {
    let release = () => {};
    browser.cipherHeld = new Promise((resolve) => {
      release = resolve;
    });
    const turns = turnsOn(browser.ports, async () => {});
    const made = backups(browser.ports, {
      take: turns.take,
      runAndPublish: (act) => turns.take(act).then(() => undefined),
    }).make({ proof, filePassphrase: FILE_PASSPHRASE });

    await turns.take((ports) => changeSettings(ports, { paused: true }));
    release();

    expect(jsonIn((await made).file).profiles).toHaveLength(2);
  });

  it('notes the time, and that nothing has changed since', async () => {
    expect((await contentOf(browser)).backup).toEqual({ changedAt: browser.now });

    await make(browser);

    expect((await contentOf(browser)).backup).toEqual({ madeAt: browser.now });
    expect(opened(await readState(browser.ports)).backup).toEqual({
      madeAt: browser.now,
      isDue: false,
    });
  });

  it('does not count before a page has handed its file to the browser', async () => {
    const own = backupsOf(browser);
    const before = (await contentOf(browser)).backup;

    // The tab is closed meanwhile.
    const { madeAt } = await own.make({ proof, filePassphrase: FILE_PASSPHRASE });
    expect((await contentOf(browser)).backup).toEqual(before);

    expect(await own.saved(madeAt - 1)).toBe(false);
    expect((await contentOf(browser)).backup).toEqual(before);
    expect(await own.saved(madeAt)).toBe(true);
    expect((await contentOf(browser)).backup).toEqual({ madeAt });
    expect(await own.saved(madeAt)).toBe(false);
  });

  it('does not count if the vault was locked before the page had the file', async () => {
    const own = backupsOf(browser);
    const before = (await contentOf(browser)).backup;
    const { madeAt } = await own.make({ proof, filePassphrase: FILE_PASSPHRASE });
    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);

    await expect(own.saved(madeAt)).rejects.toThrow(refusal('locked-meanwhile'));

    expect((await contentOf(browser)).backup).toEqual(before);
  });

  it('counts a change while the file was encrypted as one that no backup has', async () => {
    let release = () => {};
    browser.cipherHeld = new Promise((resolve) => {
      release = resolve;
    });
    const own = backupsOf(browser);
    const made = own.make({ proof, filePassphrase: FILE_PASSPHRASE });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await saveProfile(browser.ports, { profile: SANDBOX_ETH, pick: false });
    release();
    await own.saved((await made).madeAt);

    const { madeAt, changedAt } = (await contentOf(browser)).backup;
    expect([madeAt, changedAt]).toEqual([browser.now, browser.now]);
  });
});

describe('a restore that merges', () => {
  it('adds what is not there, once', async () => {
    const file = await make(browser);
    const other = await newVault();
    await saveProfile(other.ports, { profile: GEONODE, pick: true });

    await restoreTo(other, file, MERGE);
    await restoreTo(other, file, MERGE);

    const { profiles, sitePicks } = await contentOf(other);
    expect(profiles.map(({ name }) => name)).toEqual([GEONODE.name, SANDBOX_ADMIN.name]);
    // Picks stay as they are.
    expect(Object.keys(sitePicks)).toEqual(['https://api.geonode.test']);
  });

  it('brings a deleted profile back, beside its entry in the bin', async () => {
    const file = await make(browser);
    const [admin] = (await contentOf(browser)).profiles;
    await removeProfiles(browser.ports, { profileIds: [admin?.id ?? ''] });

    await restoreTo(browser, file, MERGE);

    const { profiles, bin } = await contentOf(browser);
    expect(profiles.map(({ name }) => name)).toEqual([GEONODE.name, SANDBOX_ADMIN.name]);
    expect(profiles[1]?.id).not.toBe(admin?.id);
    expect(bin).toHaveLength(1);
  });

  proves('T12', 'a file never joins a stored credential', async (tried) => {
    const file = await make(browser);
    const [stored] = (await contentOf(browser)).profiles;
    const text = jsonIn(file);
    const [own] = text.profiles;
    const evil = [{ origin: 'https://evil.test', path: '/' }];
    const forgeries = [
      { ...own, sites: evil },
      { ...own, sites: [...own.sites, ...evil] },
      { ...own, callers: ['https://evil.test'] },
      { ...own, headers: [{ ...own.headers[0], fields: { username: 'x', password: 'y' } }] },
      {
        ...own,
        sites: evil,
        headers: own.headers.map(({ fields: _, ...rest }: object & { fields?: object }) => rest),
      },
    ];
    for (const forged of forgeries) {
      for (const how of [MERGE, REPLACE]) {
        const other = fakeBrowser();
        Object.assign(
          other,
          structuredClone({
            storage: browser.storage,
            database: browser.database,
            session: browser.session,
            rules: browser.rules,
            now: browser.now,
          }),
        );
        const headerIds = stored?.headers.map(({ id }) => id);

        await restoreTo(other, fileOf(JSON.stringify({ ...text, profiles: [forged] })), how);

        const { profiles } = await contentOf(other);
        const kept = profiles.find(({ id }) => id === stored?.id);
        if (how.mode === 'merge') expect(kept).toEqual(stored);
        else expect(kept).toBeUndefined();
        // No token of a sign-in and no issued header, which go by these ids, fits the restored profile.
        const restored = profiles.filter(
          ({ id }) => id !== stored?.id && id !== text.profiles[1].id,
        );
        for (const { headers } of restored) {
          for (const { id } of headers) expect(headerIds).not.toContain(id);
        }
        tried();
      }
    }
  });

  it('only makes settings stricter', async () => {
    await changeSettings(browser.ports, { paused: true, autoLockMinutes: 240, observes: false });
    const file = await make(browser);
    const other = await newVault();

    await restoreTo(other, file, MERGE);

    const { settings } = await contentOf(other);
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, paused: true, observes: false });
  });
});

describe('a restore that replaces', () => {
  proves('T25', 'it asks for the passphrase each time', async (tried) => {
    const file = await make(browser);
    const before = await contentOf(browser);
    await confirm(browser.ports, PASSPHRASE);

    const wrong: Restoring = { mode: 'replace', proof: { passphrase: 'another long passphrase' } };
    await expect(restoreTo(browser, file, wrong)).rejects.toThrow(refusal('passphrase-wrong'));
    expect(await contentOf(browser)).toEqual(before);
    tried();
  });

  it('puts all others into the bin, and leaves equal ones as they are', async () => {
    const file = await make(browser);
    const [, geonode] = (await contentOf(browser)).profiles;
    await saveProfile(browser.ports, { profile: SANDBOX_ETH, pick: true });
    const changed = opened(await readState(browser.ports)).profiles[0];
    await saveProfile(browser.ports, {
      profile: {
        ...SANDBOX_ADMIN,
        id: changed?.id,
        revision: changed?.revision ?? 0,
        name: 'Renamed',
        headers: [{ id: changed?.headers[0]?.id, schemeId: 'basic', paths: [], methods: [] }],
      } as ProfileDraft,
      pick: false,
    });

    await restoreTo(browser, file, REPLACE);

    const { profiles, bin, sitePicks } = await contentOf(browser);
    expect(profiles.map(({ name }) => name)).toEqual([SANDBOX_ADMIN.name, GEONODE.name]);
    expect(profiles[1]).toEqual(geonode);
    const binned = bin.flatMap((entry) => (entry.kind === 'draft' ? [] : entry.profile.name));
    expect(binned.sort()).toEqual(['Renamed', SANDBOX_ETH.name].sort());
    expect(Object.values(sitePicks)).toEqual([{ identity: profiles[0]?.id, extras: [] }]);
    expect(Object.values(inForce(browser)).flat()).toEqual([
      expect.stringMatching(/^Authorization: Basic/),
    ]);
  });

  it('can be undone', async () => {
    const file = await make(browser);
    await saveProfile(browser.ports, { profile: SANDBOX_ETH, pick: true });
    await restoreTo(browser, file, REPLACE);
    const { undo: offer } = opened(await readState(browser.ports));

    await undo(browser.ports, offer?.ids ?? []);

    const names = (await contentOf(browser)).profiles.map(({ name }) => name);
    expect(names.toSorted()).toEqual(
      [SANDBOX_ADMIN.name, GEONODE.name, SANDBOX_ETH.name].toSorted(),
    );
  });
});

describe('a restore that fails', () => {
  proves('F4', 'a full storage leaves everything as it was', async (tried) => {
    const file = await make(browser);
    const other = await newVault();
    await saveProfile(other.ports, { profile: SANDBOX_ETH, pick: true });
    const before = [await contentOf(other), inForce(other), other.storage];
    other.refuseStorage = true;
    other.refuseDatabase = true;

    for (const how of [MERGE, REPLACE]) {
      await expect(restoreTo(other, file, how)).rejects.toThrow(refusal('storage-failed'));

      expect([await contentOf(other), inForce(other), other.storage]).toEqual(before);
      tried();
    }
  });

  it('does not go on after a lock and an unlock', async () => {
    const file = await make(browser);
    const act = await backupsOf(browser).restore({
      file,
      filePassphrase: FILE_PASSPHRASE,
      how: MERGE,
    });
    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);

    await expect(act(browser.ports)).rejects.toThrow(refusal('locked-meanwhile'));
  });

  it('is refused while the vault is locked', async () => {
    const file = await make(browser);
    await lock(browser.ports);

    await expect(restoreTo(browser, file, MERGE)).rejects.toThrow(refusal('vault-locked'));
  });
});

describe('the preview', () => {
  const PLAIN = { wider: [], callers: [], servers: [] };
  it('tells what a restore would do, and no secret', async () => {
    const file = await make(browser);
    const other = await newVault();
    await saveProfile(other.ports, { profile: GEONODE, pick: false });

    const preview = await backupsOf(other).preview({ file, filePassphrase: FILE_PASSPHRASE });

    expect(preview).toEqual({
      madeAt: browser.now,
      profiles: [
        {
          name: SANDBOX_ADMIN.name,
          hosts: ['api.gluwa.test'],
          schemes: ['basic'],
          ...PLAIN,
          isThere: false,
          signIns: 0,
        },
        {
          name: GEONODE.name,
          hosts: ['api.geonode.test'],
          schemes: ['basic'],
          ...PLAIN,
          isThere: true,
          signIns: 0,
        },
      ],
      origins: expect.arrayContaining(['https://api.gluwa.test']),
      tightened: {},
      picks: 1,
    });
    expect(JSON.stringify(preview)).not.toContain('"1234"');
  });

  it('tells what a restore brings beyond the plain sites', async () => {
    const fields = { tokenUrl: 'https://auth.test/token', clientId: 'c', clientSecret: 's3cret' };
    const robot: ProfileDraft = {
      ...draftOf('Robot', 'http://api.test', 'oauth2-client-credentials', fields),
      callers: ['https://app.test'],
      ownForms: true,
      ownPictures: true,
      allowCache: true,
      allowHttp: true,
    };
    await saveProfile(browser.ports, { profile: robot, pick: false });
    const file = await make(browser);

    const restore = { file, filePassphrase: FILE_PASSPHRASE };
    const { profiles } = await backupsOf(await newVault()).preview(restore);

    expect(profiles.find(({ name }) => name === 'Robot')).toMatchObject({
      wider: ['callers', 'ownForms', 'ownPictures', 'allowCache', 'allowHttp'],
      callers: ['https://app.test'],
      servers: ['auth.test'],
    });
    expect(JSON.stringify(profiles)).not.toContain('s3cret');
  });

  it('names a profile that the rules refuse, and a restore leaves it out', async () => {
    const text = jsonIn(await make(browser));
    const [first] = text.profiles;
    const bad = {
      ...first,
      id: 'x',
      name: 'Bad\u202e',
      sites: [{ origin: 'https://*.test', path: '' }],
    };
    const file = fileOf(JSON.stringify({ ...text, profiles: [bad, first] }));
    const other = await newVault();

    const { profiles } = await backupsOf(other).preview({ file, filePassphrase: FILE_PASSPHRASE });
    await restoreTo(other, file, REPLACE);

    expect(profiles.map(({ name, refused }) => [name, refused?.code])).toEqual([
      ['Bad', 'profile-invalid'],
      [SANDBOX_ADMIN.name, undefined],
    ]);
    expect((await contentOf(other)).profiles).toHaveLength(1);
  });
});

describe('the reminder', () => {
  const DAY = 24 * 60 * 60 * 1000;
  const isDue = async () => opened(await readState(browser.ports)).backup.isDue;

  it('comes when the last backup is old and a profile has changed', async () => {
    await make(browser);
    browser.now += 40 * DAY;
    await unlock(browser.ports, PASSPHRASE);
    expect(await isDue()).toBe(false);

    await saveProfile(browser.ports, { profile: SANDBOX_ETH, pick: true });
    expect(await isDue()).toBe(true);

    await changeSettings(browser.ports, { backupReminderDays: 90 });
    expect(await isDue()).toBe(false);
    await changeSettings(browser.ports, { backupReminderDays: 0 });
    browser.now += 400 * DAY;
    expect(await isDue()).toBe(false);
  });

  it('takes no number of days that no page offers', async () => {
    await expect(changeSettings(browser.ports, { backupReminderDays: 1 })).rejects.toThrow(
      refusal('message-refused'),
    );
  });
});

it('restores 5,000 profiles', async () => {
  const content = await contentOf(browser);
  const [first] = content.profiles;
  if (!first) throw new Error('no profile');
  const profiles = Array.from({ length: 5_000 }, (_, index) => ({
    ...first,
    id: crypto.randomUUID() as ProfileId,
    name: `Profile ${index}`,
    headers: first.headers.map((header) => ({ ...header, id: newHeaderSpecId() })),
  }));
  await setContent(browser, { ...content, profiles, sitePicks: {} });
  const file = await make(browser);
  const other = await newVault();

  await restoreTo(other, file, REPLACE);

  expect((await contentOf(other)).profiles).toEqual(profiles);
});
