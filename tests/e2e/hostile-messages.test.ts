/**
 * Messages to the real background from senders other than our top-level pages, and malformed messages
 * from such a page: all are refused and change no state.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppState } from '../../src/domain/app-state';
import type { Reply } from '../../src/protocol/messages';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { HONEST_MESSAGES, hostileMessages } from '../support/hostile-messages';
import { proves, rounds } from '../support/proves';
import { GLUWA, sessionRules, type World } from './harness';
import { openWorldInUse } from './prepared';

const EVIL = 'https://evil.test';
const LOCK = { type: 'vault/lock' };
/** Messages in one step of the test: a single one costs a round trip. */
const AT_ONCE = 50;

let world: World;
let neighbour: string;
let before: unknown;

beforeAll(async () => {
  ({ world } = await openWorldInUse());
  neighbour = await world.browser.installNeighbour('tests/e2e/neighbour-extension');
  await seeNothingMore();
});

/** The pages of these tests make requests, of which nothing is to be noted; and something is there to be forgotten. */
async function seeNothingMore(): Promise<void> {
  const manager = await world.keybearer.openManager();
  const { ok } = await manager.evaluate(
    // Cast: only our background answers.
    (message) => chrome.runtime.sendMessage(message) as Promise<Reply>,
    { type: 'settings/change', settings: { observes: false } },
  );
  expect(ok).toBe(true);
  await manager.close();
  await world.browser.inBackground(() => chrome.storage.session.set({ seen: { canary: true } }));
}

afterAll(() => world?.close());

/**
 * All that a message could change: the vault, the rules, the key, and the pages' state. Not the
 * count of the refused ones, not the deadline of the lock, which time moves on, and not the tabs whose
 * toolbar button is painted, which are other ones with each page of these tests.
 */
async function everything() {
  const stored = await world.browser.inBackground(() => chrome.storage.local.get());
  const session = await world.browser.inBackground(() => chrome.storage.session.get());
  const { lockAt, refusedMessages, tabsWithFace, state, ...kept } = session;
  const told = { ...(state as AppState), refusedMessages: 0 };
  return { stored, session: { ...kept, told }, rules: await sessionRules(world.browser) };
}

beforeEach(async () => {
  before = await everything();
});

afterEach(async () => {
  expect(await everything()).toEqual(before);
  expect((before as { rules: unknown[] }).rules).not.toEqual([]);
});

/** The extension's id as other extensions address it. */
function ourId(): Promise<string> {
  return world.browser.inBackground(() => chrome.runtime.id);
}

describe('a web page', () => {
  proves('T9', 'a web page has no way to send one', async (tried) => {
    const id = await ourId();
    for (const origin of [EVIL, GLUWA, 'http://api.gluwa.test']) {
      const page = await world.browser.newPage(`${origin}/blank`);

      const ways = await page.evaluate(
        async (extensionId, message) => {
          const seen: string[] = [];
          for (const name of ['chrome', 'browser']) {
            const api = (globalThis as unknown as Record<string, typeof chrome | undefined>)[name];
            const { sendMessage, connect } = api?.runtime ?? {};
            if (sendMessage) {
              const reply = await sendMessage(extensionId, message).catch(() => undefined);
              seen.push(`${name}: ${JSON.stringify(reply)}`);
            }
            if (connect) seen.push(`${name}: connects`);
          }
          return seen;
        },
        id,
        LOCK,
      );

      expect(ways).toEqual([]);
      tried();
      await page.close();
    }
  });
});

