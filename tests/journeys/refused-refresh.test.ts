/**
 * A token of a sign-in that a server refuses before its end: pages of other sites cause no refresh, and the
 * site's own pages one, however many requests are refused.
 */
import { beforeAll, beforeEach, expect, vi } from 'vitest';
import type { SeenRequest } from '../../src/domain/seen-request';
import { proves } from '../support/proves';
import {
  type Background,
  backgroundOf,
  copyOf,
  portsOf,
  SITE,
  sentTo,
  settled,
  signedInWorld,
  type World,
} from '../support/signed-in';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

let signedIn: World;
let world: World;
let background: Background;
/** The requests to the token endpoint. */
let asked: number;

beforeAll(async () => {
  signedIn = await signedInWorld();
});

beforeEach(async () => {
  world = copyOf(signedIn);
  asked = 0;
  const { fetch, ...ports } = portsOf(world);
  background = backgroundOf(world, {
    ...ports,
    fetch: (...request) => {
      asked += 1;
      return fetch(...request);
    },
  });
  background.reconcileSoon();
  await settled(background);
  // The observer judges by the state that was published last.
  await background.perform({ type: 'state/read' });
});

/** The browser reports 100 refusals, which are judged together. */
async function refuse(part: Partial<SeenRequest>): Promise<void> {
  const { browser } = world;
  browser.now += 1000;
  const before = browser.activity.entries.length;
  for (let sent = 0; sent < 100; sent++) {
    background.seeRequest(
      {
        at: browser.now,
        url: `${SITE}/v1`,
        method: 'GET',
        type: 'xmlhttprequest',
        tabId: 1,
        top: SITE,
        ...part,
      },
      { kind: 'answered', status: 401, headers: [], from: 'server' },
    );
  }
  await vi.waitFor(
    () => expect(browser.activity.entries.length).toBeGreaterThanOrEqual(before + 100),
    5_000,
  );
  await settled(background);
  background.reconcileSoon();
  await settled(background);
}

proves('T26', '100 refusals that evil.test causes make no refresh', async (tried) => {
  const before = sentTo(world);

  await refuse({ type: 'main_frame', initiator: 'https://evil.test' });

  expect(asked).toBe(0);
  expect(sentTo(world)).toBe(before);
  tried(100);
});

proves('T26', '100 refusals of the site’s own calls make one refresh', async (tried) => {
  const before = sentTo(world);

  await refuse({ initiator: SITE });
  await refuse({ initiator: SITE });

  expect(asked).toBe(1);
  expect(sentTo(world)).not.toBe(before);
  tried(200);
});
