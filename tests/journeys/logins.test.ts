/** A token from a login, in the whole background over a browser in memory. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SeenRequest } from '../../src/domain/seen-request';
import { opened } from '../support/app-states';
import {
  backgroundOf,
  copyOf,
  type LoginWorld,
  loginDraft,
  loginWorld,
  PASSPHRASE,
  SITE,
  sentTo,
  storedHeader,
  WITH_REFRESH,
} from '../support/logged-in';
import { proves } from '../support/proves';
import { settled } from '../support/signed-in';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const MINUTE = 60_000;

let plain: LoginWorld;
let refreshing: LoginWorld;
let world: LoginWorld;
let background: ReturnType<typeof backgroundOf>;

beforeAll(async () => {
  plain = await loginWorld();
  refreshing = await loginWorld(WITH_REFRESH);
});

async function start(from: LoginWorld): Promise<void> {
  world = copyOf(from);
  background = backgroundOf(world);
  await later(0);
}

/** Time passes, and the browser's alarm wakes the background. */
async function later(ms: number): Promise<void> {
  world.browser.now += ms;
  background.reconcileSoon();
  await settled(background);
  // The observer judges by the state that was published last.
  await background.perform({ type: 'state/read' });
}

const renewed = () => later((world.browser.wakeUpAt ?? 0) - world.browser.now);

async function failure() {
  const { state } = await background.perform({ type: 'state/read' });
  const status = state && opened(state).profiles[0]?.headers[0]?.status;
  return status?.state === 'failed' ? status.failure : undefined;
}

describe('a login without a refresh', () => {
  beforeEach(() => start(plain));

  it('puts its token into the header of the template, and logs in anew before the end', async () => {
    expect(sentTo(world)).toBe('Authorization: Token access-1');

    await renewed();

    expect(sentTo(world)).toBe('Authorization: Token access-2');
    expect(world.server.asked).toEqual(['login ada', 'login ada']);
    expect((await storedHeader(world))?.refreshToken).toBeUndefined();
  });

  it('is repeated for later failures, with the old token in force', async () => {
    world.server.instead.push(new Response('<h1>Bad gateway</h1>', { status: 502 }));
    await renewed();
    expect(sentTo(world)).toBe('Authorization: Token access-1');

    await later(10_000);
    expect(sentTo(world)).toBe('Authorization: Token access-2');
  });

  it.each([
    ['login-refused', () => new Response('', { status: 401 })],
    ['login-refused', () => Response.json({ detail: 'Wrong' }, { status: 400 })],
    ['login-not-there', () => new Response('', { status: 404 })],
    ['login-without-token', () => Response.json({ success: false })],
    ['login-redirected', () => new Response('', { status: 307, headers: { Location: '/login/' } })],
  ])('is not repeated after %s, until the user asks', async (code, answer) => {
    world = copyOf(plain);
    background = backgroundOf(world);
    world.server.instead.push(answer(), answer());
    await later(0);
    expect(await failure()).toMatchObject({ code });

    for (let rounds = 0; rounds < 20; rounds++) await later(10 * MINUTE);
    expect(world.server.asked).toHaveLength(1);
    expect(sentTo(world)).toBeUndefined();

    await background.perform({ type: 'token/renew', headerId: world.headerId });
    await settled(background);
    expect(world.server.asked).toHaveLength(2);
    expect(await failure()).toMatchObject({ code });

    const { state } = await background.perform({ type: 'state/read' });
    const [profile] = state ? opened(state).profiles : [];
    await background.perform({
      type: 'profile/save',
      profile: { ...loginDraft(), ...(profile && { id: profile.id, revision: profile.revision }) },
      pick: true,
    });
    await settled(background);
    expect(world.server.asked).toHaveLength(3);
    expect(sentTo(world)).toBe('Authorization: Token access-1');
  });

  proves('T16', 'our header stays off the login address alone, with its query', (tried) => {
    const allowed = world.browser.rules
      .filter(({ action }) => action.type === 'allow')
      .map(({ condition }) => condition.urlFilter);

    expect(allowed).toEqual([`|${SITE}/login?v=2|`]);
    tried();
  });
});

