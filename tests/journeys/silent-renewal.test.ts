/**
 * A token without a refresh token, renewed by the user's session at the server: the whole background over
 * a browser in memory. When it asks, whose answer it takes, and what ends it.
 */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import type { AskedPage } from '../../src/app/ports';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { noteTokenUses } from '../../src/app/tokens/refused-token';
import { compose } from '../../src/background/compose';
import type { HeaderSummary } from '../../src/domain/app-state';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import type { Origin } from '../../src/domain/site';
import { opened } from '../support/app-states';
import { cryptoUnderWay } from '../support/crypto-under-way';
import { draftOf } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { faultyPorts } from '../support/faulty-ports';
import { proves } from '../support/proves';
import { type SessionServer, sessionServer } from '../support/session-server';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const SITE = 'https://api.ixo.test' as Origin;
const OTHER_SITE = 'https://other.ixo.test' as Origin;
const SERVER = 'https://auth.ixo.test' as Origin;
const ELSEWHERE = 'https://elsewhere.test' as Origin;
const SECOND = 1000;
const LIFE = 100 * SECOND;
const FIELDS = {
  authorizationUrl: `${SERVER}/authorize`,
  tokenUrl: `${SERVER}/token`,
  clientId: 'client',
  scope: 'openid',
  silent: 'on',
};

type Background = ReturnType<typeof compose>;

let browser: FakeBrowser;
let server: SessionServer;
let background: Background;

beforeEach(() => start());

function draft(site: Origin, changes: Readonly<Record<string, string>> = {}): ProfileDraft {
  return draftOf(site, site, 'oauth2-authorization-code', { ...FIELDS, ...changes });
}

/** Signed in, and nothing opened yet. */
async function start(changes: Readonly<Record<string, string>> = {}, site = SITE): Promise<void> {
  browser = fakeBrowser();
  browser.shown = [site];
  server = sessionServer();
  await createVault(browser.ports, PASSPHRASE);
  await saveProfile(browser.ports, { profile: draft(site, changes), pick: true });
  background = compose(ports());
  await signIn(await header());
}

function ports() {
  return { ...browser.ports, fetch: server.fetch, visitSilently: server.visitSilently };
}

async function state() {
  const { state: read } = await background.perform({ type: 'state/read' });
  if (!read) throw new Error('no state');
  return opened(read);
}

async function header(index = 0): Promise<HeaderSummary> {
  const found = (await state()).profiles[index]?.headers[0];
  if (!found) throw new Error('no header');
  return found;
}

async function signIn({ id }: HeaderSummary): Promise<void> {
  const step = await background.signIns.begin(id);
  if (step.kind !== 'redirect') throw new Error(JSON.stringify(step));
  const done = await background.signIns.proceed(id, server.visit(step.url));
  expect(done.kind).toBe('done');
}

