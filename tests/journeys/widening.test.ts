/** A stored credential that is put to a wider use: asked for, or told after the next unlock. */
import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { readState } from '../../src/app/pages/read-state';
import { openVault } from '../../src/app/vault/open-vault';
import { compose } from '../../src/background/compose';
import type { HeaderDraft, ProfileDraft } from '../../src/domain/profile-draft';
import type { Command } from '../../src/protocol/messages';
import { opened } from '../support/app-states';
import { draftOf, SANDBOX_ADMIN, SANDBOX_ETH } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { proves } from '../support/proves';
import { SIGNED_OVER_TIME } from '../support/signatures';
import { signedInWorld } from '../support/signed-in';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const GLUWA = 'https://api.gluwa.test';
const EVIL = 'https://evil.test';
const ASKED = { ok: false, failure: { code: 'confirmation-needed' } };
const MINUTE = 60_000;
const OTHER_KEY = '22'.repeat(32);
const passkey = {
  slotId: 'laptop',
  credentialId: randomBytes(16).toString('base64url'),
  prfInput: randomBytes(32).toString('base64'),
  secret: randomBytes(32).toString('base64'),
};

let created: FakeBrowser;
let browser: FakeBrowser;
let background: ReturnType<typeof compose>;

beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, PASSPHRASE);
});

beforeEach(async () => {
  browser = fakeBrowser();
  browser.envelope = created.envelope;
  browser.session = created.session;
  background = compose(browser.ports);
});

const send = (command: Command) => background.perform(command);
const done = async (command: Command) => expect(await send(command)).toMatchObject({ ok: true });

const content = async () => (await openVault(browser.ports)).content;
const told = async () => opened(await readState(browser.ports)).widenings;

async function profileAt(at = 0) {
  const profile = (await content()).profiles[at];
  if (!profile) throw new Error(`There is no profile ${at}.`);
  return profile;
}

/** An edit of the stored profile as the form sends it, with all headers kept. */
async function edit(
  change: Partial<ProfileDraft> = {},
  header: Partial<HeaderDraft> = {},
  at = 0,
): Promise<Command> {
  const { id, revision, name, colour, note, sites, headers, ...access } = await profileAt(at);
  const { callers, strict, ownForms, ownPictures, allowCache, allowHttp } = access;
  return {
    type: 'profile/save',
    profile: {
      id,
      revision,
      name,
      colour,
      note,
      sites: sites.map(({ origin, path }) => ({ url: origin, path })),
      headers: headers.map(({ id, schemeId, paths, methods }) => {
        return { id, schemeId, paths: [...paths], methods: [...methods], ...header };
      }),
      callers: [...callers],
      strict,
      ownForms,
      ownPictures,
      allowCache,
      allowHttp,
      ...change,
    },
    pick: true,
  };
}

const withEvil = async (header: Partial<HeaderDraft> = {}) =>
  edit(
    {
      sites: [
        { url: GLUWA, path: '' },
        { url: EVIL, path: '' },
      ],
    },
    header,
  );

const keptHeaders = async (): Promise<HeaderDraft[]> =>
  (await profileAt()).headers.map(({ id, schemeId }) => ({ id, schemeId, paths: [], methods: [] }));

const save = (profile: ProfileDraft) => done({ type: 'profile/save', profile, pick: true });
const confirm = (passphrase = PASSPHRASE): Command => ({ type: 'vault/confirm', passphrase });

async function lockAndUnlock() {
  await done({ type: 'vault/lock' });
  await done({ type: 'vault/unlock', passphrase: PASSPHRASE });
}

/** The message is refused for the passphrase, and leaves everything as it was. */
async function isAsked(command: Command) {
  const before = [await content(), inForce(browser)];
  expect(await send(command)).toMatchObject(ASKED);
  expect([await content(), inForce(browser)]).toEqual(before);
}

/** Time goes by, with the user at the computer. */
function pass(ms: number): void {
  browser.now += ms;
  browser.session = { ...browser.session, lockAt: browser.now + 60 * MINUTE };
}

