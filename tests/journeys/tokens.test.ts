/**
 * Tokens that a server hands out, in the whole background over a browser in memory: asked for once,
 * renewed before they end, withdrawn at their end, and never in the way of anything.
 */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import type { Ports } from '../../src/app/ports';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { compose } from '../../src/background/compose';
import type { AppState } from '../../src/domain/app-state';
import { AppError } from '../../src/domain/errors';
import { othersNeedingAttention } from '../../src/domain/needs-attention';
import type { Origin } from '../../src/domain/site';
import { opened } from '../support/app-states';
import { draftOf } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { proves } from '../support/proves';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const SITE = 'https://api.ixo.test' as Origin;
const FILTER = `|${SITE}/`;
const SERVER = 'https://auth.ixo.test';
const LIFE_S = 100;
const MINUTE = 60_000;

const fields = {
  tokenUrl: `${SERVER}/token`,
  clientId: 'client',
  clientSecret: 'client secret',
  clientAuth: 'basic',
};
const PROFILE = draftOf('Robot', SITE, 'oauth2-client-credentials', fields);

let made: FakeBrowser;
let browser: FakeBrowser;
let background: ReturnType<typeof compose>;
/** Each question to the server, to be answered by the test. */
let questions: ((answer: Response | Error) => void)[];

beforeAll(async () => {
  made = fakeBrowser();
  await createVault(made.ports, PASSPHRASE);
  await saveProfile(made.ports, { profile: PROFILE, pick: true });
});

beforeEach(() => {
  browser = fakeBrowser();
  const { storage, database, session, rules, wakeUpAt, now } = made;
  Object.assign(browser, structuredClone({ storage, database, session, rules, wakeUpAt, now }));
  browser.shown = [SITE];
  questions = [];
  start();
});

/** A background with nothing in its own memory. */
function start(ports: Partial<Ports> = {}): void {
  background = compose({
    ...browser.ports,
    ...ports,
    fetch: () =>
      new Promise((resolve, reject) => {
        questions.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      }),
  });
}

const token = (value: string, expires_in = LIFE_S) =>
  Response.json({ access_token: value, token_type: 'Bearer', expires_in });

/** Reads the state after all earlier commands. */
async function settled(): Promise<AppState> {
  const { state } = await background.perform({ type: 'state/read' });
  if (!state) throw new Error('no state');
  return state;
}

async function asked(count: number): Promise<void> {
  await vi.waitFor(() => expect(questions).toHaveLength(count));
}

/** Answers the last question, and waits until the answer is stored. */
async function answer(response: Response | Error): Promise<AppState> {
  const before = JSON.stringify(browser.session.tokens);
  questions.at(-1)?.(response);
  await vi.waitFor(() => expect(JSON.stringify(browser.session.tokens)).not.toBe(before));
  return settled();
}

const sent = () => inForce(browser)[FILTER];
const statusIn = (state: AppState) => opened(state).profiles[0]?.headers[0]?.status;
const failureIn = (state: AppState) => {
  const status = opened(state).profiles[0]?.headers[0]?.status;
  return status?.state === 'failed' ? status.failure.code : undefined;
};

