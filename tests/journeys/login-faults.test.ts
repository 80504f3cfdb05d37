/**
 * The background dies or is refused at every call of a renewal by refresh token. In every case no access
 * token is sent whose refresh token is not the stored one, and the login gets the next token.
 */
import { beforeAll, describe, expect, vi } from 'vitest';
import type { Ports } from '../../src/app/ports';
import { FAULTS, type Fault, faultyPorts } from '../support/faulty-ports';
import {
  backgroundOf,
  copyOf,
  type LoginWorld,
  loginWorld,
  PASSPHRASE,
  portsOf,
  sentTo,
  storedHeader,
  WITH_REFRESH,
} from '../support/logged-in';
import { proves } from '../support/proves';
import { settled } from '../support/signed-in';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const MINUTE = 60_000;

let loggedIn: LoginWorld;

beforeAll(async () => {
  loggedIn = await loginWorld(WITH_REFRESH);
  const background = backgroundOf(loggedIn);
  background.reconcileSoon();
  await settled(background);
});

/** Records each access token that comes into force beside another refresh token. */
function watched(world: LoginWorld, unstored: string[]): Ports {
  const ports = portsOf(world);
  const known = new Set([sentTo(world)?.split(' ').at(-1)]);
  return {
    ...ports,
    rules: {
      ...ports.rules,
      async update(change) {
        const [token] = /access-\d+/.exec(JSON.stringify(change.addRules)) ?? [];
        const stored = (await storedHeader(world))?.refreshToken;
        if (token !== undefined && !known.has(token)) {
          if (world.server.refreshTokenOf(token) !== stored)
            unstored.push(`${token} over ${stored}`);
          known.add(token);
        }
        await ports.rules.update(change);
      },
    },
  };
}

/** @returns the number of calls before the fault had its effect. */
async function tryFault(
  fault: Fault,
  at: number,
  loses: 'background' | 'browser',
): Promise<number> {
  const world = copyOf(loggedIn);
  const { browser, server } = world;
  browser.now = browser.wakeUpAt ?? 0;
  const unstored: string[] = [];
  const { ports, dead, calls } = faultyPorts(watched(world, unstored), fault, at);
  const first = backgroundOf(world, ports);
  first.reconcileSoon();
  await Promise.race([settled(first), dead]);
  const made = calls();
  if (loses === 'browser') Object.assign(browser, { session: {}, rules: [] });

  const next = backgroundOf(world, watched(world, unstored));
  next.reconcileSoon();
  await settled(next);
  const { state } = await next.perform({ type: 'state/read' });
  if (state?.vault !== 'unlocked') {
    expect(browser.rules, 'rules of a locked vault').toEqual([]);
    await next.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
    await settled(next);
  }
  browser.now += MINUTE;
  next.reconcileSoon();
  await settled(next);

  const where = `${fault} at call ${at}, ${loses} gone, asked ${server.asked}`;
  expect(unstored, where).toEqual([]);
  const [token = ''] = /access-\d+/.exec(sentTo(world) ?? '') ?? [];
  expect(server.isLive(token), where).toBe(true);
  // At most one login: the lost refresh token costs one.
  expect(server.asked.filter((each) => each.startsWith('login')).length, where).toBeLessThan(2);
  return made;
}

describe('a renewal of a login', () => {
  proves(
    ['F1', 'F10'],
    'it sends no token over a lost refresh token, and logs in instead',
    async (tried) => {
      for (const loses of ['background', 'browser'] as const) {
        for (const fault of FAULTS) {
          let isReached = true;
          for (let at = 1; isReached; at += 1) {
            isReached = (await tryFault(fault, at, loses)) >= at;
            tried();
          }
        }
      }
    },
    120_000,
  );
});
