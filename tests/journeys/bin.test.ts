/** Deletions, their undo, and the way back from the bin, in the whole background. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { readState } from '../../src/app/pages/read-state';
import { openVault } from '../../src/app/vault/open-vault';
import { compose } from '../../src/background/compose';
import { UNDO_MS } from '../../src/domain/bin';
import type { Profile } from '../../src/domain/profile';
import type { HeaderDraft, ProfileDraft } from '../../src/domain/profile-draft';
import type { Origin } from '../../src/domain/site';
import type { Command, Reply } from '../../src/protocol/messages';
import { opened } from '../support/app-states';
import { GEONODE, SANDBOX_ADMIN } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { proves } from '../support/proves';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const GLUWA = 'https://api.gluwa.test' as Origin;
const EVIL = 'https://evil.test';
const OVER = { ok: false, failure: { code: 'undo-over' } };

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

const send = (command: Command): Promise<Reply> => background.perform(command);
const done = async (command: Command) => expect(await send(command)).toMatchObject({ ok: true });
const content = async () => (await openVault(browser.ports)).content;
const state = async () => opened(await readState(browser.ports));
const names = async () => (await content()).profiles.map(({ name }) => name);
const idOf = async (name: string) =>
  (await content()).profiles.find((each) => each.name === name)?.id ?? '';
const remove = async (...all: string[]) =>
  done({ type: 'profile/remove', profileIds: await Promise.all(all.map(idOf)) });
const save = (profile: ProfileDraft, pick = true) => done({ type: 'profile/save', profile, pick });
/** Those of the last deletion, also once its time is over. */
const offered = async () => [
  ...(browser.session.undo?.ids ?? (await content()).bin.map(({ id }) => id)),
];
const undo = async () => done({ type: 'bin/undo', ids: await offered() });

/** Restores the entry that was deleted last. */
async function restore(): Promise<void> {
  await done({ type: 'bin/restore', id: (await content()).bin.at(-1)?.id ?? '' });
}

async function lockAndUnlock(): Promise<void> {
  await done({ type: 'vault/lock' });
  await done({ type: 'vault/unlock', passphrase: PASSPHRASE });
}

const QA = { ...SANDBOX_ADMIN, name: 'QA' };
const basic = (password: string): HeaderDraft => ({
  schemeId: 'basic',
  fields: { username: 'abcd', password },
  paths: [],
  methods: [],
});
const apiKey: HeaderDraft = {
  schemeId: 'api-key',
  fields: { headerName: 'X-Api-Key', key: 'key-1' },
  paths: ['/v1/'],
  methods: [],
};
const TWO = { ...SANDBOX_ADMIN, headers: [apiKey, basic('1234')] };

/** Edits the only profile; each header keeps its credential unless it is changed. */
async function edit(
  change: Partial<ProfileDraft>,
  headers: (kept: HeaderDraft[]) => HeaderDraft[] = (kept) => kept,
): Promise<void> {
  const profile = await only();
  const kept = profile.headers.map(({ id, schemeId, paths, methods }) => {
    return { id, schemeId, paths: [...paths], methods: [...methods] };
  });
  const sites = profile.sites.map(({ origin, path }) => ({ url: origin, path }));
  const { id, revision, name } = profile;
  await save({ ...SANDBOX_ADMIN, name, sites, id, revision, headers: headers(kept), ...change });
}

async function only(): Promise<Profile> {
  const [profile] = (await content()).profiles;
  if (!profile) throw new Error('no profile');
  return profile;
}

const header = async (at = 0) => {
  const { id: profileId, headers } = await only();
  return { profileId, headerId: headers[at]?.id ?? '' };
};
const shown = async () =>
  (await content()).profiles.map(({ name, sites, headers }) => ({
    name,
    sites: sites.map(({ origin }) => origin),
    headers: headers.map(({ schemeId }) => schemeId),
  }));

