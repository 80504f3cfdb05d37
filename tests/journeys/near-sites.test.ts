/** A profile used on the site next door, a page let in as a caller, a call that is declined. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { readState } from '../../src/app/pages/read-state';
import { openVault } from '../../src/app/vault/open-vault';
import { compose } from '../../src/background/compose';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import type { Outcome, SeenRequest } from '../../src/domain/seen-request';
import type { Origin } from '../../src/domain/site';
import type { Command } from '../../src/protocol/messages';
import { opened } from '../support/app-states';
import { SANDBOX_ADMIN, SANDBOX_ETH } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { proves } from '../support/proves';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const GLUWA = 'https://api.gluwa.test';
const PORT = 'https://api.gluwa.test:8443';
const SANDBOX = 'https://sandbox.api.gluwa.test';
const APP = 'https://app.gluwa.test';
const LOCAL = 'http://localhost:3000';

let created: FakeBrowser;
let browser: FakeBrowser;
let background: ReturnType<typeof compose>;

beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, PASSPHRASE);
});

beforeEach(() => {
  browser = fakeBrowser();
  browser.envelope = created.envelope;
  browser.session = created.session;
  background = compose(browser.ports);
});

const send = (command: Command) => background.perform(command);
const done = async (command: Command) => expect(await send(command)).toMatchObject({ ok: true });
const content = async () => (await openVault(browser.ports)).content;
const state = async () => opened(await readState(browser.ports));

/** Saves it, picked on its sites. @returns its id. */
async function saved(profile: ProfileDraft): Promise<string> {
  await done({ type: 'profile/save', profile, pick: true });
  return (await content()).profiles.at(-1)?.id ?? '';
}

async function theProfile() {
  const [profile] = (await content()).profiles;
  if (!profile) throw new Error('There is no profile.');
  return profile;
}

/** The command is refused with the code, and leaves everything as it was. */
async function isRefused(command: Command, code: string) {
  const before = [await content(), inForce(browser)];
  expect(await send(command)).toMatchObject({ ok: false, failure: { code } });
  expect([await content(), inForce(browser)]).toEqual(before);
}

const addSite = (profileId: string, origin: string): Command => ({
  type: 'profile/add-site',
  profileId,
  origin,
});
const addCaller = (profileId: string, caller: string): Command => ({
  type: 'profile/add-caller',
  profileId,
  caller,
});

describe('the site next door', () => {
  it('gets the paths of the site there, is picked, and carries the header at once', async () => {
    const id = await saved({ ...SANDBOX_ADMIN, sites: [{ url: GLUWA, path: '/v1' }] });
    const { revision } = await theProfile();

    await done(addSite(id, PORT));

    const profile = await theProfile();
    expect(profile.sites).toEqual([
      { origin: GLUWA, path: '/v1' },
      { origin: PORT, path: '/v1' },
    ]);
    expect(profile.revision).toBe(revision + 1);
    expect((await state()).picks).toEqual({ [GLUWA]: id, [PORT]: id });
    expect(Object.keys(inForce(browser)).some((place) => place.startsWith(`|${PORT}/v1`))).toBe(
      true,
    );
    expect((await content()).widenings).toEqual([]);
  });

  it('is picked if the profile has it already', async () => {
    const id = await saved(SANDBOX_ADMIN);
    await done(addSite(id, PORT));
    await done({ type: 'pick/set', origin: PORT, profileId: null });
    const before = await theProfile();

    await done(addSite(id, PORT));

    expect(await theProfile()).toEqual(before);
    expect((await state()).picks).toHaveProperty([PORT], id);
  });

  proves(
    'T25',
    'another host of a key asks for the passphrase, another port does not',
    async (tried) => {
      const id = await saved(SANDBOX_ETH);

      await isRefused(addSite(id, SANDBOX), 'confirmation-needed');
      await done(addSite(id, PORT));
      await done({ type: 'vault/confirm', passphrase: PASSPHRASE });
      await done(addSite(id, SANDBOX));
      tried(3);
    },
  );

  proves('T25', 'another host of a header that is the secret is told', async (tried) => {
    const id = await saved(SANDBOX_ADMIN);
    await done(addSite(id, SANDBOX));

    expect((await content()).widenings).toMatchObject([{ profileId: id }]);
    tried();
  });

  it.each([
    ['plain http', 'http://api.gluwa.test', 'site-invalid'],
    ['a stranger’s host', 'https://evil.test', 'site-invalid'],
    ['text that is no address', 'https://', 'site-invalid'],
  ])('is never %s', async (_, origin, code) => {
    const id = await saved({ ...SANDBOX_ADMIN, allowHttp: true });

    await isRefused(addSite(id, origin), code);
  });

  it('needs a profile', async () => {
    await isRefused(addSite('gone', PORT), 'profile-unknown');
  });
});

