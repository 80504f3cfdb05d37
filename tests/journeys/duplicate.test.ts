/**
 * A copy of a profile that is signed in, in the whole background at a server that rotates refresh
 * tokens: it is signed out and in use nowhere, and its own sign-in touches the original in nothing.
 */
import { beforeEach, expect, it, vi } from 'vitest';
import { openVault } from '../../src/app/vault/open-vault';
import { opened } from '../support/app-states';
import {
  type Background,
  backgroundOf,
  portsOf,
  SITE,
  sentTo,
  settled,
  signedInWorld,
  signIn,
  type World,
} from '../support/signed-in';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

let world: World;
let background: Background;
beforeEach(async () => {
  world = await signedInWorld();
  background = backgroundOf(world);
});

const read = async () => {
  const { state } = await background.perform({ type: 'state/read' });
  if (!state) throw new Error('no state');
  return opened(state);
};
/** The sealed sign-ins of both profiles. */
const refreshTokens = async () => {
  const { content } = await openVault(portsOf(world));
  return content.profiles.map(({ headers }) => headers[0]?.refreshToken);
};

it('signs in on its own, beside the original', async () => {
  const sentBefore = sentTo(world);
  const [original] = (await read()).profiles;
  await background.perform({
    type: 'profile/duplicate',
    profileId: original?.id ?? '',
    name: 'Robot copy',
  });
  await settled(background);

  const state = await read();
  const copy = state.profiles[1];
  expect(state.picks).toEqual({ [SITE]: original?.id });
  expect(copy?.headers[0]?.signedIn).toBe(false);
  const [kept, none] = await refreshTokens();
  expect([typeof kept, none]).toEqual(['string', undefined]);
  expect(sentTo(world)).toBe(sentBefore);

  const ofCopy = { ...world, headerId: copy?.headers[0]?.id ?? '' };
  expect(await signIn(background, ofCopy)).toMatchObject({ kind: 'done' });
  await settled(background);

  expect((await read()).profiles.map(({ headers }) => headers[0]?.signedIn)).toEqual([true, true]);
  const [still, own] = await refreshTokens();
  expect(still).toBe(kept);
  expect(typeof own).toBe('string');
  expect(own).not.toBe(kept);
  // In use is what was in use, with its own token.
  expect(sentTo(world)).toBe(sentBefore);
  await background.perform({ type: 'pick/set', origin: SITE, profileId: copy?.id ?? '' });
  await settled(background);
  expect(sentTo(world)).toBeDefined();
  expect(sentTo(world)).not.toBe(sentBefore);
});