const NARROW: ProfileDraft = {
  ...SANDBOX_ETH,
  sites: [{ url: GLUWA, path: '/v1' }],
  headers: SANDBOX_ETH.headers.map((each) => ({ ...each, paths: ['/v1/a'], methods: ['GET'] })),
  strict: true,
};

describe('a key that is never sent itself', () => {
  const WIDER: readonly [string, Partial<ProfileDraft>, Partial<HeaderDraft>?][] = [
    [
      'another host',
      {
        sites: [
          { url: GLUWA, path: '/v1' },
          { url: EVIL, path: '/v1' },
        ],
      },
    ],
    ['plain http', { sites: [{ url: 'http://api.gluwa.test', path: '/v1' }], allowHttp: true }],
    ['a wider path', {}, { paths: ['/v1/a', '/v1/b'] }],
    ['no path', {}, { paths: [] }],
    ['more methods', {}, { methods: ['GET', 'POST'] }],
    ['all methods', {}, { methods: [] }],
    ['a caller', { callers: [EVIL] }],
    ['Strict off', { strict: false }],
    ['own forms', { ownForms: true }],
    ['own pictures', { ownPictures: true, strict: false }],
    ['the cache', { allowCache: true }],
  ];

  proves('T25', 'it goes no further without the passphrase', async (tried) => {
    await save(NARROW);
    for (const [, change, header] of WIDER) {
      await isAsked(await edit(change, header));
      tried();
    }
  });

  proves('T25', 'neither does the secret of a signature over time', async (tried) => {
    await save({
      ...NARROW,
      headers: [{ ...SIGNED_OVER_TIME, paths: ['/v1/a'], methods: ['GET'] }],
    });

    for (const [, change, header] of WIDER) {
      await isAsked(await edit(change, header));
      tried();
    }
  });

  proves('T25', 'it goes further with the passphrase, for five minutes', async (tried) => {
    await save(SANDBOX_ETH);
    await done(confirm());

    pass(5 * MINUTE - 1);
    await done(await withEvil());
    expect(Object.keys(inForce(browser))).toContain(`|${EVIL}/`);
    pass(1);
    await isAsked(await edit({ ownForms: true }));
    tried(2);
  });

  proves('T25', 'the passphrase of before a lock does not count after it', async (tried) => {
    await save(SANDBOX_ETH);
    await done(confirm());
    await lockAndUnlock();

    await isAsked(await withEvil());
    tried();
  });

  proves('T25', 'a lock that comes while the passphrase is checked wins', async (tried) => {
    await save(SANDBOX_ETH);
    const [confirmed] = await Promise.all([send(confirm()), send({ type: 'vault/lock' })]);
    expect(confirmed).toMatchObject({ ok: false, failure: { code: 'vault-locked' } });

    await done({ type: 'vault/unlock', passphrase: PASSPHRASE });
    await isAsked(await withEvil());
    tried();
  });

  it('goes no further with a wrong passphrase, or after the clock was set back', async () => {
    await save(SANDBOX_ETH);
    expect(await send(confirm('wrong'))).toMatchObject({ failure: { code: 'passphrase-wrong' } });
    await isAsked(await withEvil());

    await done(confirm());
    browser.now -= 60 * MINUTE;
    await isAsked(await withEvil());
  });

  it('goes further with a passkey, and not with the answer of another', async () => {
    await save(SANDBOX_ETH);
    await done({ type: 'passkey/add', passphrase: PASSPHRASE, name: 'Laptop', passkey });
    const { slotId, secret } = passkey;
    const other = randomBytes(32).toString('base64');

    const answers = { slotId, secret: other };
    expect(await send({ type: 'vault/confirm-by-passkey', answer: answers })).toMatchObject({
      failure: { code: 'passkey-wrong' },
    });
    await isAsked(await withEvil());
    await done({ type: 'vault/confirm-by-passkey', answer: { slotId, secret } });
    await done(await withEvil());
  });

  it('needs none for what is not wider', async () => {
    await save(SANDBOX_ETH);
    await done(await edit({ name: 'Renamed', strict: true }));
    await done(await edit({ sites: [{ url: `${GLUWA}:8443`, path: '/v1' }] }));
    await done(await edit({ callers: ['http://localhost:5173'] }));

    expect((await content()).widenings).toEqual([]);
  });
});

