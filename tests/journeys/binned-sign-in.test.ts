/**
 * A sign-in whose header is deleted or whose credential is replaced: its refresh token is good once, and the
 * bin or the profile has the last one.
 */
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { openVault } from '../../src/app/vault/open-vault';
import { proves } from '../support/proves';
import {
  answer,
  type Background,
  backgroundOf,
  beginRenewal,
  copyOf,
  PASSPHRASE,
  SIGN_IN_DRAFT,
  SIGN_IN_FIELDS,
  sentTo,
  settled,
  signedInWorld,
  type World,
} from '../support/signed-in';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const MINUTE = 60_000;

let signedIn: World;
let world: World;
let background: Background;

beforeAll(async () => {
  signedIn = await signedInWorld();
});

beforeEach(() => {
  world = copyOf(signedIn);
  background = backgroundOf(world);
});

const content = async () => (await openVault(world.browser.ports)).content;

async function profile() {
  const [first] = (await content()).profiles;
  if (!first) throw new Error('no profile');
  return first;
}

async function remove(): Promise<void> {
  const { id } = await profile();
  await background.perform({ type: 'profile/remove', profileIds: [id] });
}

async function binnedToken(): Promise<string | undefined> {
  const [entry] = (await content()).bin;
  return entry && entry.kind !== 'draft' ? entry.profile.headers[0]?.refreshToken : undefined;
}

const renewalUnderWay = () => beginRenewal(world, background);

async function answered(): Promise<void> {
  answer(world);
  await settled(background);
}

/** Another client id: signed out, with the sign-in kept beside it. */
async function replaceCredential() {
  const { id, revision } = await profile();
  const header = {
    id: world.headerId,
    schemeId: 'oauth2-authorization-code',
    fields: { ...SIGN_IN_FIELDS, clientId: 'another' },
    paths: [],
    methods: [],
  };
  const edited = { ...SIGN_IN_DRAFT, id, revision, headers: [header] };
  await background.perform({ type: 'profile/save', profile: edited, pick: true });
  const { headers } = await profile();
  return { profileId: id, headerId: headers[0]?.id ?? '' };
}

proves(
  'F10',
  'a renewal that is under way reaches the bin, and an undo goes on with it',
  async (tried) => {
    await renewalUnderWay();
    await remove();
    await answered();
    expect(await binnedToken()).toBe('refresh-2');
    expect(sentTo(world)).toBeUndefined();

    await background.perform({
      type: 'bin/undo',
      ids: [...(world.browser.session.undo?.ids ?? [])],
    });
    await settled(background);

    expect(world.server.asked).toEqual(['refresh refresh-1', 'refresh refresh-2']);
    expect(sentTo(world)).toBe('access-3');
    tried();
  },
);

proves('F10', 'it reaches the header that an undo has brought back before', async (tried) => {
  await renewalUnderWay();
  await remove();
  await background.perform({ type: 'bin/undo', ids: [...(world.browser.session.undo?.ids ?? [])] });
  await answered();

  expect(world.server.asked).toEqual(['refresh refresh-1']);
  expect((await profile()).headers[0]?.refreshToken).toBe('refresh-2');
  expect(sentTo(world)).toBe('access-2');
  tried();
});

proves('F10', 'it reaches a previous credential that is confirmed away', async (tried) => {
  await renewalUnderWay();
  const replaced = await replaceCredential();
  await background.perform({ type: 'credential/confirm', ...replaced });
  await answered();

  expect(await binnedToken()).toBe('refresh-2');
  expect((await profile()).headers[0]?.refreshToken).toBeUndefined();
  tried();
});

proves('F10', 'it reaches the bin of a vault that is locked meanwhile', async (tried) => {
  await renewalUnderWay();
  await remove();
  const locked = background.perform({ type: 'vault/lock' });
  answer(world);
  await locked;

  await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
  expect(await binnedToken()).toBe('refresh-2');
  tried();
});

proves('F10', 'a refresh token that could not be stored goes to the bin', async (tried) => {
  await renewalUnderWay();
  world.browser.refuseStorage = true;
  await answered();
  world.browser.refuseStorage = false;
  expect((await profile()).headers[0]?.refreshToken).toBe('refresh-1');

  await remove();

  expect(await binnedToken()).toBe('refresh-2');
  expect(world.server.isGood(await binnedToken())).toBe(true);
  tried();
});

it('is not renewed in the bin, and its access token is forgotten', async () => {
  await remove();
  for (let round = 0; round < 2; round++) {
    world.browser.now += 6 * MINUTE;
    background.reconcileSoon();
    await settled(background);
  }

  expect(world.server.asked).toEqual([]);
  expect(world.browser.session.tokens).toEqual({});
  expect(JSON.stringify(world.browser.session)).not.toContain('access-1');
});

it('a renewal under way reaches a header that came back in a profile of its own', async () => {
  await renewalUnderWay();
  const { id, revision } = await profile();
  const edited = {
    ...SIGN_IN_DRAFT,
    id,
    revision,
    sites: [...SIGN_IN_DRAFT.sites, { url: 'https://other.test', path: '' }],
    headers: [
      {
        schemeId: 'basic',
        fields: { username: 'abcd', password: 'a-long-password-1234' },
        paths: [],
        methods: [],
      },
    ],
  };
  const saved = await background.perform({ type: 'profile/save', profile: edited, pick: true });
  expect(saved).toMatchObject({ ok: true });
  const undone = await background.perform({
    type: 'bin/undo',
    ids: [...(world.browser.session.undo?.ids ?? [])],
  });
  expect(undone).toMatchObject({ ok: true });
  await answered();

  const own = (await content()).profiles.find((each) => each.id !== id);
  expect(own?.headers[0]?.refreshToken).toBe('refresh-2');
  expect(world.server.isGood(own?.headers[0]?.refreshToken)).toBe(true);
});

it('a renewal under way reaches a credential that was replaced and brought back', async () => {
  await renewalUnderWay();
  const replaced = await replaceCredential();
  const back = await background.perform({ type: 'credential/go-back', ...replaced });
  expect(back).toMatchObject({ ok: true });
  await answered();

  expect((await profile()).headers[0]?.refreshToken).toBe('refresh-2');
});

it('a refresh token that could not be stored stays with a credential that is replaced', async () => {
  await renewalUnderWay();
  world.browser.refuseStorage = true;
  await answered();
  world.browser.refuseStorage = false;
  await replaceCredential();

  const { previousCredential } = (await profile()).headers[0] ?? {};
  expect(previousCredential?.refreshToken).toBe('refresh-2');
});
