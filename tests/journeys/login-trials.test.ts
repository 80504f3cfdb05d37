/** A login that is tried from the editor, in the whole background over a browser in memory. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AskedLogin } from '../../src/app/activity/login-trials';
import {
  backgroundOf,
  copyOf,
  type LoginWorld,
  loginDraft,
  loginWorld,
  PASSPHRASE,
  portsOf,
  SITE,
  sentTo,
  storedHeader,
  WITH_REFRESH,
} from '../support/logged-in';
import { proves } from '../support/proves';
import { settled } from '../support/signed-in';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

let made: LoginWorld;
let world: LoginWorld;
let background: ReturnType<typeof backgroundOf>;

beforeAll(async () => {
  made = await loginWorld(WITH_REFRESH);
});

beforeEach(async () => {
  world = copyOf(made);
  background = backgroundOf(world);
  background.reconcileSoon();
  await settled(background);
});

const typed = (more = {}): AskedLogin => ({
  schemeId: 'login-token',
  fields: { ...loginDraft().headers[0]?.fields, ...more },
});
const saved = (): AskedLogin => ({ headerId: world.headerId });

/** The rules for our own requests. */
const originRules = () =>
  world.browser.rules.filter(({ action }) => JSON.stringify(action).includes('"Origin"'));

describe('a login that is tried', () => {
  it.each([
    ['as typed', typed],
    ['as saved', saved],
  ])('is asked once, %s', async (_, asked) => {
    const before = world.server.asked.length;

    const answer = await background.tryLogin(asked());

    expect(answer).toMatchObject({ ok: true, found: { kind: 'answered', status: 200 } });
    expect(world.server.asked.slice(before)).toEqual(['login ada']);
  });

  proves('T14', 'leaves no value of its answer, and changes nothing', async (tried) => {
    const { session } = world.browser;
    const before = {
      session: structuredClone(session),
      storage: structuredClone(world.browser.storage),
      header: await storedHeader(world),
      sent: sentTo(world),
    };

    for (const asked of [typed(), saved()]) {
      const answer = await background.tryLogin(asked);
      await settled(background);
      const { count } = world.server.state;
      for (const text of [JSON.stringify(answer), JSON.stringify(world.browser)]) {
        expect(text).not.toMatch(new RegExp(`(access|refresh)-${count}`));
        tried();
      }
    }

    expect(world.browser.session).toEqual(before.session);
    expect(world.browser.storage).toEqual(before.storage);
    expect(await storedHeader(world)).toEqual(before.header);
    // The control: the token in use is of the first login, and can be found.
    expect(JSON.stringify(world.browser)).toContain('access-1');
    expect(before.sent).toBe('Authorization: Token access-1');
    expect(sentTo(world)).toBe(before.sent);
  });

  it('does not tell the server who asks, while it runs', async () => {
    const url = 'https://id.notes.test/login';
    const before = originRules();
    let during = before;
    background = backgroundOf(world, {
      ...portsOf(world),
      fetchSeeingRedirects: async () => {
        during = originRules();
        return Response.json({});
      },
    });

    await background.tryLogin(typed({ url }));

    const urls = (rules: typeof during) => rules.map(({ condition }) => condition.urlFilter);
    expect(urls(during)).toEqual([...urls(before), `|${url}|`]);
    expect(urls(originRules())).toEqual(urls(before));
  });

  it.each([
    ['credential-invalid', () => typed({ secretFields: '' })],
    ['credential-invalid', () => ({ schemeId: 'no-such-scheme', fields: {} })],
    ['profile-unknown', () => ({ headerId: 'no such header' })],
    ['profile-unknown', () => ({ schemeId: 'basic', fields: { username: 'u' } })],
  ])('is refused with %s', async (code, asked) => {
    const before = world.server.asked.length;

    expect(await background.tryLogin(asked())).toMatchObject({ ok: false, failure: { code } });
    expect(world.server.asked).toHaveLength(before);
  });

  it('is refused where the browser does not allow Keybearer', async () => {
    world.browser.disallowed.add(SITE);
    const before = world.server.asked.length;

    expect(await background.tryLogin(typed())).toMatchObject({
      failure: { code: 'discovery-not-allowed' },
    });
    expect(world.server.asked).toHaveLength(before);
  });

  proves('T8', 'ends its request at a lock', async (tried) => {
    let signal: AbortSignal | null | undefined;
    background = backgroundOf(world, {
      ...portsOf(world),
      // Like the browser's own: an aborted request fails.
      fetchSeeingRedirects: (_, init = {}) => {
        signal = init.signal;
        return new Promise<Response>((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal?.reason));
        });
      },
    });
    const running = background.tryLogin(typed());
    await vi.waitFor(() => expect(signal).toBeDefined());
    expect(signal?.aborted).toBe(false);

    await background.perform({ type: 'vault/lock' });

    expect(signal?.aborted).toBe(true);
    expect(await running).toEqual({ ok: false, failure: { code: 'vault-locked' } });
    tried();
  });

  proves('T8', 'has no rule any more after a lock, also if its request goes on', async (tried) => {
    const url = 'https://id.notes.test/login';
    const ofTrial = () =>
      originRules().filter(({ condition }) => condition.urlFilter?.includes(url));
    background = backgroundOf(world, {
      ...portsOf(world),
      fetchSeeingRedirects: () => new Promise<Response>(() => {}),
    });
    void background.tryLogin(typed({ url }));
    await vi.waitFor(() => expect(ofTrial()).toHaveLength(1));

    await background.perform({ type: 'vault/lock' });
    await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });

    expect(ofTrial()).toEqual([]);
    tried();
  });

  proves('T8', 'is refused while locked, and a lock ends it', async (tried) => {
    let answer: ((response: Response) => void) | undefined;
    background = backgroundOf(world, {
      ...portsOf(world),
      fetchSeeingRedirects: () =>
        new Promise<Response>((resolve) => {
          answer = resolve;
        }),
    });
    const { asked } = world.server;
    const before = asked.length;
    const running = background.tryLogin(saved());
    await vi.waitFor(() => expect(answer).toBeDefined());
    await background.perform({ type: 'vault/lock' });
    expect(world.browser.rules).toEqual([]);
    answer?.(Response.json({ data: { access: 'late-token' } }));

    expect(await running).toEqual({ ok: false, failure: { code: 'vault-locked' } });
    expect(world.browser.rules).toEqual([]);
    tried();

    for (const login of [typed(), saved()]) {
      expect(await background.tryLogin(login)).toMatchObject({ failure: { code: 'vault-locked' } });
      tried();
    }
    expect(asked).toHaveLength(before);
  });
});
