/**
 * A server takes each refresh token once, and the background can die or be refused at every call it
 * makes, the question to the server among them. Whatever happens: no access token is sent whose refresh
 * token is not the one that is stored, and what is lost is said.
 */
import { beforeAll, describe, expect, vi } from 'vitest';
import type { Ports } from '../../src/app/ports';
import { FAULTS, type Fault, faultyPorts } from '../support/faulty-ports';
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
  signedOutWorld,
  storedHeader,
  type World,
} from '../support/signed-in';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const MINUTE = 60_000;

interface Act {
  /** Before anything fails. */
  readonly prepare: (world: World, background: Background) => Promise<Run>;
  /** Nobody has signed in before. */
  readonly isSignedOut?: true;
  /** Where the server takes no retry, too: what was there before is good whatever happens. */
  readonly losesNothing?: true;
}

/** @returns whether somebody was told that they are signed in. */
type Run = (background: Background, world: World) => Promise<boolean>;

const ACTS: Readonly<Record<string, Act>> = {
  'a renewal': {
    prepare: async ({ browser }) => {
      browser.now = browser.wakeUpAt ?? 0;
      return async (background) => {
        background.reconcileSoon();
        await settled(background);
        return false;
      };
    },
  },
  'a lock over a renewal': {
    prepare: async ({ browser }) => {
      browser.now = browser.wakeUpAt ?? 0;
      return async (background) => {
        background.reconcileSoon();
        await background.inTurn(async () => undefined);
        await background.perform({ type: 'vault/lock' });
        await settled(background);
        return false;
      };
    },
  },
  'the first sign-in': { isSignedOut: true, prepare: begun },
  'another sign-in': { prepare: begun, losesNothing: true },
};

async function begun({ headerId, server }: World, first: Background): Promise<Run> {
  const step = await first.signIns.begin(headerId);
  await settled(first);
  if (step.kind !== 'redirect') throw new Error(step.kind);
  const address = server.visit(step.url);
  return async (background) => {
    const { kind } = await background.signIns.proceed(headerId, address);
    await settled(background);
    return kind === 'done';
  };
}

let signedOut: World;
let signedIn: World;

beforeAll(async () => {
  signedOut = await signedOutWorld();
  signedIn = await signedInWorld();
});

/** Sees each token that comes into force, and what is stored when it first does. */
function watched(world: World, unstored: string[]): Ports {
  const ports = portsOf(world);
  const before = sentTo(world);
  return {
    ...ports,
    rules: {
      ...ports.rules,
      async update(change) {
        const [, token] = /Bearer ([\w-]+)/.exec(JSON.stringify(change.addRules)) ?? [];
        const stored = (await storedHeader(world))?.refreshToken;
        const isNew = token !== undefined && token !== before;
        if (isNew && world.server.refreshTokenOf(token) !== stored) {
          unstored.push(`${token} over ${stored}`);
        }
        await ports.rules.update(change);
      },
    },
  };
}

interface Blow {
  readonly fault: Fault;
  readonly at: number;
  readonly loses: 'background' | 'browser';
  readonly hasGrace: boolean;
}

interface Outcome {
  readonly calls: number;
  readonly isLost: boolean;
}

async function tryFault(act: Act, { fault, at, loses, hasGrace }: Blow): Promise<Outcome> {
  const world = copyOf(act.isSignedOut ? signedOut : signedIn);
  const { browser, server } = world;
  server.hasGrace = hasGrace;
  const run = await act.prepare(world, backgroundOf(world));
  const unstored: string[] = [];
  const { ports, dead, calls } = faultyPorts(watched(world, unstored), fault, at);
  const first = backgroundOf(world, ports);

  const isTold = await Promise.race([run(first, world), dead.then(() => false)]);
  const made = calls();
  if (loses === 'browser') Object.assign(browser, { session: {}, rules: [] });
  const kept = [
    (await storedHeader(world))?.refreshToken,
    ...Object.values(browser.session.tokens ?? {}).map(({ refreshToken }) => refreshToken),
  ];
  const isKept = kept.some(server.isGood);
  const goesOn = fault === 'fails' && loses === 'background';
  const code = await startedAgain(
    world,
    goesOn ? first : backgroundOf(world, watched(world, unstored)),
  );

  const where = `${fault} at call ${at}, ${loses} gone, asked ${server.asked}, kept ${kept}`;
  expect(unstored, where).toEqual([]);
  // In force; or said: never idle, and never waiting for nothing.
  const isLost = code !== undefined;
  if (isLost) expect(code, where).toBe(kept.some(Boolean) ? 'sign-in-ended' : 'signed-out');
  expect(isLost, where).toBe(!isKept);
  if (isTold) expect(isLost, where).toBe(false);
  if (hasGrace && !act.isSignedOut) expect(isLost, where).toBe(false);
  return { calls: made, isLost };
}

/** @returns why nothing is in force in the end, where it is so. */
async function startedAgain(world: World, background: Background): Promise<string | undefined> {
  const { browser, server } = world;
  background.reconcileSoon();
  await settled(background);
  const { state } = await background.perform({ type: 'state/read' });
  if (state?.vault !== 'unlocked') {
    expect(browser.rules, 'rules of a locked vault').toEqual([]);
    await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
    await settled(background);
  }
  // Whatever waited is asked again, and what there is has ended and was renewed.
  for (let round = 0; round < 2; round++) {
    browser.now += 6 * MINUTE;
    background.reconcileSoon();
    await settled(background);
  }
  const last = await background.perform({ type: 'state/read' });
  const header = last.state?.profiles[0]?.headers[0];
  const sent = sentTo(world);
  expect(header?.signedIn).toBe(sent !== undefined);
  if (sent !== undefined) {
    expect(server.isLive(sent), sent).toBe(true);
    return undefined;
  }
  const status = header?.status;
  return status?.state === 'failed' ? status.failure.code : status?.state;
}

describe.each(Object.keys(ACTS))('%s', (name) => {
  // Cast: it is one of the keys.
  const act = ACTS[name] as Act;

  for (const hasGrace of [false, true]) {
    proves(
      ['F1', 'F10'],
      `${name} loses nothing unsaid at any call, at a server ${hasGrace ? 'that takes a retry' : 'that takes none'}`,
      async (tried) => {
        const lost = { some: 0, none: 0 };
        for (const loses of ['background', 'browser'] as const) {
          for (const fault of FAULTS) {
            let at = 1;
            for (let calls = at; calls >= at; at += 1) {
              const outcome = await tryFault(act, { fault, at, loses, hasGrace });
              calls = outcome.calls;
              lost[outcome.isLost ? 'some' : 'none'] += 1;
            }
            tried(at - 1);
          }
        }
        expect(lost.none).toBeGreaterThan(0);
        // Of a spent token whose successor nobody has heard of.
        const canLose = act.isSignedOut || !(hasGrace || act.losesNothing);
        expect(lost.some > 0).toBe(canLose);
      },
      120_000,
    );
  }
});
