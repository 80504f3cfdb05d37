/**
 * A renewal that is under way while its header is deleted, replaced or brought back: no token is
 * lost.
 */
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { openVault } from '../../src/app/vault/open-vault';
import {
  type Background,
  backgroundOf,
  copyOf,
  SIGN_IN_DRAFT,
  SIGN_IN_FIELDS,
  settled,
  signedInWorld,
  type World,
} from '../support/signed-in';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

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

async function renewalUnderWay(): Promise<void> {
  world.server.isSlow = true;
  world.browser.now = world.browser.wakeUpAt ?? 0;
  background.reconcileSoon();
  await vi.waitFor(() => expect(world.server.waiting).toHaveLength(1));
}

async function answered(): Promise<void> {
  world.server.isSlow = false;
  for (const letGo of world.server.waiting.splice(0)) letGo();
  await settled(background);
}

it('a renewal under way reaches a header that came back in a profile of its own', async () => {
  await renewalUnderWay();
  const [profile] = (await content()).profiles;
  if (!profile) throw new Error('no profile');
  const { id, revision } = profile;
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
  const [profile] = (await content()).profiles;
  if (!profile) throw new Error('no profile');
  const { id, revision } = profile;
  const header = {
    id: world.headerId,
    schemeId: 'oauth2-authorization-code',
    fields: { ...SIGN_IN_FIELDS, clientId: 'another' },
    paths: [],
    methods: [],
  };
  const edited = { ...SIGN_IN_DRAFT, id, revision, headers: [header] };
  await background.perform({ type: 'profile/save', profile: edited, pick: true });
  const headerId = (await content()).profiles[0]?.headers[0]?.id ?? '';
  const back = await background.perform({ type: 'credential/go-back', profileId: id, headerId });
  expect(back).toMatchObject({ ok: true });
  await answered();

  expect((await content()).profiles[0]?.headers[0]?.refreshToken).toBe('refresh-2');
});

it('a refresh token that could not be stored stays with a credential that is replaced', async () => {
  await renewalUnderWay();
  world.browser.refuseStorage = true;
  await answered();
  world.browser.refuseStorage = false;
  const [profile] = (await content()).profiles;
  if (!profile) throw new Error('no profile');
  const { id, revision } = profile;
  const header = {
    id: world.headerId,
    schemeId: 'oauth2-authorization-code',
    fields: { ...SIGN_IN_FIELDS, clientId: 'another' },
    paths: [],
    methods: [],
  };
  const edited = { ...SIGN_IN_DRAFT, id, revision, headers: [header] };
  await background.perform({ type: 'profile/save', profile: edited, pick: true });

  const [replaced] = (await content()).profiles;
  const { refreshToken } = replaced?.headers[0]?.previousCredential ?? {};
  expect(refreshToken).toBe('refresh-2');
});