describe('a way round', () => {
  beforeEach(() => save(SANDBOX_ETH));
  const typed = { fields: { privateKey: OTHER_KEY } };

  proves('T25', 'a header cannot be moved to a profile of its own', async (tried) => {
    const { headers } = await profileAt();
    const header = { id: headers[0]?.id ?? '', schemeId: 'gluwa-ethereum', paths: [], methods: [] };
    const moved = { ...SANDBOX_ETH, sites: [{ url: EVIL, path: '' }], headers: [header] };
    const refused = { ok: false, failure: { code: 'credential-invalid', problem: 'required' } };

    expect(await send({ type: 'profile/save', profile: moved, pick: true })).toMatchObject(refused);
    // The same for a profile that was removed, and is made anew.
    const { id } = await profileAt();
    await done({ type: 'profile/remove', profileIds: [id] });
    const anew = { ...moved, id };
    expect(await send({ type: 'profile/save', profile: anew, pick: true })).toMatchObject(refused);
    tried(2);
  });

  proves('T25', 'a second header with the id of the first is judged too', async (tried) => {
    const { profile } = (await edit({}, { paths: ['/v1'] })) as { profile: ProfileDraft };
    await done({ type: 'profile/save', profile, pick: true });
    const again = (await edit()) as Extract<Command, { type: 'profile/save' }>;
    const [header] = again.profile.headers;
    if (!header) throw new Error('no header');

    const headers = [header, { ...header, paths: ['/v2'] }];
    await isAsked({ ...again, profile: { ...again.profile, headers } });
    tried();
  });

  proves('T25', 'a duplicate carries no wider use past the user', async (tried) => {
    await save(SANDBOX_ADMIN);
    const { id: adminId } = await profileAt(1);
    const wider = { callers: [EVIL] };
    await done(await edit(wider, {}, 1));
    await done({ type: 'profile/duplicate', profileId: adminId, name: 'Copy' });

    // A key that the vault holds more of is asked for in the copy as well.
    await done({ type: 'profile/duplicate', profileId: (await profileAt()).id, name: 'Copy' });
    await isAsked(await edit(wider, {}, 1));
    await lockAndUnlock();

    expect((await told()).map(({ name }) => name)).toEqual(['Sandbox admin', 'Copy']);
    const copies = (await content()).profiles.filter(({ callers }) => callers.length > 0);
    for (const { id } of copies) await done({ type: 'widening/remove', profileId: id });
    expect((await content()).profiles.map(({ callers }) => callers)).toEqual([[], [], [], []]);
    tried();
  });

  proves('T25', 'a replaced key stays where it was', async (tried) => {
    await isAsked(await withEvil(typed));
    await isAsked(await withEvil({ schemeId: 'basic', fields: { username: 'a', password: 'b' } }));
    tried(2);

    await done(await edit({}, typed));
    await isAsked(await withEvil());
    // A third key drops the second one, and keeps the first.
    await isAsked(await withEvil({ fields: { privateKey: '33'.repeat(32) } }));
    tried(2);
  });

  it('is no going back, which needs no passphrase', async () => {
    await done(await edit({}, typed));
    const { id, headers } = await profileAt();

    await done({ type: 'credential/go-back', profileId: id, headerId: headers[0]?.id ?? '' });
    expect((await content()).widenings).toEqual([]);
  });

  proves('T25', 'a typed key that waits in an unsaved form is judged', async (tried) => {
    const draft = (site: string, more: Partial<HeaderDraft>): ProfileDraft => ({
      ...SANDBOX_ETH,
      sites: [{ url: site, path: '' }],
      headers: [{ key: 'k', schemeId: 'gluwa-ethereum', paths: [], methods: [], ...more }],
    });
    const restored = { fields: {}, fieldsInBackground: ['privateKey'] };
    await done({ type: 'draft/keep', draft: draft(GLUWA, typed) });

    await done({ type: 'draft/keep', draft: draft(EVIL, restored) });
    await isAsked({ type: 'profile/save', profile: draft(EVIL, restored), pick: true });
    tried();
    // The page in which it was typed is not asked.
    await done({ type: 'profile/save', profile: draft(GLUWA, typed), pick: true });
  });

  it('is no settings, and no pick', async () => {
    await done({ type: 'settings/change', settings: { lockWithComputer: false, paused: false } });
    await done({ type: 'pick/set', origin: GLUWA, profileId: (await profileAt()).id });

    await isAsked(await withEvil());
  });

  proves('T25', 'a refresh token goes no further', async (tried) => {
    ({ browser } = await signedInWorld());
    background = compose(browser.ports);
    const { sites } = await profileAt();
    const places = [...sites.map(({ origin }) => origin), EVIL];

    await isAsked(await edit({ sites: places.map((url) => ({ url, path: '' })) }));
    tried();
  });
});