describe('a deleted profile', () => {
  it('is in no rule from that commit on, and in the bin with its credential', async () => {
    await save(SANDBOX_ADMIN);
    await remove('Sandbox admin');

    expect(inForce(browser)).toEqual({});
    expect((await content()).sitePicks).toEqual({});
    expect((await content()).bin).toMatchObject([
      { kind: 'profile', at: 0, profile: { headers: [{ credential: { password: '1234' } }] } },
    ]);
    expect(browser.envelope).not.toContain('"1234"');
  });

  it('comes back by undo as it was: at its place, picked, in force', async () => {
    await save(SANDBOX_ADMIN);
    await save(GEONODE);
    await save(QA, false);
    const before = [await content(), inForce(browser)];

    await remove('Sandbox admin');
    expect((await state()).undo).toMatchObject({ kind: 'profile', name: 'Sandbox admin' });
    await undo();

    expect((await content()).profiles).toEqual((before[0] as { profiles: unknown }).profiles);
    expect(inForce(browser)).toEqual(before[1]);
    expect((await state()).undo).toBeUndefined();
    expect(await send({ type: 'bin/undo', ids: await offered() })).toMatchObject(OVER);
  });

  it('comes back with the others of one deletion, each at its place', async () => {
    for (const draft of [SANDBOX_ADMIN, GEONODE, QA]) await save(draft, false);

    await remove('Sandbox admin', 'QA');
    await undo();

    expect(await names()).toEqual(['Sandbox admin', 'Geonode', 'QA']);
  });

  it('comes back by undo beside the profile that was picked since', async () => {
    await save(QA, false);
    await save(SANDBOX_ADMIN);
    await remove('Sandbox admin');
    const profileId = await idOf('QA');
    await done({ type: 'pick/set', origin: GLUWA, profileId });

    await undo();

    expect((await state()).picks).toEqual({ [GLUWA]: profileId });
  });

  proves('T25', 'it comes back from the bin without its picks', async (tried) => {
    await save(SANDBOX_ADMIN);
    await save(GEONODE, false);
    await remove('Sandbox admin');
    await lockAndUnlock();

    await restore();

    expect(await names()).toEqual(['Sandbox admin', 'Geonode']);
    expect((await state()).picks).toEqual({});
    expect(inForce(browser)).toEqual({});
    expect((await content()).bin).toEqual([]);
    tried();
  });
});

