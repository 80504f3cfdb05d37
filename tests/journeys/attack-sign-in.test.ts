/** A renewal under way reaches the sign-in that an undo has put into a profile of its own. */
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
  const undone = await background.perform({ type: 'bin/undo' });
  expect(undone).toMatchObject({ ok: true });
  await answered();

  const own = (await content()).profiles.find((each) => each.id !== id);
  expect(own?.headers[0]?.refreshToken).toBe('refresh-2');
  expect(world.server.isGood(own?.headers[0]?.refreshToken)).toBe(true);
});

it('a sign-in deleted now while its renewal is under way ends at the server, or is named', async () => {
  await renewalUnderWay();
  const [profile] = (await content()).profiles;
  await background.perform({ type: 'profile/remove', profileIds: [profile?.id ?? ''] });
  await background.perform({ type: 'bin/empty' });
  await answered();
  await settled(background);

  const isTold = (world.browser.session.unrevokedAt ?? []).length > 0;
  expect({ isGood: world.server.isGood('refresh-2'), isTold }).not.toEqual({
    isGood: true,
    isTold: false,
  });
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

it('the token that comes after Delete now is revoked too, or its server is named', async () => {
  // A server may answer 200 to a spent token and do nothing: RFC 7009 §2.2.
  await renewalUnderWay();
  const [profile] = (await content()).profiles;
  await background.perform({ type: 'profile/remove', profileIds: [profile?.id ?? ''] });
  await background.perform({ type: 'bin/empty' });
  await answered();
  await settled(background);

  const isAsked = world.server.asked.includes('revoke refresh-2');
  const isTold = (world.browser.session.unrevokedAt ?? []).length > 0;
  expect(isAsked || isTold).toBe(true);
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