describe('a change that has to be confirmed', () => {
  const draft = (id: string) => browser.session.drafts?.[id];

  it('is left as an unsaved form without fields, which the editor saves once confirmed', async () => {
    const id = await saved({ ...SANDBOX_ETH, sites: [{ url: GLUWA, path: '/v1' }] });
    const { revision, headers } = await theProfile();

    await isRefused(addSite(id, SANDBOX), 'confirmation-needed');

    const left = draft(id);
    expect(left).toMatchObject({
      id,
      revision,
      sites: [
        { url: GLUWA, path: '/v1' },
        { url: SANDBOX, path: '/v1' },
      ],
      headers: [{ id: headers[0]?.id, schemeId: 'gluwa-ethereum' }],
    });
    expect(JSON.stringify(left)).not.toContain('fields');
    if (!left) return;
    await done({ type: 'vault/confirm', passphrase: PASSPHRASE });
    await done({ type: 'profile/save', profile: left, pick: false });
    expect((await theProfile()).sites).toHaveLength(2);
  });

  it('leaves a form that the user has begun', async () => {
    const id = await saved(SANDBOX_ETH);
    const begun = { ...SANDBOX_ETH, id, revision: 1, name: 'Begun' };
    await done({ type: 'draft/keep', draft: begun });

    await isRefused(addCaller(id, APP), 'confirmation-needed');

    expect(draft(id)).toMatchObject({ name: 'Begun', callers: [] });
  });
});

describe('a caller', () => {
  it('is added once, and may send the header from then on', async () => {
    const id = await saved(SANDBOX_ADMIN);
    const { revision } = await theProfile();

    await done(addCaller(id, APP));
    await done(addCaller(id, APP));

    const profile = await theProfile();
    expect(profile.callers).toEqual([APP]);
    expect(profile.revision).toBe(revision + 1);
    expect(browser.rules.flatMap(({ condition }) => condition.initiatorDomains ?? [])).toContain(
      'app.gluwa.test',
    );
  });

  proves('T25', 'of a key asks for the passphrase, unless it is this computer', async (tried) => {
    const id = await saved(SANDBOX_ETH);

    await isRefused(addCaller(id, APP), 'confirmation-needed');
    await done(addCaller(id, LOCAL));
    expect((await content()).widenings).toEqual([]);
    tried(2);
  });

  it('is never plain http', async () => {
    const id = await saved({ ...SANDBOX_ADMIN, allowHttp: true });

    await isRefused(addCaller(id, 'http://app.gluwa.test'), 'site-invalid');
  });

  it('needs a profile', async () => {
    await isRefused(addCaller('gone', APP), 'profile-unknown');
  });
});

describe('a declined call', () => {
  const decline = (caller: string): Command => ({ type: 'call/decline', caller, site: GLUWA });

  it('is remembered once, over a lock', async () => {
    await done(decline(APP));
    await done(decline(LOCAL));
    await done(decline(APP));
    await done({ type: 'vault/lock' });
    await done({ type: 'vault/unlock', passphrase: PASSPHRASE });

    expect((await content()).declinedCalls).toEqual([
      { caller: LOCAL, site: GLUWA },
      { caller: APP, site: GLUWA },
    ]);
  });

  it('is forgotten after five hundred others', async () => {
    const { changeVault } = await import('../../src/app/headers/change-vault');
    const many = Array.from({ length: 500 }, (_, index) => ({
      caller: `https://app${index}.test` as Origin,
      site: GLUWA as Origin,
    }));
    await changeVault(browser.ports, (before) => ({ ...before, declinedCalls: many }));

    await done(decline(APP));

    const { declinedCalls } = await content();
    expect(declinedCalls).toHaveLength(500);
    expect(declinedCalls.at(-1)).toEqual({ caller: APP, site: GLUWA });
  });
});

it('tells pages which profiles keep more than they send', async () => {
  await saved(SANDBOX_ADMIN);
  await saved(SANDBOX_ETH);

  const { profiles } = await state();
  expect(profiles.map(({ keepsMore }) => keepsMore)).toEqual([undefined, true]);
});

proves(
  'T1',
  'refused calls of a stranger change neither the state nor the toolbar',
  async (tried) => {
    await saved(SANDBOX_ADMIN);
    const before = JSON.stringify(browser.published);
    const toolbar = browser.toolbar;
    const refused: Outcome = { kind: 'answered', status: 401, headers: [], from: 'server' };
    for (let call = 0; call < 100; call += 1) {
      const request: SeenRequest = {
        at: browser.now,
        url: `${GLUWA}/v1/${call}`,
        method: 'GET',
        type: 'xmlhttprequest',
        initiator: 'https://evil.test',
        top: 'https://evil.test',
        tabId: 7,
      };
      background.seeRequest(request, refused);
      tried();
    }
    await vi.waitFor(() => expect(browser.activity.entries).toHaveLength(100));

    expect(JSON.stringify(browser.published)).toBe(before);
    expect(browser.toolbar).toBe(toolbar);
  },
);