describe('a login with a refresh', () => {
  beforeEach(() => start(refreshing));

  proves('T7', 'its refresh token is sealed, its access token is not stored', async (tried) => {
    expect((await storedHeader(world))?.refreshToken).toBe('refresh-1');

    await renewed();

    const stored = await storedHeader(world);
    expect(stored?.refreshToken).toBe('refresh-2');
    expect(JSON.stringify([stored, world.browser.storage])).not.toContain('access-');
    expect(world.server.asked).toEqual(['login ada', 'refresh refresh-1']);
    tried();
  });

  it('uses the refresh token after an unlock', async () => {
    await background.perform({ type: 'vault/lock' });
    expect(sentTo(world)).toBeUndefined();

    await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
    await settled(background);

    expect(world.server.asked).toEqual(['login ada', 'refresh refresh-1']);
    expect(sentTo(world)).toBe('Authorization: Token access-2');
  });

  it('logs in anew, once and in the same turn, if the refresh token was revoked', async () => {
    world.server.state.refreshToken = 'another';

    await renewed();

    expect(world.server.asked).toEqual(['login ada', 'refresh refresh-1', 'login ada']);
    expect(sentTo(world)).toBe('Authorization: Token access-2');
    expect((await storedHeader(world))?.refreshToken).toBe('refresh-2');
  });

  it('forgets a revoked refresh token if the login gives no other', async () => {
    world.server.instead.push(
      new Response('', { status: 401 }),
      Response.json({ data: { access: 'access-x' } }),
    );

    await renewed();
    expect(sentTo(world)).toBe('Authorization: Token access-x');
    expect(await storedHeader(world)).not.toHaveProperty('refreshToken');

    await renewed();
    expect(world.server.asked.at(-1)).toBe('login ada');
  });

  it('keeps the token until its end if the refresh and the login are refused', async () => {
    world.server.state.refreshToken = 'another';
    world.server.password = 'changed';

    await renewed();
    await later(5_000);

    expect(world.server.asked).toHaveLength(3);
    expect(sentTo(world)).toBe('Authorization: Token access-1');
    await later(MINUTE);
    expect(sentTo(world)).toBeUndefined();
    expect(await failure()).toMatchObject({ code: 'login-refused' });
    expect(world.server.asked).toHaveLength(3);
  });
});

/** The browser reports requests, which are judged together. */
async function report(count: number, part: Partial<SeenRequest>, status = 401): Promise<void> {
  const { browser } = world;
  const before = browser.activity.entries.length;
  for (let sent = 0; sent < count; sent++) {
    background.seeRequest(
      {
        at: browser.now,
        url: `${SITE}/v1`,
        method: 'GET',
        type: 'xmlhttprequest',
        tabId: 1,
        ...part,
      },
      { kind: 'answered', status, headers: [], from: 'server' },
    );
  }
  await vi.waitFor(
    () => expect(browser.activity.entries.length).toBeGreaterThanOrEqual(before + count),
    5_000,
  );
  await settled(background);
  await background.perform({ type: 'state/read' });
}

describe.each(['Token {token}', '{token}', 'JWT token="{token}"'])(
  'refusals of %s',
  (headerTemplate) => {
    beforeEach(async () => start(await loginWorld({ headerTemplate })));

    proves(
      'T26',
      `100 refusals that evil.test causes make no login, sent as ${headerTemplate}`,
      async (tried) => {
        world.browser.now += 1000;
        await report(100, { type: 'main_frame', initiator: 'https://evil.test', top: SITE });
        await later(1000);

        expect(world.server.asked).toEqual(['login ada']);
        tried(100);
      },
    );

    proves(
      'T26',
      `100 refusals of the site’s own calls make one login, sent as ${headerTemplate}`,
      async (tried) => {
        world.browser.now += 1000;
        await report(100, { initiator: SITE, top: SITE });
        await later(1000);

        expect(world.server.asked).toEqual(['login ada', 'login ada']);
        expect(sentTo(world)).toContain('access-2');
        tried(100);
      },
    );
  },
);
