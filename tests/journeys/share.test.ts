/** Profiles go from one vault to another as a file without secrets. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { makeShare } from '../../src/app/share/make-share';
import { reviewShare } from '../../src/app/share/review-share';
import { openVault } from '../../src/app/vault/open-vault';
import { compose } from '../../src/background/compose';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import type { SharedProfile } from '../../src/domain/share';
import type { Command, RequestOf } from '../../src/protocol/messages';
import { GEONODE, SANDBOX_ADMIN, SANDBOX_ETH } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { proves } from '../support/proves';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

let created: FakeBrowser;
let browser: FakeBrowser;
let background: ReturnType<typeof compose>;

beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, 'correct horse battery staple');
});

beforeEach(() => {
  browser = fakeBrowser();
  browser.envelope = created.envelope;
  browser.session = created.session;
  background = compose(browser.ports);
});

const send = (command: Command) => background.perform(command);
const content = async () => (await openVault(browser.ports)).content;

async function saved(draft: ProfileDraft) {
  expect(await send({ type: 'profile/save', profile: draft, pick: false })).toMatchObject({
    ok: true,
  });
}

async function shared(...drafts: readonly ProfileDraft[]): Promise<string> {
  for (const draft of drafts) await saved(draft);
  const { profiles } = await content();
  const profileIds = profiles.map(({ id }) => id);
  const made = await makeShare(browser.ports, { profileIds, notes: false });
  return made && 'text' in made ? made.text : '';
}

async function reviewed(text: string) {
  const review = await reviewShare(browser.ports, { text });
  if (!review.ok) throw new Error(review.failure.code);
  return review;
}

const typed = (fields: Readonly<Record<string, string>>) => [{ fields, accepted: [] }];

type Wanted = RequestOf<'share/import'>['profiles'];

async function imported(text: string, profiles: Wanted, pick = false) {
  const { digest } = await reviewed(text);
  return send({ type: 'share/import', text, digest, profiles, pick });
}

const GEONODE_SECRET = typed({ password: 'mine' });

describe('a shared file', () => {
  it('adds its profiles with the typed secrets in one commit, picked nowhere', async () => {
    const text = await shared(SANDBOX_ADMIN, GEONODE, SANDBOX_ETH);
    const { generation = 0 } = await browser.ports.session.readNow();

    const reply = await imported(text, [
      { at: 0, name: 'Admin of Ada', headers: typed({ password: '5678' }) },
      { at: 1, name: 'Geonode', headers: GEONODE_SECRET },
    ]);

    expect(reply).toMatchObject({ ok: true });
    expect((await browser.ports.session.readNow()).generation).toBe(generation + 1);
    const { profiles, sitePicks } = await content();
    expect(profiles.map(({ name }) => name)).toEqual([
      'Sandbox admin',
      'Geonode',
      'Sandbox ETH',
      'Admin of Ada',
      'Geonode',
    ]);
    expect(profiles[3]?.headers[0]?.credential).toEqual({ username: 'abcd', password: '5678' });
    expect(sitePicks).toEqual({});
    expect(inForce(browser)).toEqual({});
  });

  it('brings an extra as an extra, and says so before', async () => {
    const text = await shared({ ...GEONODE, isExtra: true });
    expect(await reviewed(text)).toMatchObject({ profiles: [{ isExtra: true }] });

    await imported(text, [{ at: 0, name: 'Proxy', headers: GEONODE_SECRET }], true);

    const { profiles, sitePicks } = await content();
    expect(profiles[1]).toMatchObject({ name: 'Proxy', isExtra: true });
    expect(sitePicks).toEqual({
      'https://api.geonode.test': { extras: [profiles[1]?.id], extrasAlone: true },
    });
  });

  it('is used at once only if the user says so', async () => {
    const text = await shared(GEONODE);

    await imported(text, [{ at: 0, name: 'Geonode', headers: GEONODE_SECRET }], true);

    const { profiles, sitePicks } = await content();
    expect(sitePicks).toMatchObject({ 'https://api.geonode.test': { identity: profiles[1]?.id } });
  });

  it('is told from what is there already, whatever its colour', async () => {
    const text = await shared(GEONODE, SANDBOX_ADMIN);
    expect((await reviewed(text)).profiles.map(({ isThere }) => isThere)).toEqual([true, true]);

    const other = text.replace('"colour": "grey"', '"colour": "red"').replace('Geonode', 'Other');

    expect((await reviewed(other)).profiles.map(({ isThere }) => isThere)).toEqual([false, true]);
  });

  proves('T12', 'what is imported is what was looked at', async (tried) => {
    const text = await shared(GEONODE);
    const { digest } = await reviewed(text);
    const profiles = [{ at: 0, name: 'Geonode', headers: GEONODE_SECRET }];
    const before = await content();

    const changes = [
      text.replace('api.geonode.test', 'api.geonode.evil.test'),
      text.replace('"strict": false', '"strict": true'),
      text.replace('"username": "geo"', '"username": "ego"'),
    ];
    for (const changed of changes) {
      expect(changed).not.toBe(text);
      expect(
        await send({ type: 'share/import', text: changed, digest, profiles, pick: true }),
      ).toMatchObject({ ok: false, failure: { code: 'share-changed' } });
      expect(await content()).toEqual(before);
      tried();
    }
    // The order of the keys and the spaces are no change.
    const same = JSON.stringify(JSON.parse(text));
    expect(
      await send({ type: 'share/import', text: same, digest, profiles, pick: false }),
    ).toMatchObject({ ok: true });
  });

  proves(
    'T12',
    'an import lets no more requests carry a header than the form of a new profile',
    async (tried) => {
      const wide = {
        callers: ['https://app.test'],
        ownForms: true,
        ownPictures: true,
        allowCache: true,
        allowHttp: true,
      };
      const text = await shared({ ...GEONODE, ...wide });
      const [profile] = (await reviewed(text)).profiles;
      expect(profile?.turnedOff).toEqual(Object.keys(wide));

      await imported(text, [{ at: 0, name: 'Geonode', headers: GEONODE_SECRET }]);

      const { profiles } = await content();
      expect(profiles[1]).toMatchObject({
        callers: [],
        ownForms: false,
        ownPictures: false,
        allowCache: false,
        allowHttp: false,
      });
      tried();
      const strict = await shared({ ...SANDBOX_ADMIN, strict: true });
      const at = (await reviewed(strict)).profiles.findIndex((each: SharedProfile) => each.strict);
      await imported(strict, [{ at, name: 'Strict', headers: typed({ password: 'x' }) }]);
      expect((await content()).profiles.at(-1)).toMatchObject({ name: 'Strict', strict: true });
      tried();
    },
  );

  proves('T12', 'a file never joins a stored credential', async (tried) => {
    const text = await shared(GEONODE);
    const [before] = (await content()).profiles;

    await imported(text, [{ at: 0, name: 'Geonode', headers: GEONODE_SECRET }]);

    const [after, added] = (await content()).profiles;
    expect(after).toEqual(before);
    expect(added?.id).not.toBe(before?.id);
    expect(added?.headers[0]?.credential).toEqual({ username: 'geo', password: 'mine' });
    // Nor one that a form has named: nothing was typed here.
    expect(await imported(text, [{ at: 0, name: 'Geonode', headers: [] }])).toMatchObject({
      ok: true,
    });
    expect((await content()).profiles[2]?.headers[0]?.credential).toEqual({
      username: 'geo',
      password: '',
    });
    tried();
  });

  it('names the field that is wrong, and saves nothing then', async () => {
    const text = await shared(GEONODE, SANDBOX_ETH);
    const before = await content();

    const wrong = await imported(text, [
      { at: 0, name: 'Geonode', headers: GEONODE_SECRET },
      { at: 1, name: 'ETH', headers: typed({ privateKey: 'short' }) },
    ]);
    const unnamed = await imported(text, [{ at: 0, name: ' ', headers: GEONODE_SECRET }]);
    const doubtful = await imported(text, [
      { at: 0, name: 'Geonode', headers: typed({ password: ' mine' }) },
    ]);

    expect(wrong).toMatchObject({
      ok: false,
      failure: { field: 'profiles.1.headers.0.privateKey' },
    });
    expect(unnamed).toMatchObject({ failure: { field: 'profiles.0.name', problem: 'required' } });
    expect(doubtful).toMatchObject({
      failure: { code: 'credential-doubtful', field: 'profiles.0.headers.0.password' },
    });
    expect(await content()).toEqual(before);
  });

  it('says of a closed vault that it is closed', async () => {
    const text = await shared(GEONODE);
    await send({ type: 'vault/lock' });

    expect(await reviewShare(browser.ports, { text })).toMatchObject({
      ok: false,
      failure: { code: 'vault-locked' },
    });
  });
});