describe('undo', () => {
  beforeEach(async () => {
    await save(SANDBOX_ADMIN);
    await remove('Sandbox admin');
  });

  proves(['T8', 'T14'], 'it ends at a lock', async (tried) => {
    await lockAndUnlock();

    expect((await state()).undo).toBeUndefined();
    expect(await send({ type: 'bin/undo', ids: await offered() })).toMatchObject(OVER);
    expect(inForce(browser)).toEqual({});
    tried();
  });

  it.each([
    ['after ten seconds', UNDO_MS],
    ['after the clock was set back', -1],
  ])('ends %s', async (_, ms) => {
    browser.now += ms;

    expect((await state()).undo).toBeUndefined();
    expect(await send({ type: 'bin/undo', ids: await offered() })).toMatchObject(OVER);
    expect(await names()).toEqual([]);
  });

  it('lasts for just under ten seconds', async () => {
    browser.now += UNDO_MS - 1;

    await undo();
    expect(await names()).toEqual(['Sandbox admin']);
  });

  it('stays over another change, and is of the last deletion', async () => {
    await save(GEONODE);
    await save(QA);
    await remove('QA');

    await undo();

    expect(await names()).toEqual(['Geonode', 'QA']);
    expect(await send({ type: 'bin/undo', ids: await offered() })).toMatchObject(OVER);
  });

  it('does not return once a clock that was set back is right again', async () => {
    const ids = await offered();
    browser.now -= 5 * 60_000;
    expect((await send({ type: 'state/read' })).ok).toBe(true);

    browser.now += 5 * 60_000 + UNDO_MS / 2;

    expect((await state()).undo).toBeUndefined();
    expect(await send({ type: 'bin/undo', ids })).toMatchObject(OVER);
  });

  it('of a page that has not heard of a later deletion changes nothing', async () => {
    const ids = await offered();
    await save(QA);
    await remove('QA');

    expect(await send({ type: 'bin/undo', ids })).toMatchObject(OVER);

    expect(await names()).toEqual([]);
    expect((await state()).undo?.name).toBe('QA');
  });

  it('and a restore at once bring the profile back once', async () => {
    const ids = await offered();
    const [id = ''] = ids;
    const replies = await Promise.all([
      send({ type: 'bin/undo', ids }),
      send({ type: 'bin/undo', ids }),
      send({ type: 'bin/restore', id }),
    ]);

    expect(replies.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(await names()).toEqual(['Sandbox admin']);
  });
});

describe('a deleted header', () => {
  beforeEach(async () => {
    await save(TWO);
    await edit({}, ([key, { fields: _, ...kept } = basic('')]) => {
      return key ? [key, { ...kept, fields: { username: 'abcd', password: '5678' } }] : [];
    });
  });
  const dropSecond = () => edit({}, (all) => all.slice(0, 1));

  it('comes back at its place, with its previous credential, in force', async () => {
    const before = [(await only()).headers, inForce(browser)];
    await dropSecond();
    expect(Object.keys(inForce(browser))).toEqual([`|${GLUWA}/v1/`]);
    const { revision } = await only();

    await undo();

    expect([(await only()).headers, inForce(browser)]).toEqual(before);
    expect((await only()).revision).toBe(revision + 1);
  });

  it('comes back from the bin into its profile', async () => {
    const before = (await only()).headers;
    await edit({}, (all) => all.slice(1));
    await lockAndUnlock();

    await restore();

    expect((await only()).headers).toEqual(before);
  });

  proves('T25', 'it never goes to a site that its profile has got since', async (tried) => {
    for (const back of [undo, restore]) {
      await dropSecond();
      await edit({ sites: [{ url: EVIL, path: '' }] }, ([key]) =>
        key ? [{ ...key, paths: [] }] : [],
      );

      await back();

      expect(await shown()).toMatchObject([
        { sites: [EVIL], headers: ['api-key'] },
        { name: 'Sandbox admin', sites: [GLUWA], headers: ['basic'] },
      ]);
      expect(JSON.stringify(inForce(browser))).not.toContain('Basic');
      tried();
      const [first, second] = (await content()).profiles;
      await done({ type: 'profile/remove', profileIds: [first?.id ?? '', second?.id ?? ''] });
      await save(TWO);
    }
  });

  proves('T25', 'it never comes back to a wider use of its profile', async (tried) => {
    const wider: readonly Partial<ProfileDraft>[] = [
      { callers: [EVIL] },
      { ownForms: true },
      { allowCache: true },
    ];
    for (const change of wider) {
      await dropSecond();
      await edit(change);
      await restore();

      expect((await content()).profiles).toHaveLength(2);
      tried();
      await undoAll();
    }

    async function undoAll() {
      const { profiles } = await content();
      await done({ type: 'profile/remove', profileIds: profiles.map(({ id }) => id) });
      await save(TWO);
    }
  });

  it('has a profile of its own if its profile is gone, under new ids', async () => {
    await dropSecond();
    const [entry] = (await content()).bin;
    await remove('Sandbox admin');

    await done({ type: 'bin/restore', id: entry?.id ?? '' });

    const own = await only();
    expect(await shown()).toEqual([{ name: 'Sandbox admin', sites: [GLUWA], headers: ['basic'] }]);
    expect(JSON.stringify(entry)).not.toContain(own.headers[0]?.id);
    expect(JSON.stringify(entry)).not.toContain(own.id);
    expect((await state()).picks).toEqual({});
  });

  proves('T24', 'it comes back as reads only if its profile was marked since', async (tried) => {
    await dropSecond();
    await edit({
      production: { readPaths: [] },
      sites: [
        { url: GLUWA, path: '' },
        { url: EVIL, path: '' },
      ],
    });

    await restore();

    const { profiles } = await content();
    expect(profiles).toHaveLength(2);
    expect(profiles.map(({ production }) => production)).toEqual([
      { readPaths: [] },
      { readPaths: [] },
    ]);
    tried();
  });
});

describe('a deleted credential', () => {
  const replaceBy = (password: string) =>
    edit({}, ([kept]) => [{ ...(kept ?? basic('')), ...{ fields: basic(password).fields ?? {} } }]);
  const previous = async () => (await only()).headers[0]?.previousCredential?.credential;

  beforeEach(() => save(SANDBOX_ADMIN));

  it('that was confirmed away comes back beside its header', async () => {
    await replaceBy('5678');
    await done({ type: 'credential/confirm', ...(await header()) });
    expect((await state()).undo?.kind).toBe('credential');
    const sent = inForce(browser);

    await undo();

    expect(await previous()).toMatchObject({ password: '1234' });
    expect(inForce(browser)).toEqual(sent);
    await done({ type: 'credential/go-back', ...(await header()) });
    expect(inForce(browser)).toEqual({
      [`|${GLUWA}/`]: [`Authorization: Basic ${btoa('abcd:1234')}`],
    });
  });

  it('is still the one that did not work', async () => {
    await replaceBy('5678');
    await done({ type: 'credential/go-back', ...(await header()) });
    await done({ type: 'credential/confirm', ...(await header()) });
    await undo();

    expect((await state()).profiles[0]?.headers[0]?.previousCredential).toBe('in-use');
  });

  it('that a second replacement drops is in the bin, and offers no undo', async () => {
    await replaceBy('5678');
    await replaceBy('9999');

    expect((await state()).undo).toBeUndefined();
    expect((await content()).bin).toMatchObject([
      { kind: 'credential', profile: { headers: [{ credential: { password: '5678' } }] } },
    ]);
    // Its header keeps another one, so that it gets a profile of its own, unpicked.
    await restore();
    expect((await content()).profiles).toHaveLength(2);
    expect(Object.keys((await state()).picks)).toEqual([GLUWA]);
    expect(JSON.stringify(inForce(browser))).toContain(btoa('abcd:9999'));
  });

  proves('T25', 'it never comes back beside a header that goes further', async (tried) => {
    await replaceBy('5678');
    await done({ type: 'credential/confirm', ...(await header()) });
    await edit({ sites: [{ url: EVIL, path: '' }] });

    await restore();

    expect(await previous()).toBeUndefined();
    expect(await shown()).toMatchObject([{ sites: [EVIL] }, { sites: [GLUWA] }]);
    tried();
  });

  it('is none after a swap, a second swap, and the same secret again', async () => {
    await replaceBy('5678');
    await done({ type: 'credential/go-back', ...(await header()) });
    await done({ type: 'credential/go-back', ...(await header()) });
    await replaceBy('5678');

    expect((await content()).bin).toEqual([]);
    expect((await state()).undo).toBeUndefined();
  });
});

describe('a discarded form', () => {
  const discard = (key = 'new') => send({ type: 'draft/discard', key });
  const keep = (draft: ProfileDraft = SANDBOX_ADMIN) => done({ type: 'draft/keep', draft });

  it('comes back with its secret', async () => {
    await keep();
    expect(await discard()).toMatchObject({
      ok: true,
      state: { drafts: [], binCount: 1, undo: { kind: 'draft', name: 'Sandbox admin' } },
    });
    expect(browser.envelope).not.toContain('"1234"');

    await undo();

    expect(browser.session.drafts).toEqual({ new: SANDBOX_ADMIN });
    expect((await content()).bin).toEqual([]);
  });

  it('comes back from the bin after a lock, and stays over the next one', async () => {
    await keep();
    await discard();
    await lockAndUnlock();

    await restore();
    await lockAndUnlock();

    expect(browser.session.drafts).toEqual({ new: SANDBOX_ADMIN });
  });

  it('stays in the bin while the same form has unsaved changes', async () => {
    await keep();
    await discard();
    await keep(QA);
    const [entry] = (await content()).bin;
    const refused = { ok: false, failure: { code: 'draft-open' } };

    expect(await send({ type: 'bin/restore', id: entry?.id ?? '' })).toMatchObject(refused);
    expect(await send({ type: 'bin/undo', ids: await offered() })).toMatchObject(refused);
    expect(browser.session.drafts).toEqual({ new: QA });
    expect((await content()).bin).toHaveLength(1);
  });

  it('is not lost if the vault cannot be written', async () => {
    await keep();
    browser.refuseStorage = true;

    expect(await discard()).toMatchObject({ failure: { code: 'storage-failed' } });
    expect((await state()).drafts).toEqual(['new']);
  });

  it('is none if it is empty, or as stored, or if its changes were taken back', async () => {
    await keep({ ...SANDBOX_ADMIN, name: '', sites: [], headers: [] });
    await discard();
    await save(SANDBOX_ADMIN);
    const { id, revision, headers } = await only();
    const kept = headers.map(({ id, schemeId }) => ({ id, schemeId, paths: [], methods: [] }));
    await keep({ ...SANDBOX_ADMIN, id, revision, headers: kept });
    await discard(id);
    await keep(QA);
    await done({ type: 'draft/clear', key: 'new' });

    expect((await content()).bin).toEqual([]);
    expect((await state()).drafts).toEqual([]);
    expect((await state()).undo).toBeUndefined();
  });

  it('is none if it is saved', async () => {
    await keep();
    await save(SANDBOX_ADMIN);

    expect((await content()).bin).toEqual([]);
  });
});
