/** The browser's events about requests, as both browsers send them (docs/platform.md). */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome, SeenRequest } from '../../src/domain/seen-request';
import type { Origin } from '../../src/domain/site';
import { proves } from '../support/proves';

const fake = await vi.hoisted(async () =>
  (await import('../support/fake-web-request')).fakeWebRequest(),
);
vi.mock('../../src/platform/extension-api', () => ({ browser: fake.browser }));

const A = 'https://a.test' as Origin;
const B = 'https://b.test' as Origin;
const EVENTS = ['onAuthRequired', 'onBeforeRedirect', 'onErrorOccurred', 'onResponseStarted'];
const SECRET = 'Bearer canary';

let told: [SeenRequest, Outcome][];
let watch: typeof import('../../src/platform/request-watch');

/** Loads the module as in a background that has just started. */
beforeEach(async () => {
  fake.reset();
  told = [];
  vi.resetModules();
  watch = await import('../../src/platform/request-watch');
  watch.onRequest((request, outcome) => told.push([request, outcome]));
});

const base = {
  requestId: '1',
  url: `${A}/v1#part`,
  method: 'GET',
  type: 'xmlhttprequest',
  tabId: 7,
  frameId: 0,
  timeStamp: 5,
  initiator: A,
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function tell(event: keyof typeof fake.events, change: object = {}): Promise<void> {
  fake.events[event].fire({ ...base, ...change });
  await settle();
}

const answer = (change: object = {}) => tell('onResponseStarted', { statusCode: 200, ...change });
const send = (value: string, change: object = {}) =>
  tell('onSendHeaders', { requestHeaders: [{ name: 'Authorization', value }], ...change });

describe('listening', () => {
  it('is everywhere from the first turn on', () => {
    for (const event of EVENTS) expect(fake.filterOf(event)).toEqual(['https://*/*', 'http://*/*']);
    expect(fake.filterOf('onSendHeaders')).toBeUndefined();
  });

  it('is narrowed to what is watched, and ends with it', () => {
    watch.requestWatch.watch([A]);
    for (const event of EVENTS) expect(fake.filterOf(event)).toEqual(['https://a.test/*']);

    watch.requestWatch.watch([]);
    for (const event of EVENTS) expect(fake.filterOf(event)).toBeUndefined();
  });

  it('is left as it is where nothing changes, and added anew where a site is allowed', () => {
    watch.requestWatch.watch([A, B]);
    const before = fake.added();
    watch.requestWatch.watch([B, A]);
    expect(fake.added()).toBe(before);

    watch.listenAgain();

    expect(fake.added()).toBe(before + EVENTS.length);
    expect(fake.filterOf('onResponseStarted')).toEqual(['https://a.test/*', 'https://b.test/*']);
  });
});

describe('what pages and servers write', () => {
  proves('T8', 'is cut before anything reads it, and not kept whole', async (tried) => {
    const long = `${A}/${'a'.repeat(2_000_000)}`;
    const responseHeaders = [{ name: 'WWW-Authenticate', value: 'x'.repeat(100_000) }];

    await answer({ url: long, responseHeaders });
    await tell('onBeforeRedirect', { url: long, statusCode: 302, redirectUrl: long });
    await tell('onErrorOccurred', { url: long, error: 'net::ERR_FAILED' });

    for (const [request, outcome] of told) {
      expect(request.url).toBe(long.slice(0, 2048));
      if (outcome.kind === 'redirected') expect(outcome.to).toBe(long.slice(0, 2048));
      if (outcome.kind === 'answered') expect(outcome.headers[0]?.[1]).toHaveLength(8192);
      tried();
    }
    expect(told).toHaveLength(2);
  });

  it('does not shorten a header that left the browser: it is compared with ours', async () => {
    watch.requestWatch.lookClosely('reader', [A]);
    await send('x'.repeat(10_000));
    await answer();

    expect(told[0]?.[0].sent?.[0]?.[1]).toHaveLength(10_000);
  });
});

describe('an outcome', () => {
  it('is told with its request, without the fragment', async () => {
    await answer({ responseHeaders: [{ name: 'Date', value: 'x' }], fromCache: true });

    expect(told).toEqual([
      [
        {
          at: 5,
          url: `${A}/v1`,
          method: 'GET',
          type: 'xmlhttprequest',
          tabId: 7,
          initiator: A,
          top: A,
        },
        { kind: 'answered', status: 200, headers: [['date', 'x']], from: 'cache' },
      ],
    ]);
  });

  it('has Firefox’s initiator, and none of what was typed', async () => {
    await answer({ initiator: undefined, originUrl: `${B}/page?x=y` });
    await answer({ initiator: undefined, type: 'main_frame' });

    expect(told[0]?.[0].initiator).toBe(B);
    expect(told[1]?.[0]).not.toHaveProperty('initiator');
    expect(told[1]?.[0]).not.toHaveProperty('top');
  });

  it('in a frame has the tab’s page on top, as far as that may be seen', async () => {
    fake.tabs.set(7, { url: `${B}/app` });
    await answer({ frameId: 3 });
    fake.tabs.set(7, {});
    await answer({ frameId: 3 });

    expect(told[0]?.[0].top).toBe(B);
    expect(told[1]?.[0]).not.toHaveProperty('top');
  });

  it('of a server that asks for a password is told once', async () => {
    await tell('onAuthRequired', { statusCode: 401, isProxy: false });
    await tell('onAuthRequired', { statusCode: 401, isProxy: false });
    await answer({ statusCode: 401 });
    await tell('onAuthRequired', { requestId: '2', statusCode: 401, isProxy: false });
    await tell('onErrorOccurred', { requestId: '2', error: 'net::ERR_ABORTED' });
    await tell('onAuthRequired', { requestId: '3', statusCode: 407, isProxy: true });

    expect(told).toHaveLength(2);
  });

  it('of one that was answered is no failure after that', async () => {
    await answer({ requestId: '9' });
    await tell('onErrorOccurred', { requestId: '9', error: 'net::ERR_FAILED' });
    await tell('onErrorOccurred', { requestId: '10', error: 'net::ERR_FAILED' });

    expect(told.map(([, { kind }]) => kind)).toEqual(['answered', 'failed']);
  });

  it('of where a password has led to is told as well', async () => {
    await tell('onAuthRequired', { statusCode: 401, isProxy: false });
    await tell('onBeforeRedirect', { statusCode: 302, redirectUrl: `${A}/2` });
    await answer({ url: `${A}/2` });

    expect(told.map(([, { kind }]) => kind)).toEqual(['answered', 'redirected', 'answered']);
  });

  it('of a redirect is where to, but of Firefox’s question to a service worker nothing', async () => {
    await tell('onBeforeRedirect', { statusCode: 0, redirectUrl: `${A}/v1` });
    await tell('onBeforeRedirect', { statusCode: 302, redirectUrl: `${B}/` });

    expect(told.map(([, outcome]) => outcome)).toEqual([
      { kind: 'redirected', status: 302, headers: [], to: `${B}/` },
    ]);
  });

  it.each([301, 302, 303, 307, 308])(
    'that is a %i which Firefox was asked not to follow is one',
    async (statusCode) => {
      await answer({ statusCode, responseHeaders: [{ name: 'Location', value: '/there' }] });

      expect(told[0]?.[1]).toMatchObject({ kind: 'redirected', status: statusCode, to: '/there' });
    },
  );

  it.each([201, 304])('that is a %i with a Location is an answer', async (statusCode) => {
    await answer({ statusCode, responseHeaders: [{ name: 'Location', value: '/there' }] });

    expect(told[0]?.[1].kind).toBe('answered');
  });
});

it('hands on what a cookie is like, never its name and value', async () => {
  const value = 'sid=secret; Path=/; HttpOnly\nname=value';
  await answer({ responseHeaders: [{ name: 'Set-Cookie', value }] });

  expect(told[0]?.[1]).toMatchObject({ headers: [['set-cookie', '; Path=/; HttpOnly\n']] });
});

describe('looking closely', () => {
  const look = watchLook();

  it('asks Chromium for every header, and Firefox for what it knows', () => {
    watch.requestWatch.watch([A]);
    expect(fake.optionsOf('onResponseStarted')).toEqual(['responseHeaders']);

    look('test', [A]);
    expect(fake.optionsOf('onSendHeaders')).toEqual(['requestHeaders', 'extraHeaders']);
    // For cookies.
    expect(fake.optionsOf('onResponseStarted')).toEqual(['responseHeaders', 'extraHeaders']);

    fake.base = 'moz-extension://id/';
    look('test', [B]);

    expect(fake.optionsOf('onSendHeaders')).toEqual(['requestHeaders']);
    expect(fake.optionsOf('onResponseStarted')).toEqual(['responseHeaders']);
  });

  it('is for a test and a reader at once, and for each as long as it wants', () => {
    watch.requestWatch.watch([A]);
    look('reader', [A]);
    look('test', [B]);
    expect(fake.filterOf('onSendHeaders')).toEqual(['https://a.test/*', 'https://b.test/*']);
    expect(fake.filterOf('onResponseStarted')).toEqual(['https://a.test/*', 'https://b.test/*']);

    look('test', []);
    expect(fake.filterOf('onSendHeaders')).toEqual(['https://a.test/*']);
    look('reader', []);

    expect(fake.filterOf('onSendHeaders')).toBeUndefined();
    expect(fake.filterOf('onResponseStarted')).toEqual(['https://a.test/*']);
  });

  it('hands over what was sent once', async () => {
    look('test', [A]);
    await send(SECRET);
    await answer();
    await answer();

    expect(told.map(([{ sent }]) => sent)).toEqual([[['authorization', SECRET]], undefined]);
  });

  it('keeps the sent headers while another reader begins or stops to look', async () => {
    look('test', [A]);
    await send(SECRET);
    look('reader', [B]);
    await answer();

    expect(told[0]?.[0].sent).toBeDefined();
  });

  it('forgets the sent headers after the last reader stops', async () => {
    look('test', [A]);
    await send(SECRET);
    look('test', []);
    await answer();

    expect(told[0]?.[0]).not.toHaveProperty('sent');
  });

  it('keeps nothing of a request that is asked again for a password', async () => {
    look('test', [A]);
    await send(SECRET);
    await tell('onAuthRequired', { statusCode: 401, isProxy: false });
    await send(SECRET);
    await answer({ statusCode: 401 });
    await answer();

    expect(told.map(([{ sent }]) => sent !== undefined)).toEqual([true, false]);
  });

  it('keeps no more than two hundred requests without an end', async () => {
    look('test', [A]);
    for (let id = 0; id <= 200; id++) await send(SECRET, { requestId: `${id}` });
    await answer({ requestId: '0' });
    await answer({ requestId: '1' });

    expect(told.map(([{ sent }]) => sent !== undefined)).toEqual([false, true]);
  });

  function watchLook() {
    return (who: 'test' | 'reader', origins: Origin[]) =>
      watch.requestWatch.lookClosely(who, origins);
  }
});

describe('a private window’s request', () => {
  it('is told by Firefox itself, and dropped with what was sent', async () => {
    watch.requestWatch.lookClosely('test', [A]);
    await send(SECRET);
    await answer({ incognito: true });
    await answer({ incognito: false });

    expect(told).toHaveLength(1);
    expect(told[0]?.[0]).not.toHaveProperty('sent');
  });

  it('is told by Chromium’s tab; what cannot be told counts as one', async () => {
    fake.allowedInPrivate = true;
    fake.tabs.set(1, { incognito: true });
    fake.tabs.set(2, { incognito: false });
    for (const tabId of [1, 2, 3, -1]) await answer({ tabId });

    expect(told.map(([{ tabId }]) => tabId)).toEqual([2]);
  });

  it('is none of our own, though it is in no tab', async () => {
    fake.allowedInPrivate = true;
    await answer({ tabId: -1, initiator: 'chrome-extension://id' });

    expect(told).toHaveLength(1);
  });

  it('is never there where we are not allowed: the tab is not asked for', async () => {
    await answer();
    await answer({ tabId: -1 });

    expect(told).toHaveLength(2);
    expect(fake.tabsAsked()).toBe(0);
  });
});