const WIDENED = {
  name: 'Sandbox admin',
  wider: [{ kind: 'host', origin: EVIL, path: '/' }],
};

describe('a header that is the secret itself', () => {
  beforeEach(() => save(SANDBOX_ADMIN));
  const answer = async (type: 'widening/keep' | 'widening/remove', at = 0) =>
    done({ type, profileId: (await profileAt(at)).id });

  proves(
    'T25',
    'what was added is told after the next unlock, until it is answered',
    async (tried) => {
      await done(await withEvil());
      expect(await told()).toEqual([]);

      await lockAndUnlock();
      expect(await told()).toMatchObject([WIDENED]);
      await lockAndUnlock();
      expect(await told()).toMatchObject([WIDENED]);
      tried(2);

      await answer('widening/keep');
      expect(await told()).toEqual([]);
      await lockAndUnlock();
      expect(await told()).toEqual([]);
      expect(Object.keys(inForce(browser))).toContain(`|${EVIL}/`);
    },
  );

  proves('T25', 'Remove takes away what was added, and nothing else', async (tried) => {
    await done(await withEvil());
    await done(await edit({ name: 'Renamed', callers: ['http://localhost:5173'] }));
    await lockAndUnlock();
    const { revision } = await profileAt();

    await answer('widening/remove');

    expect(Object.keys(inForce(browser))).toEqual([`|${GLUWA}/`]);
    expect(await profileAt()).toMatchObject({
      revision: revision + 1,
      name: 'Renamed',
      sites: [{ origin: GLUWA, path: '/' }],
      callers: ['http://localhost:5173'],
    });
    expect(await told()).toEqual([]);
    expect((await content()).widenings).toEqual([]);
    tried();
  });

  proves(
    'T25',
    'the mark of production that comes off is told, also after another addition',
    async (tried) => {
      await done(await edit({ callers: [EVIL] }));
      await done(await edit({ callers: [EVIL], production: { readPaths: [] } }));
      await lockAndUnlock();
      await done(await edit({ callers: [EVIL] }));
      await lockAndUnlock();

      const [first] = await told();
      expect(first?.wider.map(({ kind }) => kind)).toContain('writes');
      await done({ type: 'widening/remove', profileId: first?.profileId ?? '' });
      expect((await profileAt()).production).toEqual({ readPaths: [] });
      tried();
    },
  );

  it('is not told if it was taken away before', async () => {
    await done(await withEvil());
    await done(await edit({ sites: [{ url: GLUWA, path: '' }] }));
    await lockAndUnlock();

    expect(await told()).toEqual([]);
  });

  it('gets its earlier sites back if it has left them all', async () => {
    await done(await edit({ sites: [{ url: EVIL, path: '' }] }));
    await lockAndUnlock();

    await answer('widening/remove');

    expect((await profileAt()).sites).toEqual([{ origin: GLUWA, path: '/' }]);
    await lockAndUnlock();
    expect(await told()).toEqual([]);
  });

  proves('T25', 'an answer says nothing about what is added beside the notice', async (tried) => {
    await done(await withEvil());
    await lockAndUnlock();
    await done(await edit({ callers: [EVIL] }));
    expect(await told()).toMatchObject([WIDENED]);

    await answer('widening/keep');

    await lockAndUnlock();
    expect(await told()).toMatchObject([{ wider: [{ kind: 'caller', origin: EVIL }] }]);
    tried();
  });

  proves('T25', 'what was removed and comes back is told again', async (tried) => {
    await done(await withEvil());
    await lockAndUnlock();
    await done(await edit({ callers: [EVIL] }));
    await answer('widening/remove');
    expect((await profileAt()).callers).toEqual([EVIL]);

    await done(await withEvil());
    await lockAndUnlock();

    const [first] = await told();
    expect(first?.wider.map(({ kind }) => kind)).toEqual(['host', 'caller']);
    tried();
  });

  it('is followed to the credential that replaces it', async () => {
    await done(await edit({}, { paths: ['/v1'], methods: ['GET'] }));
    await done(await edit({}, { paths: [], methods: [] }));
    await done(await edit({}, { fields: { username: 'abcd', password: 'other' } }));
    await lockAndUnlock();
    expect((await told())[0]?.wider.map(({ kind }) => kind)).toEqual(['path', 'methods']);

    await answer('widening/remove');

    expect((await profileAt()).headers).toMatchObject([{ paths: ['/v1'], methods: ['GET'] }]);
  });

  proves('T25', 'a deletion that is undone takes it from no one', async (tried) => {
    await done(await withEvil());
    await done({ type: 'profile/remove', profileIds: [(await profileAt()).id] });
    await done({ type: 'bin/undo', ids: [...(browser.session.undo?.ids ?? [])] });
    await lockAndUnlock();

    expect(await told()).toMatchObject([WIDENED]);
    tried();
  });

  proves('T25', 'it is told of a header that comes back without its profile', async (tried) => {
    await done(await edit({ headers: [...SANDBOX_ADMIN.headers, ...(await keptHeaders())] }));
    await done(await withEvil());
    const wide = (await edit()) as Extract<Command, { type: 'profile/save' }>;
    const headers = wide.profile.headers.slice(0, 1);
    await done({ ...wide, profile: { ...wide.profile, headers } });
    const [entry] = (await content()).bin;
    await done({ type: 'profile/remove', profileIds: [(await profileAt()).id] });
    await done({ type: 'bin/restore', id: entry?.id ?? '' });
    await lockAndUnlock();

    expect(await told()).toMatchObject([WIDENED]);
    tried();
  });

  it('is forgotten once its profile cannot come back', async () => {
    await done(await withEvil());
    await done({ type: 'profile/remove', profileIds: [(await profileAt()).id] });
    await done({ type: 'bin/empty' });
    await save(SANDBOX_ADMIN);

    expect((await content()).widenings).toEqual([]);
  });

  it('is no news in a profile that is new, or of a credential that is typed anew', async () => {
    await save(draftOf('Other', EVIL, 'basic', { username: 'abcd', password: '1234' }));
    await lockAndUnlock();

    expect(await told()).toEqual([]);
  });

  it('refuses an answer for a profile that is gone', async () => {
    expect(await send({ type: 'widening/remove', profileId: 'gone' })).toMatchObject({
      failure: { code: 'profile-unknown' },
    });
  });
});

describe('a widening that was confirmed', () => {
  proves('T25', 'it is told as well: the passphrase may have been forced', async (tried) => {
    await save(SANDBOX_ETH);
    await done(confirm());
    await done(await withEvil());
    await lockAndUnlock();

    expect(await told()).toMatchObject([{ ...WIDENED, name: 'Sandbox ETH' }]);
    tried();
  });
});