/** Until every turn, and every answer that does not wait, is over. */
async function settled(): Promise<void> {
  for (let calm = 0; calm < 12; calm = cryptoUnderWay() > 0 ? 0 : calm + 1) {
    await background.inTurn(async () => undefined).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** A page of the site is opened in the first tab. */
async function openSite(by: AskedPage['by'] = 'user', site = SITE): Promise<void> {
  background.seeAskedPage({ tabId: 1, origin: site, by });
  await settled();
  background.tabChanged({ id: 1, origin: site }, false);
  await settled();
}

async function leaveSite(): Promise<void> {
  await show(undefined);
}

/** The first tab shows a page, and no request for it was heard: a service worker has answered it. */
async function show(origin: Origin | undefined): Promise<void> {
  browser.shown = origin ? [origin] : [];
  background.tabChanged({ id: 1, origin }, true);
  await settled();
}

const pause = (paused: boolean) =>
  background.perform({ type: 'settings/change', settings: { paused } });

/** So long after the sign-in, the background is woken. */
async function later(milliseconds: number): Promise<void> {
  browser.now += milliseconds;
  background.reconcileSoon();
  await settled();
}

const sent = (site = SITE) =>
  inForce(browser)[`|${site}/`]?.[0]?.replace('Authorization: Bearer ', '');

async function failure(): Promise<string | undefined> {
  const { status } = await header();
  return status.state === 'failed' ? status.failure.code : undefined;
}

describe('the question', () => {
  it('is asked before the token ends, for the same user, and its token is used', async () => {
    await openSite();
    expect(sent()).toBe('access-1');

    await later(0.8 * LIFE);

    expect(sent()).toBe('access-2');
    expect(server.silent).toHaveLength(1);
    expect(Object.fromEntries(server.silent[0] ?? [])).toMatchObject({
      prompt: 'none',
      login_hint: 'ada@ixo.test',
      response_type: 'code',
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{40,}$/),
    });
    await later(0.8 * LIFE);
    expect(sent()).toBe('access-3');
  });

  it('is asked when the user comes back after the end', async () => {
    await openSite();
    await leaveSite();
    await later(2 * LIFE);
    expect(sent()).toBeUndefined();
    expect(await failure()).toBe('signed-out');

    browser.shown = [SITE];
    await openSite();

    expect(sent()).toBe('access-2');
  });

  it('is asked for a tab over which the user has opened the popup', async () => {
    await settled();
    await background.useTab(1);
    await later(0.8 * LIFE);

    expect(sent()).toBe('access-2');
  });

  it('is asked for an address that its server leads on, typed while a page still loads', async () => {
    browser.shown = [ELSEWHERE];
    background.seeAskedPage({ tabId: 1, origin: SITE, by: 'user' });
    background.seeAskedPage({ tabId: 1, origin: SITE, by: 'user' });
    await settled();
    await show(ELSEWHERE);
    await show(SITE);
    await later(0.8 * LIFE);

    expect(server.silent).toHaveLength(1);
  });

  it('is asked for a tab whose user has downloaded something of the site', async () => {
    await openSite();
    background.seeAskedPage({ tabId: 1, origin: SITE, by: 'user' });
    await later(0.8 * LIFE);

    expect(server.silent).toHaveLength(1);
  });

  it('is asked after a sign-in whose window the user has left', async () => {
    server.lifeS = 3600;
    await signIn(await header());
    await background.perform({ type: 'settings/change', settings: { autoLockMinutes: 480 } });
    await background.signIns.begin((await header()).id);
    await openSite();
    await later(0.8 * 3600 * SECOND);

    expect(sent()).toBe('access-3');
  });

  it('reads the user from a JWT where there is no ID token', async () => {
    server.names = 'access-token';
    await signIn(await header());
    await openSite();
    await later(0.8 * LIFE);

    expect(server.silent).toHaveLength(1);
    expect(server.tokens).toBe(3);
    expect(await failure()).toBeUndefined();
    expect((await header()).status.state).toBe('installed');
  });

  it('keeps no user where it is not switched on', async () => {
    await start({ silent: 'off' });

    expect(JSON.stringify(browser.session)).not.toContain('digest');
    expect(JSON.stringify(browser.session)).not.toContain('ada');
  });

  it('is the only one of two headers at the same time, for each its own', async () => {
    await saveProfile(ports(), { profile: draft(OTHER_SITE), pick: true });
    background = compose(ports());
    await signIn(await header(1));
    browser.shown = [SITE, OTHER_SITE];
    await openSite();
    background.seeAskedPage({ tabId: 2, origin: OTHER_SITE, by: 'user' });
    background.tabChanged({ id: 2, origin: OTHER_SITE }, true);
    await settled();

    browser.now += 0.8 * LIFE;
    for (const _ of Array(5).keys()) background.reconcileSoon();
    await settled();

    expect(server.silent).toHaveLength(2);
    expect(sent()).not.toBe(sent(OTHER_SITE));
  });
});

describe('no question is asked', () => {
  const waits = async () => {
    await later(0.8 * LIFE);
    await later(0.5 * LIFE);
    expect(server.silent).toEqual([]);
  };

  proves(
    'T26',
    'for a page of another site: neither its opening nor its own pages after it',
    async (tried) => {
      await openSite();
      await leaveSite();
      browser.shown = [SITE];
      await openSite('other');
      await openSite('site');
      background.tabChanged({ id: 1, origin: SITE }, true);
      await waits();
      tried();

      // The way back is answered by a service worker, which no event reports.
      await start();
      await openSite();
      await leaveSite();
      browser.shown = [SITE];
      background.tabChanged({ id: 1, origin: SITE }, false);
      await settled();
      await waits();
      tried();

      // In a tab that the user has opened, the page goes elsewhere and back by a link.
      await start();
      await openSite();
      await openSite('other');
      await waits();
      tried();

      await start();
      await openSite('site');
      await waits();
      tried();
    },
  );

  proves(
    'T26',
    'for a tab that another page has led to the site while no request was listened to',
    async (tried) => {
      const unseen: Readonly<Record<string, readonly [() => unknown, () => unknown]>> = {
        'a pause': [() => pause(true), () => pause(false)],
        'a permission withdrawn': [
          () => browser.disallowed.add(SITE),
          () => browser.disallowed.delete(SITE),
        ],
      };
      for (const [begin, end] of Object.values(unseen)) {
        await start();
        await openSite();
        await begin();
        await later(0);
        expect(browser.watchedPages).toEqual([]);
        await show(ELSEWHERE);
        await show(SITE);
        await end();
        await later(0);
        expect(browser.watchedPages).toEqual([SITE]);
        await waits();
        tried();
      }

      // The end of a pause comes before the tab is dropped.
      await start();
      await openSite();
      await Promise.all([pause(true), pause(false)]);
      await waits();
      tried();

      // The background that the event has woken does not know its sites yet.
      await start();
      await openSite();
      background = compose(ports());
      background.reconcileSoon();
      await show(ELSEWHERE);
      await show(SITE);
      await waits();
      tried();

      // After a start it drops what the one before it could not.
      await start();
      await openSite();
      browser.disallowed.add(SITE);
      background = compose(ports());
      await later(0);
      browser.disallowed.delete(SITE);
      await waits();
      tried();
    },
  );

  it('after a pause until the user opens the popup over the tab', async () => {
    await openSite();
    await pause(true);
    await pause(false);
    await waits();

    await background.useTab(1);
    await settled();

    expect(server.silent).toHaveLength(1);
  });

  proves('T26', 'for an address that was typed and never shown', async (tried) => {
    // It was a download, or the user has stopped it: the tab shows another page.
    browser.shown = [ELSEWHERE];
    background.seeAskedPage({ tabId: 1, origin: SITE, by: 'user' });
    await settled();
    browser.now += 61 * SECOND;
    await show(SITE);
    await waits();
    tried();
  });

  it('where the user has not switched it on', async () => {
    await start({ silent: 'off' });
    await openSite();
    await waits();
  });

  it('where the server names no user', async () => {
    server.names = 'nothing';
    await signIn(await header());
    await openSite();
    await waits();
  });

  it('where the user has left the site', async () => {
    await openSite();
    await leaveSite();
    await waits();
  });

  proves(
    'T16',
    'where the sign-in page is on a site of the profile, or of another one',
    async (tried) => {
      await start({ authorizationUrl: `${SITE}/authorize` });
      await openSite();
      await waits();
      tried();

      await start();
      const profile = draftOf('At the server', SERVER, 'bearer', { token: 't' });
      await saveProfile(ports(), { profile, pick: true });
      background = compose(ports());
      await state();
      await openSite();
      await waits();
      tried();
    },
  );

  proves('T16', 'while the vault is locked', async (tried) => {
    await openSite();
    await background.perform({ type: 'vault/lock' });
    await waits();
    expect(browser.session).not.toHaveProperty('openedTabs');
    tried();
  });

  proves('T26', 'sooner because the API refuses the token', async (tried) => {
    await openSite();
    const headerId = (await header()).id;
    const obtainedAt = browser.now;
    for (const _ of Array(100).keys()) {
      await noteTokenUses(ports(), [{ headerId, obtainedAt, isRefused: true }]);
    }
    const refusals = Object.values(browser.session.tokens ?? {}).map(({ refusal }) => refusal);
    expect(refusals).toEqual([expect.objectContaining({ isOver: false })]);

    await later(0.6 * LIFE);
    expect(server.silent).toEqual([]);
    await later(0.2 * LIFE);
    expect(server.silent).toHaveLength(1);
    tried(100);
  });
});

describe('the answer', () => {
  proves('T16', 'of another user is not taken, and the user is told', async (tried) => {
    await openSite();
    server.user = 'bob';
    await later(0.8 * LIFE);

    expect(server.tokens).toBe(2);
    expect(sent()).toBe('access-1');
    await later(0.3 * LIFE);
    expect(sent()).toBeUndefined();
    expect(await failure()).toBe('sign-in-other-user');
    await later(5 * LIFE);
    expect(server.silent).toHaveLength(1);
    tried();

    await signIn(await header());
    expect(await failure()).toBeUndefined();
    // It is bob's from now on.
    await later(0.8 * LIFE);
    expect(server.silent).toHaveLength(2);
    tried();
  });

  it.each([
    'login_required',
    'interaction_required',
    'consent_required',
    'account_selection_required',
  ])('%s ends in Sign in, and is not asked for again', async (error) => {
    await openSite();
    server.error = error;
    await later(0.8 * LIFE);
    expect(sent()).toBe('access-1');

    await later(0.3 * LIFE);
    expect(sent()).toBeUndefined();
    expect(await failure()).toBe('sign-in-needed');
    await later(5 * LIFE);
    expect(server.silent).toHaveLength(1);
    expect(server.tokens).toBe(1);

    const [profile] = (await state()).profiles;
    const [spec] = draft(SITE).headers;
    // Cast: the draft has one header.
    const headers = [{ ...spec, id: profile?.headers[0]?.id }] as ProfileDraft['headers'];
    const { id, revision } = profile ?? {};
    const saved = await background.perform({
      type: 'profile/save',
      profile: { ...draft(SITE), id, revision, headers } as ProfileDraft,
      pick: true,
    });
    expect(saved.ok).toBe(true);
    await later(LIFE);
    expect(await failure()).toBe('sign-in-needed');
    expect(server.silent).toHaveLength(1);
  });

  it.each(['a page that leads nowhere', 'an error of the server'])(
    'is asked for at most once in half the life after %s',
    async (what) => {
      await openSite();
      if (what === 'an error of the server') server.error = 'server_error';
      else server.isStuck = true;
      const asked: number[] = [];
      const begun = browser.now;
      for (let step = 0; step < 60; step++) {
        const before = server.silent.length;
        await later(0.05 * LIFE);
        if (server.silent.length > before) asked.push((browser.now - begun) / LIFE);
      }

      expect(asked.length).toBeGreaterThan(2);
      for (const [index, at] of asked.entries()) {
        const last = asked[index - 1];
        if (last !== undefined) expect(at - last).toBeGreaterThanOrEqual(0.5 - 1e-9);
      }
      expect(['sign-in-unanswered', 'sign-in-failed-there']).toContain(await failure());

      server.isStuck = false;
      server.error = undefined;
      await later(LIFE);
      expect(sent()).toBe('access-2');
    },
  );

  it('is not asked for while the token in force has no end', async () => {
    server.lifeS = undefined;
    await signIn(await header());
    await openSite();
    await background.perform({ type: 'settings/change', settings: { autoLockMinutes: 480 } });
    await later(50 * 60 * SECOND);
    await later(200 * 60 * SECOND);

    expect(sent()).toBe('access-2');
    expect(server.silent).toEqual([]);
  });

  const meanwhile: Readonly<Record<string, () => Promise<unknown>>> = {
    'a lock': () => background.perform({ type: 'vault/lock' }),
    'another pick': () =>
      background.perform({ type: 'pick/set', origin: SITE, profileId: null } as never),
    'a sign-out': async () => background.signIns.signOut((await header()).id),
    'a new sign-in': async () => signIn(await header()),
    'the pause': () => pause(true),
    'a withdrawn permission': async () => {
      browser.disallowed.add(SITE);
      background.reconcileSoon();
    },
  };

  it.each(Object.entries(meanwhile))('is thrown away after %s', async (name, act) => {
    await openSite();
    let go = () => {};
    server.hold = new Promise((resolve) => {
      go = resolve;
    });
    await later(0.8 * LIFE);
    expect(server.silent).toHaveLength(1);
    const { tokens } = server;

    await act();
    go();
    await settled();

    const held = Object.values(browser.session.tokens ?? {}).map(({ token }) => token?.value);
    // The one that came by the silent answer.
    const late = `access-${tokens + (name === 'a new sign-in' ? 2 : 1)}`;
    expect(held).not.toContain(late);
    expect(sent()).not.toBe(late);
    if (name === 'a lock') expect(server.tokens).toBe(tokens);
  });

  const before: typeof meanwhile = {
    ...meanwhile,
    'the tab has left the site': leaveSite,
    'a sign-in has begun': async () => background.signIns.begin((await header()).id),
    'the server has got a header of ours': async () => {
      const profile = draftOf('At the server', SERVER, 'bearer', { token: 't' });
      await background.perform({ type: 'profile/save', profile, pick: true });
    },
  };

  proves('T16', 'is not asked for after any of this, if other visits came first', async (tried) => {
    for (const [name, act] of Object.entries(before)) {
      await start();
      await openSite();
      let go = () => {};
      server.queue = new Promise((resolve) => {
        go = resolve;
      });
      await later(0.8 * LIFE);

      await act();
      await settled();
      go();
      await settled();

      expect(server.silent, name).toEqual([]);
      const states = Object.values(browser.session.tokens ?? {});
      expect(
        states.filter((each) => each.failure || each.silentAt),
        name,
      ).toEqual([]);
      tried();
    }
  });

  it('is asked for when the user comes back, if the visit was not begun', async () => {
    await openSite();
    let go = () => {};
    server.queue = new Promise((resolve) => {
      go = resolve;
    });
    await later(0.8 * LIFE);
    await leaveSite();
    go();
    await settled();

    browser.shown = [SITE];
    await openSite();

    expect(sent()).toBe('access-2');
  });

  it('is not asked for without a pause where its time cannot be noted', async () => {
    let visits = 0;
    const { session } = browser.ports;
    const write: typeof session.write = async (changes) => {
      if (visits < 5 && JSON.stringify(changes).includes('silentAt')) throw new Error('full');
      await session.write(changes);
    };
    background = compose({
      ...ports(),
      session: { ...session, write },
      visitSilently(url, begin) {
        visits += 1;
        return server.visitSilently(url, begin);
      },
    });
    await later(0);
    await openSite();
    await later(0.8 * LIFE);

    expect(visits).toBe(1);
    expect(server.silent).toEqual([]);
    await later(0);
    expect(visits).toBe(2);
  });

  it('of an extra is thrown away once the site is off', async () => {
    const { id, revision } = (await state()).profiles[0] ?? {};
    const [spec] = draft(SITE).headers;
    const headers = [{ ...spec, id: (await header()).id }];
    const extra = { ...draft(SITE), id, revision, headers, isExtra: true };
    // Cast: the draft has one header.
    await background.perform({
      type: 'profile/save',
      profile: extra as unknown as ProfileDraft,
      pick: true,
    });
    await openSite();
    let go = () => {};
    server.hold = new Promise((resolve) => {
      go = resolve;
    });
    await later(0.8 * LIFE);
    expect(server.silent).toHaveLength(1);

    await background.perform({ type: 'pick/set', origin: SITE, profileId: null } as never);
    go();
    await settled();

    const held = Object.values(browser.session.tokens ?? {}).map(({ token }) => token?.value);
    expect(held).toEqual(['access-1']);
  });

  proves(
    'F10',
    'is asked for once, although the background dies at any call',
    async (tried) => {
      await openSite();
      const before = structuredClone({ session: browser.session, rules: browser.rules });
      const storage = structuredClone(browser.storage);
      const database = structuredClone(browser.database);
      const at = browser.now;
      for (const fault of ['dies before', 'dies after'] as const) {
        for (let call = 1; ; call++) {
          Object.assign(browser, structuredClone({ ...before, storage, database }), { now: at });
          server.silent.length = 0;
          const { ports: faulty, calls } = faultyPorts(ports(), fault, call);
          background = compose(faulty);
          browser.now += 0.8 * LIFE;
          background.reconcileSoon();
          const { tokens } = server;
          const isThrough = () => server.tokens > tokens && sent() === `access-${server.tokens}`;
          await vi.waitFor(() => expect(calls() >= call || isThrough()).toBe(true), {
            interval: 1,
          });
          const isUndisturbed = calls() < call;
          // A dead background takes no turn any more.
          await new Promise((resolve) => setTimeout(resolve, 1));

          // A new background; the alarm wakes it.
          background = compose(ports());
          await later(0);
          expect(server.silent.length, `${fault} at ${call}`).toBeLessThanOrEqual(1);
          await later(0.6 * LIFE);
          await later(0.6 * LIFE);
          await vi.waitFor(() => expect(sent(), `${fault} at ${call}`).toMatch(/^access-/), {
            interval: 1,
          });
          tried();
          if (isUndisturbed) break;
        }
      }
    },
    240_000,
  );
});
