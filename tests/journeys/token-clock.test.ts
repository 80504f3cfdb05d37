/** Tokens while the clock is set, and while a server names times that no clock has. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { compose } from '../../src/background/compose';
import type { Origin } from '../../src/domain/site';
import { draftOf } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const SITE = 'https://api.ixo.test' as Origin;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * DAY;
const ROBOT = draftOf('Robot', SITE, 'oauth2-client-credentials', {
  tokenUrl: 'https://auth.ixo.test/token',
  clientId: 'client',
  clientSecret: 'client secret',
});

let browser: FakeBrowser;
let background: ReturnType<typeof compose>;
let asked: number;
let answer: () => Response;

beforeEach(async () => {
  browser = fakeBrowser();
  browser.shown = [SITE];
  asked = 0;
  await createVault(browser.ports, 'correct horse battery staple');
  await saveProfile(browser.ports, { profile: ROBOT, pick: true });
  background = compose({
    ...browser.ports,
    fetch: async () => {
      asked += 1;
      return answer();
    },
  });
});

const token = () =>
  Response.json({ access_token: `token ${asked}`, token_type: 'Bearer', expires_in: 3600 });
const failing =
  (headers: Record<string, string> = {}) =>
  () =>
    new Response('', { status: 503, headers });

/** Waits until all work is done: each request is answered at once. */
async function settled(): Promise<void> {
  for (let round = 0; round < 10; round++) {
    await background.perform({ type: 'state/read' });
    await new Promise((resolve) => setTimeout(resolve));
  }
}

async function at(time: number): Promise<void> {
  browser.now = time;
  // The user is at the computer all the time.
  browser.session = { ...browser.session, lockAt: time + MINUTE };
  await settled();
}

describe('a clock that is set', () => {
  it('back by a year has the token asked for anew, once', async () => {
    answer = token;
    await settled();

    await at(browser.now - YEAR);

    expect(asked).toBe(2);
    expect(inForce(browser)[`|${SITE}/`]).toEqual(['Authorization: Bearer token 2']);
  });

  it('forward by a year and back again leaves a token of its own time', async () => {
    answer = token;
    await settled();
    const { now } = browser;

    await at(now + YEAR);
    await at(now + MINUTE);

    expect(inForce(browser)[`|${SITE}/`]).toEqual(['Authorization: Bearer token 3']);
  });

  it('back by a year does not put off what has failed', async () => {
    answer = failing();
    await settled();

    await at(browser.now - YEAR);
    expect(asked).toBe(2);
    await at(browser.now + 6 * MINUTE);

    expect(asked).toBe(3);
  });

  it('back by less than clocks stray changes nothing', async () => {
    answer = token;
    await settled();

    await at(browser.now - MINUTE);

    expect(asked).toBe(1);
  });
});

// The last has no end as a number, and none that JSON could store.
it.each([String(30 * DAY), '9'.repeat(400)])(
  'a server that wants to be asked in %s s is asked in a day',
  async (retryAfter) => {
    answer = failing({ 'Retry-After': retryAfter });
    await settled();
    const { now } = browser;
    expect(browser.wakeUpAt).toBeLessThanOrEqual(now + DAY);

    await at(now + DAY - MINUTE);
    expect(asked).toBe(1);
    await at(now + DAY);

    expect(asked).toBe(2);
  },
);
