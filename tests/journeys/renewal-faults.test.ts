/**
 * A server takes each refresh token once, and the background can die or be refused at every call it
 * makes, the question to the server among them. In every case no access token is sent whose refresh
 * token is not the stored one, and a loss is said.
 */
import { beforeAll, describe, expect, vi } from 'vitest';
import type { Ports } from '../../src/app/ports';
import { opened } from '../support/app-states';
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
  /** The profile is signed out at first. */
  readonly isSignedOut?: true;
  /** The previous token stays good in every case, even if the server takes no retry. */
  readonly losesNothing?: true;
  readonly signsOut?: true;
}

/** @returns the sign-in status that a page was given, if any. */
type Run = (
  background: Background,
  world: World,
) => Promise<'signed in' | 'signed out' | undefined>;

const ACTS: Readonly<Record<string, Act>> = {
  'a renewal': {
    prepare: async ({ browser }) => {
      browser.now = browser.wakeUpAt ?? 0;
      return async (background) => {
        background.reconcileSoon();
        await settled(background);
        return undefined;
      };
    },
  },
  'a lock over a renewal': {
    prepare: async ({ browser }) => {
      browser.now = browser.wakeUpAt ?? 0;
      return async (background) => {
        background.reconcileSoon();
        await background.inTurn(async () => undefined).catch(() => undefined);
        await background.perform({ type: 'vault/lock' });
        await settled(background);
        return undefined;
      };
    },
  },
  'the first sign-in': { isSignedOut: true, prepare: begun },
  'another sign-in': { prepare: begun, losesNothing: true },
  'a sign-out': {
    signsOut: true,
    prepare: async () => async (background, world) => {
      const { kind } = await background.signIns.signOut(world.headerId);
      await settled(background);
      return kind === 'failed' ? undefined : 'signed out';
    },
  },
};

async function begun({ headerId, server }: World, first: Background): Promise<Run> {
  const step = await first.signIns.begin(headerId);
  await settled(first);
  if (step.kind !== 'redirect') throw new Error(step.kind);
  const address = server.visit(step.url);
  return async (background) => {
    const { kind } = await background.signIns.proceed(headerId, address);
    await settled(background);
    return kind === 'done' ? 'signed in' : undefined;
  };
}

let signedOut: World;
let signedIn: World;

beforeAll(async () => {
  signedOut = await signedOutWorld();
  signedIn = await signedInWorld();
});

interface Watch {
  /** Access tokens that were sent although their refresh token was not the stored one. */
  readonly unstored: string[];
  /** Tokens sent once with a stored refresh token; a restart may put them back after it was used. */
  readonly rightful: Set<string | undefined>;
}

/** Records each token that comes into force, and the refresh token stored at that moment. */
function watched(world: World, { unstored, rightful }: Watch): Ports {
  const ports = portsOf(world);
  return {
    ...ports,
    rules: {
      ...ports.rules,
      async update(change) {
        const [, token] = /Bearer ([\w-]+)/.exec(JSON.stringify(change.addRules)) ?? [];
        const stored = (await storedHeader(world))?.refreshToken;
        const isStored = world.server.refreshTokenOf(token ?? '') === stored;
        if (isStored) rightful.add(token);
        if (token !== undefined && !rightful.has(token)) unstored.push(`${token} over ${stored}`);
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
  const watch: Watch = { unstored: [], rightful: new Set([sentTo(world)]) };
  const { ports, dead, calls } = faultyPorts(watched(world, watch), fault, at);
  const first = backgroundOf(world, ports);

  const told = await Promise.race([run(first, world), dead.then(() => undefined)]);
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
    goesOn ? first : backgroundOf(world, watched(world, watch)),
  );

  const where = `${fault} at call ${at}, ${loses} gone, asked ${server.asked}, kept ${kept}`;
  expect(watch.unstored, where).toEqual([]);
  // The header is in force, or its failure is shown: never idle, and never waiting without a reason.
  const isLost = code !== undefined;
  if (isLost) expect(code, where).toBe(kept.some(Boolean) ? 'sign-in-ended' : 'signed-out');
  expect(isLost, where).toBe(!isKept);
  if (told) expect(isLost, where).toBe(told === 'signed out');
  if (hasGrace && !act.isSignedOut && !act.signsOut) expect(isLost, where).toBe(false);
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
  // Pending questions are asked again, and the tokens end and are renewed.
  for (let round = 0; round < 2; round++) {
    browser.now += 6 * MINUTE;
    background.reconcileSoon();
    await settled(background);
  }
  const last = await background.perform({ type: 'state/read' });
  const header = last.state && opened(last.state).profiles[0]?.headers[0];
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
            // Ends when the run is done before the faulty call comes.
            let isReached = true;
            for (let at = 1; isReached; at += 1) {
              const { calls, isLost } = await tryFault(act, { fault, at, loses, hasGrace });
              lost[isLost ? 'some' : 'none'] += 1;
              isReached = calls >= at;
              tried();
            }
          }
        }
        expect(lost.none).toBeGreaterThan(0);
        // A used token is lost if the background never received its successor.
        const canLose = act.isSignedOut || act.signsOut || !(hasGrace || act.losesNothing);
        expect(lost.some > 0).toBe(canLose);
      },
      120_000,
    );
  }
});
