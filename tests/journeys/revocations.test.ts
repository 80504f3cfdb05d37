/**
 * A sign-in ends at its server when it leaves the bin, in each of the ways, and not before; in the whole
 * background over a browser in memory.
 */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { duplicateProfile } from '../../src/app/profiles/duplicate-profile';
import type { AppState, OpenState } from '../../src/domain/app-state';
import { decodeContent } from '../../src/vault/content';
import { decodeEnvelope } from '../../src/vault/envelope';
import { openContent } from '../../src/vault/vault';
import { opened } from '../support/app-states';
import { proves } from '../support/proves';
import {
  type Background,
  backgroundOf,
  copyOf,
  PASSPHRASE,
  portsOf,
  SERVER,
  settled,
  signedInWorld,
  signIn,
  type World,
} from '../support/signed-in';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const DAY = 24 * 60 * 60_000;

let made: World;
let world: World;
let background: Background;

beforeAll(async () => {
  made = await signedInWorld();
});

beforeEach(() => start(copyOf(made)));

function start(next: World): void {
  world = next;
  background = backgroundOf(world);
}

async function read(): Promise<OpenState> {
  const { state } = await background.perform({ type: 'state/read' });
  return opened(state as AppState);
}

async function remove(): Promise<void> {
  const profileIds = (await read()).profiles.slice(0, 1).map(({ id }) => id);
  const { ok } = await background.perform({ type: 'profile/remove', profileIds });
  expect(ok).toBe(true);
  await ended();
}

async function ended(): Promise<void> {
  await settled(background);
  await settled(background);
}

async function storedBin() {
  const { browser, dataKey } = world;
  const envelope = decodeEnvelope(browser.storage.current ?? '');
  return decodeContent(await openContent(envelope, dataKey)).bin;
}

async function deleteNow(): Promise<void> {
  const ids = (await storedBin()).map(({ id }) => id);
  expect((await background.perform({ type: 'bin/delete', ids })).ok).toBe(true);
  await ended();
}

const revoked = () => world.server.asked.filter((asked) => asked.startsWith('revoke'));

