/**
 * Drafts, tokens and the deadline change beside the queue. A write of each in the middle of a turn is
 * intact at its end: the turn reads the key where it uses it, after the write.
 */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ports } from '../../src/app/ports';
import type { SessionState, TokenKey, TokenState } from '../../src/app/session';
import type { Command } from '../../src/protocol/messages';
import { GEONODE, SANDBOX_ETH } from '../support/drafts';
import { backgroundOf, portsOf, SITE, signedInWorld, type World } from '../support/signed-in';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

let world: World;

beforeEach(async () => {
  world = await signedInWorld();
  // Otherwise the turn itself moves the deadline.
  world.browser.active = false;
});

/** Changes the session while the vault is being written. */
function duringCommit(ports: Ports, change: Partial<SessionState>): Ports {
  const [first, second] = ports.copies;
  const write: typeof first.write = async (stored) => {
    world.browser.session = { ...world.browser.session, ...change };
    await first.write(stored);
  };
  return { ...ports, copies: [{ ...first, write }, second] };
}

/** Changes the session after the commit, before the deadline is looked at. */
function afterCommit(ports: Ports, change: Partial<SessionState>): Ports {
  const watch = (minutes: number) => {
    world.browser.session = { ...world.browser.session, ...change };
    ports.idle.watch(minutes);
  };
  return { ...ports, idle: { ...ports.idle, watch } };
}

async function perform(command: Command, ports: Ports): Promise<void> {
  expect((await backgroundOf(world, ports).perform(command)).ok).toBe(true);
}

describe('a write in the middle of a turn', () => {
  it('of a draft is intact, though the turn removes another draft', async () => {
    const drafts = { other: SANDBOX_ETH };

    await perform(
      { type: 'profile/save', profile: GEONODE, pick: false },
      duringCommit(portsOf(world), { drafts }),
    );

    expect(Object.keys(world.browser.session.drafts ?? {})).toEqual(['other']);
  });

  it('of a token is intact, though the turn removes another token', async () => {
    // Casts: only the background makes keys of tokens.
    const [known, unknown] = [world.headerId as TokenKey, 'of no profile' as TokenKey];
    const token = world.browser.session.tokens?.[known] as TokenState;
    const newer = { ...token, attempts: 7 };
    world.browser.session = {
      ...world.browser.session,
      tokens: { [known]: token, [unknown]: token },
    };

    await perform(
      { type: 'pick/set', origin: SITE, profileId: null },
      duringCommit(portsOf(world), { tokens: { [known]: newer, [unknown]: token } }),
    );

    expect(world.browser.session.tokens).toEqual({ [known]: newer });
  });

  it('of the deadline is intact, and the alarm is set for it', async () => {
    const lockAt = world.browser.now + 30_000;

    await perform(
      { type: 'pick/set', origin: SITE, profileId: null },
      afterCommit(portsOf(world), { lockAt }),
    );

    expect(world.browser.session.lockAt).toBe(lockAt);
    expect(world.browser.wakeUpAt).toBe(lockAt);
  });
});
