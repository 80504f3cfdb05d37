/**
 * A lock while a server is asked: the headers stop at once, and for a refresh token that the server may
 * just have replaced it waits a few seconds, and no longer.
 */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LOCK_WAITS_MS } from '../../src/app/lock/lock';
import { proves } from '../support/proves';
import {
  type Background,
  backgroundOf,
  copyOf,
  PASSPHRASE,
  portsOf,
  sentTo,
  settled,
  signedInWorld,
  storedHeader,
  type World,
} from '../support/signed-in';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

let signedIn: World;
let world: World;
let background: Background;
let locked: Promise<unknown>;
let isOver: boolean;

beforeAll(async () => {
  signedIn = await signedInWorld();
});

beforeEach(() => {
  // The other steps take real time: sealing and opening.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  world = copyOf(signedIn);
  background = backgroundOf(world);
});

afterEach(() => {
  vi.useRealTimers();
});

/** All that can happen without a wait going by. */
async function quiet(): Promise<void> {
  for (let round = 0; round < 50; round++) await new Promise(setImmediate);
}

/** The server has spent the refresh token, and says nothing yet. */
async function renewalUnderWay(): Promise<void> {
  world.server.isSlow = true;
  world.browser.now = world.browser.wakeUpAt ?? 0;
  background.reconcileSoon();
  while (world.server.waiting.length === 0) await quiet();
}

async function lockOverRenewal(): Promise<void> {
  await renewalUnderWay();
  await beginToLock();
}

async function beginToLock(): Promise<void> {
  isOver = false;
  locked = background.perform({ type: 'vault/lock' }).then(() => {
    isOver = true;
  });
  await quiet();
}

function letGo(): void {
  world.server.isSlow = false;
  for (const answer of world.server.waiting.splice(0)) answer();
}

async function unlock(): Promise<void> {
  await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
}

describe('a lock over a renewal', () => {
  proves('T8', 'it withdraws the header at once, and waits for the answer', async (tried) => {
    await lockOverRenewal();

    expect(world.browser.rules).toEqual([]);
    expect(isOver).toBe(false);
    tried();

    await vi.advanceTimersByTimeAsync(LOCK_WAITS_MS - 1);
    expect(isOver).toBe(false);
    letGo();
    await locked;

    expect((await storedHeader(world))?.refreshToken).toBe('refresh-2');
    expect(JSON.stringify(world.browser.session)).not.toMatch(/dataKey|(access|refresh)-\d/);
    tried();
  });

  it('leaves what the next unlock goes on with', async () => {
    await lockOverRenewal();
    letGo();
    await locked;

    await unlock();
    await settled(background);

    expect(world.server.asked).toEqual(['refresh refresh-1', 'refresh refresh-2']);
    expect(sentTo(world)).toBe('access-3');
  });

  proves(['T8', 'F10'], 'it is done without an answer, and the key is gone', async (tried) => {
    await lockOverRenewal();

    await vi.advanceTimersByTimeAsync(LOCK_WAITS_MS);
    await locked;

    expect(world.browser.session.dataKey).toBeUndefined();
    expect(world.browser.rules).toEqual([]);
    tried();
  });

  proves(['T8', 'F10'], 'it takes ten seconds at most, on a disk that hangs too', async (tried) => {
    const ports = portsOf(world);
    const [first, second] = ports.copies;
    let hangs = () => {};
    const untilHanging = new Promise<void>((resolve) => {
      hangs = resolve;
    });
    const write = () => {
      hangs();
      return new Promise<never>(() => undefined);
    };
    background = backgroundOf(world, { ...ports, copies: [{ ...first, write }, second] });
    await renewalUnderWay();
    void background.perform({ type: 'settings/change', settings: { paused: true } });
    await untilHanging;
    await beginToLock();
    expect(world.browser.rules).toEqual([]);

    await vi.advanceTimersByTimeAsync(LOCK_WAITS_MS);
    await quiet();
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(10_000 - LOCK_WAITS_MS);
    await locked;

    expect(world.browser.session.dataKey).toBeUndefined();
    tried();
  });

  it('stores an answer whose turn never came, behind something that hangs', async () => {
    const ports = portsOf(world);
    let hangs = false;
    background = backgroundOf(world, {
      ...ports,
      permissions: {
        allowed: (origins) =>
          hangs ? new Promise(() => undefined) : ports.permissions.allowed(origins),
      },
    });
    await renewalUnderWay();
    hangs = true;
    background.reconcileSoon();
    await quiet();
    letGo();
    await quiet();
    await beginToLock();

    await vi.advanceTimersByTimeAsync(LOCK_WAITS_MS);
    await locked;

    expect((await storedHeader(world))?.refreshToken).toBe('refresh-2');
    expect(world.browser.session.dataKey).toBeUndefined();
  });

  it('keeps nothing of an answer that comes later, while it is locked', async () => {
    await lockOverRenewal();
    await vi.advanceTimersByTimeAsync(LOCK_WAITS_MS);
    await locked;

    letGo();
    await settled(background);

    expect(JSON.stringify(world.browser.session)).not.toMatch(/(access|refresh)-\d/);
    expect(world.browser.rules).toEqual([]);
  });

  it('lets one that comes after the next unlock be stored, and asks nothing else meanwhile', async () => {
    await lockOverRenewal();
    await vi.advanceTimersByTimeAsync(LOCK_WAITS_MS);
    await locked;

    await unlock();
    await quiet();
    expect(sentTo(world)).toBeUndefined();
    letGo();
    await settled(background);

    expect(world.server.asked).toEqual(['refresh refresh-1']);
    expect(sentTo(world)).toBe('access-2');
    expect((await storedHeader(world))?.refreshToken).toBe('refresh-2');
  });
});