describe('a deleted sign-in', () => {
  it('is not revoked while it is in the bin, nor by an undo', async () => {
    await remove();
    expect(world.server.isGood('refresh-1')).toBe(true);

    await background.perform({
      type: 'bin/undo',
      ids: [...(world.browser.session.undo?.ids ?? [])],
    });
    await ended();

    expect(revoked()).toEqual([]);
    expect((await read()).profiles[0]?.headers[0]?.signedIn).toBe(true);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['Delete now', deleteNow],
    ['Empty bin', () => background.perform({ type: 'bin/empty' })],
    [
      '30 days, in a second start',
      async () => {
        world.browser.now += 31 * DAY;
        for (let times = 0; times < 2; times += 1) {
          Object.assign(world.browser, { session: {}, rules: [] });
          background = backgroundOf(world);
          await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
        }
      },
    ],
  ])('is revoked by %s', async (_, leave) => {
    await remove();

    await leave();
    await ended();

    expect(await storedBin()).toEqual([]);
    expect(revoked()).toEqual(['revoke refresh-1']);
    expect((await read()).unrevokedAt).toBeUndefined();
  });

  proves('T28', 'is revoked after the vault without it is stored, never before', async (tried) => {
    await remove();
    const refused = portsOf(world);
    world.browser.refuseStorage = true;
    const { ok } = await background.perform({ type: 'bin/empty' });
    await ended();
    expect([ok, revoked()]).toEqual([false, []]);
    tried();

    world.browser.refuseStorage = false;
    const bins: unknown[] = [];
    const fetch: typeof globalThis.fetch = async (...request) => {
      bins.push(await storedBin());
      return refused.fetch(...request);
    };
    background = backgroundOf(world, { ...refused, fetch });
    await background.perform({ type: 'bin/empty' });
    await ended();
    expect(bins).toEqual([[]]);
    tried();
  });

  proves('T16', 'sends nothing of ours along: its rule is in force by then', async (tried) => {
    await remove();
    const ports = portsOf(world);
    const filters: unknown[] = [];
    const fetch: typeof globalThis.fetch = async (...request) => {
      filters.push(world.browser.rules.map(({ condition }) => condition.urlFilter));
      return ports.fetch(...request);
    };
    background = backgroundOf(world, { ...ports, fetch });

    await background.perform({ type: 'bin/empty' });
    await ended();

    expect(filters).toEqual([expect.arrayContaining([`|${SERVER}/revoke|`])]);
    background.reconcileSoon();
    await ended();
    expect(world.browser.rules).toEqual([]);
    tried();
  });

  it.each([
    ['refuses', () => new Response('{"error":"invalid_client"}', { status: 401 })],
    ['fails', () => new Response('', { status: 503 })],
  ])('is named by its host where the server %s, until that is read', async (_, answer) => {
    await remove();
    world.server.instead.push(answer());
    await deleteNow();

    expect((await read()).unrevokedAt).toEqual(['auth.ixo.test']);
    expect(JSON.stringify(await read())).not.toContain('refresh-');

    await background.perform({ type: 'unrevoked/dismiss' });
    expect((await read()).unrevokedAt).toBeUndefined();
  });

  it.each([
    ['is revoked too', () => new Response(), undefined],
    ['is named by its host', () => new Response('', { status: 503 }), ['auth.ixo.test']],
  ])('%s if a later token comes after Delete now', async (_, answer, unrevokedAt) => {
    const ports = portsOf(world);
    const asked: (string | null)[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (input !== `${SERVER}/revoke`) return ports.fetch(input, init);
      asked.push(new URLSearchParams(String(init?.body)).get('token'));
      // A server may answer 200 to a spent token and do nothing: RFC 7009 §2.2.
      return asked.length === 1 ? new Response() : answer();
    };
    background = backgroundOf(world, { ...ports, fetch });
    const [profile] = (await read()).profiles;
    world.server.isSlow = true;
    world.browser.now = world.browser.wakeUpAt ?? 0;
    background.reconcileSoon();
    await vi.waitFor(() => expect(world.server.waiting).toHaveLength(1));
    await background.perform({ type: 'profile/remove', profileIds: [profile?.id ?? ''] });
    await background.perform({ type: 'bin/empty' });
    await vi.waitFor(() => expect(asked).toEqual(['refresh-1']));
    for (const letGo of world.server.waiting.splice(0)) letGo();
    await ended();

    expect(asked).toEqual(['refresh-1', 'refresh-2']);
    expect((await read()).unrevokedAt).toEqual(unrevokedAt);
  });

  it('keeps no command waiting for a server that is silent', async () => {
    await remove();
    world.server.isSlow = true;
    world.server.instead.push(new Response('', { status: 503 }));

    await deleteNow();

    expect((await read()).binCount).toBe(0);
    expect(world.server.waiting).toHaveLength(1);
    await background.perform({ type: 'vault/lock' });
    for (const letGo of world.server.waiting.splice(0)) letGo();
    await ended();
    // A locked session names no host.
    expect(world.browser.session).not.toHaveProperty('unrevokedAt');
  });

  it('stays at the server while a sign-in of the same client is in the vault', async () => {
    const [profile] = (await read()).profiles;
    await background.inTurn((ports) =>
      duplicateProfile(ports, { profileId: profile?.id ?? '', name: 'Copy' }),
    );
    const copied = (await read()).profiles.at(-1)?.headers[0]?.id ?? '';
    await signIn(background, { ...world, headerId: copied });
    await ended();
    await remove();

    await deleteNow();

    expect(revoked()).toEqual([]);
    expect((await read()).unrevokedAt).toEqual(['auth.ixo.test']);
  });
});