describe('another extension', () => {
  proves('T9', 'another extension gets no answer to any message', async (tried) => {
    const page = await world.browser.newPage(`${neighbour}/page.html`);
    const messages = [...HONEST_MESSAGES, ...hostileMessages(rounds({ short: 50, full: 500 }))];

    const answers = await page.evaluate(
      async (target, texts) => {
        const seen: unknown[] = [];
        for (const text of texts) {
          const reply = await chrome.runtime
            .sendMessage(target, JSON.parse(text))
            .catch(() => undefined);
          if (reply !== undefined) seen.push([text, reply]);
        }
        return seen;
      },
      await ourId(),
      messages.map((message) => JSON.stringify(message)),
    );

    expect(answers).toEqual([]);
    tried(messages.length);
    await page.close();
  });

  proves('T9', 'another extension is refused a connection', async (tried) => {
    const page = await world.browser.newPage(`${neighbour}/page.html`);

    const ended = await page.evaluate(
      (target) =>
        new Promise<string>((resolve) => {
          chrome.runtime.connect(target).onDisconnect.addListener(() => resolve('disconnected'));
        }),
      await ourId(),
    );

    expect(ended).toBe('disconnected');
    tried();
    await page.close();
  });

  proves('T9', 'its content script gets no answer either', async (tried) => {
    const page = await world.browser.newPage(`${EVIL}/`);
    await page.waitForFunction(() => document.documentElement.dataset.neighbour === 'listens');
    const target = await ourId();

    for (const message of HONEST_MESSAGES) {
      const outcome = await page.evaluate(
        (forward) =>
          new Promise<unknown>((resolve) => {
            addEventListener('message', function listen({ data }) {
              if (data.forwarded === undefined) return;
              removeEventListener('message', listen);
              resolve(data.forwarded);
            });
            postMessage({ forward }, '*');
          }),
        { target, message },
      );

      expect(outcome).toBe('no answer');
      tried();
    }
    await page.close();
  });
});

describe('a page of ours', () => {
  let manager: LabPage;

  beforeAll(async () => {
    manager = await world.keybearer.openManager();
  });

  afterAll(() => manager?.close());

  /** The background's answers, message by message. */
  function answersTo(texts: readonly string[]): Promise<unknown[]> {
    return manager.evaluate(
      (all) => Promise.all(all.map(async (text) => chrome.runtime.sendMessage(JSON.parse(text)))),
      texts,
    );
  }

  it('is answered, or the tests of this file would show nothing', async () => {
    expect(await answersTo([JSON.stringify({ type: 'state/read' })])).toMatchObject([{ ok: true }]);
  });

  proves('T9', 'an invalid message is refused, and its answer says no more', async (tried) => {
    const messages = hostileMessages(rounds({ short: 300, full: 2_500 }));

    for (let start = 0; start < messages.length; start += AT_ONCE) {
      const batch = messages.slice(start, start + AT_ONCE).map((each) => JSON.stringify(each));
      const answers = await answersTo(batch);

      const wrong = batch.filter(
        (_, index) =>
          JSON.stringify(answers[index]) !==
          JSON.stringify({ ok: false, failure: { code: 'message-refused' } }),
      );
      expect(wrong.map((text) => text.slice(0, 300))).toEqual([]);
      tried(batch.length);
    }
    // Each was counted.
    await expect
      .poll(() => world.browser.inBackground(() => chrome.storage.session.get('refusedMessages')), {
        timeout: 90_000,
      })
      .toEqual({ refusedMessages: messages.length });
  });

  proves('T9', 'a frame in it is not heard', async (tried) => {
    for (const kind of ['about:blank', 'srcdoc', 'our own page'] as const) {
      const outcome = await manager.evaluate(
        async (kindOfFrame, message) => {
          const frame = document.createElement('iframe');
          if (kindOfFrame === 'srcdoc') frame.srcdoc = '<p>Inside';
          if (kindOfFrame === 'our own page') frame.src = location.href;
          const loaded = new Promise((resolve) => {
            frame.onload = resolve;
            frame.onerror = resolve;
          });
          document.body.append(frame);
          await loaded;
          try {
            const inside = frame.contentWindow as unknown as { chrome?: typeof chrome };
            const sending = inside.chrome?.runtime?.sendMessage?.(message);
            return sending ? ((await sending) ?? 'no answer') : 'no way to send';
          } catch {
            // A frame of another origin: the browser's page about a refused load.
            return 'no way to send';
          } finally {
            frame.remove();
          }
        },
        kind,
        LOCK,
      );

      expect(['no answer', 'no way to send'], kind).toContain(outcome);
      tried();
    }
  });
});