describe('a token', () => {
  it('is asked for once however many ask, and is in force when it is there', async () => {
    const waiting = await settled();
    await Promise.all(Array.from({ length: 50 }, settled));
    expect(opened(waiting).profiles[0]?.headers[0]?.status).toEqual({ state: 'waiting' });
    expect(othersNeedingAttention(waiting)).toEqual([]);
    expect(sent()).toBeUndefined();

    await answer(token('first'));

    expect(questions).toHaveLength(1);
    expect(sent()).toEqual(['Authorization: Bearer first']);
  });

  it('is asked for once by profiles whose credentials are equal', async () => {
    await background.perform({
      type: 'profile/save',
      profile: { ...PROFILE, name: 'Twin', sites: [{ url: 'https://twin.ixo.test', path: '' }] },
      pick: true,
    });

    await answer(token('shared'));

    expect(questions).toHaveLength(1);
    expect(inForce(browser)['|https://twin.ixo.test/']).toEqual(['Authorization: Bearer shared']);
  });

  it('is not asked for again by a background that starts while it lives', async () => {
    await settled();
    await answer(token('first'));

    for (let starts = 0; starts < 5; starts++) {
      start();
      await settled();
    }

    expect(questions).toHaveLength(1);
    expect(sent()).toEqual(['Authorization: Bearer first']);
  });

  it('is renewed before its end, and the one before is sent until the new one is there', async () => {
    await settled();
    await answer(token('first'));
    const { wakeUpAt = 0 } = browser;
    expect(wakeUpAt - browser.now).toBeGreaterThanOrEqual(0.7 * LIFE_S * 1000);
    expect(wakeUpAt - browser.now).toBeLessThan(0.8 * LIFE_S * 1000);

    browser.now = wakeUpAt;
    background.reconcileSoon();
    await asked(2);
    expect(sent()).toEqual(['Authorization: Bearer first']);
    await answer(token('second'));

    expect(sent()).toEqual(['Authorization: Bearer second']);
  });

  it('is said as renewed, not as ending, as long as a new one comes without the user', async () => {
    await settled();
    const renewed = await answer(token('first'));
    browser.now = browser.wakeUpAt ?? 0;
    background.reconcileSoon();
    await asked(2);
    const retried = await answer(new Response('', { status: 503 }));
    browser.now = browser.wakeUpAt ?? 0;
    background.reconcileSoon();
    await asked(3);
    const refused = await answer(Response.json({ error: 'invalid_client' }, { status: 401 }));

    for (const state of [renewed, retried]) {
      expect(statusIn(state)).toMatchObject({
        expiresAt: expect.any(Number),
        renewAt: expect.any(Number),
      });
    }
    expect(statusIn(refused)).toMatchObject({ state: 'installed', expiresAt: expect.any(Number) });
    expect(statusIn(refused)).not.toHaveProperty('renewAt');
  });

  proves(
    'F10',
    'a token is withdrawn at its end, while the server gives no other',
    async (tried) => {
      await settled();
      await answer(token('first'));
      for (let attempt = 2; attempt < 8; attempt++) {
        // Some of the alarms are for the end of the current token.
        while (questions.length < attempt) {
          browser.now = Math.max(browser.wakeUpAt ?? 0, browser.now);
          await settled();
        }
        const state = await answer(new Response('', { status: 503 }));

        const lives = browser.now < made.now + LIFE_S * 1000;
        expect(sent()).toEqual(lives ? ['Authorization: Bearer first'] : undefined);
        expect(failureIn(state)).toBe(lives ? undefined : 'token-unavailable');
        // The question is repeated by itself, later each time.
        expect(browser.wakeUpAt).toBeGreaterThan(browser.now);
        tried();
      }

      browser.now += 10 * MINUTE;
      await settled();
      await answer(token('at last'));
      expect(sent()).toEqual(['Authorization: Bearer at last']);
    },
  );

  it('is not renewed without a tab: it goes at its end, and is asked for when a tab is there', async () => {
    await settled();
    await answer(token('first'));
    browser.shown = [];
    browser.now += 31 * MINUTE;
    browser.session = { ...browser.session, lockAt: browser.now + MINUTE };

    background.reconcileSoon();
    await settled();
    expect(sent()).toBeUndefined();
    expect(questions).toHaveLength(1);

    browser.shown = [SITE];
    await background.tabShownSoon();
    await asked(2);
    await answer(token('second'));
    expect(sent()).toEqual(['Authorization: Bearer second']);
  });

  it('is renewed for half an hour after the last tab was closed', async () => {
    await settled();
    await answer(token('first', 20 * 60));
    browser.shown = [];
    browser.now += 17 * MINUTE;
    browser.session = { ...browser.session, lockAt: browser.now + MINUTE };

    background.reconcileSoon();

    await asked(2);
  });

  it.each([
    ['of a caller', 'https://docs.test', 2],
    ['of a caller on another port, which its rules serve too', 'https://docs.test:8443', 2],
    ['of plain http under the name of a caller', 'http://docs.test', 1],
    ['of another site', 'https://evil.test', 1],
  ] as const)('over a page %s', async (_what, page, questionsThen) => {
    const profile = { ...PROFILE, name: 'Called', callers: ['https://docs.test'] };
    await background.perform({ type: 'profile/save', profile, pick: true });
    await answer(token('first'));
    browser.session = { ...browser.session, shown: {} };
    browser.shown = [page as Origin];
    browser.now += 0.9 * LIFE_S * 1000;

    background.reconcileSoon();
    await settled();

    expect(questions).toHaveLength(questionsThen);
  });

  it('is no reason to do anything in a tab, where there is none', async () => {
    browser.session = { ...browser.session, tokens: {} };
    const before = [...browser.calls];

    await background.tabShownSoon();

    expect(browser.calls).toEqual(before);
  });

  it('is not asked for before the server wants to be asked', async () => {
    await settled();
    await answer(new Response('', { status: 429, headers: { 'Retry-After': '120' } }));

    browser.now += 119_000;
    await settled();
    expect(questions).toHaveLength(1);
    browser.now += 1_000;
    await settled();

    await asked(2);
  });

  it('is not asked for again after a refusal, until it is saved anew', async () => {
    await settled();
    const refused = await answer(Response.json({ error: 'invalid_client' }, { status: 401 }));
    expect(failureIn(refused)).toBe('token-client-refused');
    browser.now += 60 * MINUTE;
    browser.session = { ...browser.session, lockAt: browser.now + MINUTE };
    await settled();
    expect(questions).toHaveLength(1);

    const [profile] = opened(await settled()).profiles;
    const header = { ...PROFILE.headers[0], fields: { ...fields, clientSecret: 'the right one' } };
    await background.perform({
      type: 'profile/save',
      // Cast: the draft has one header.
      profile: { ...PROFILE, id: profile?.id, revision: 1, headers: [header] } as typeof PROFILE,
      pick: true,
    });

    await asked(2);
  });

  it('of less than ten seconds is an error, and not sent', async () => {
    await settled();

    const state = await answer(token('brief', 9));

    expect(failureIn(state)).toBe('token-short-lived');
    expect(sent()).toBeUndefined();
  });

  it('of a profile that was removed is forgotten', async () => {
    const [profile] = opened(await settled()).profiles;
    await answer(token('first'));
    expect(JSON.stringify(browser.session)).toContain('first');

    await background.perform({ type: 'profile/remove', profileIds: [profile?.id ?? ''] });

    expect(JSON.stringify(browser.session)).not.toContain('first');
  });

  it('that the session has no room for is not asked for as fast as the server answers', async () => {
    const { session } = browser.ports;
    const write: typeof session.write = async (changes) => {
      if (changes.tokens) throw new AppError('storage-failed', 'full');
      await session.write(changes);
    };
    start({ session: { ...session, write } });
    await settled();

    questions.at(-1)?.(token('first'));
    for (let turns = 0; turns < 10; turns++) await background.inTurn(async () => undefined);

    expect(questions).toHaveLength(1);
    expect(browser.wakeUpAt).toBeGreaterThan(browser.now);
  });

  it('that comes after the lock is not kept', async () => {
    await settled();
    await background.perform({ type: 'vault/lock' });

    questions.at(-1)?.(token('late'));
    // Waits until the answer has been read; no event reports that it was dropped.
    for (let round = 0; round < 20; round++) await new Promise(setImmediate);
    await settled();

    expect(JSON.stringify(browser.session)).not.toContain('late');
    expect(browser.rules).toEqual([]);
  });

  it('is not asked for where the browser does not let us ask the server', async () => {
    browser.disallowed.add(SERVER);

    const state = await settled();

    expect(failureIn(state)).toBe('token-endpoint-not-allowed');
    expect(opened(state).profiles[0]?.headers[0]?.tokenOrigins).toEqual([SERVER]);
    expect(questions).toHaveLength(0);
  });

  it('keeps no command waiting', async () => {
    await settled();
    await asked(1);

    const { ok } = await background.perform({
      type: 'settings/change',
      settings: { paused: true },
    });

    expect(ok).toBe(true);
    expect(opened(await settled()).settings.paused).toBe(true);
  });

  it('is in no state that a page gets, and in nothing that is stored', async () => {
    await settled();

    const state = await answer(token('canary-token'));

    const stored = JSON.stringify([browser.storage, browser.database, state, browser.published]);
    expect(stored).not.toContain('canary-token');
    expect(stored).not.toContain('client secret');
  });
});
