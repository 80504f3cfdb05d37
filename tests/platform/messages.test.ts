/** Only messages of our own top-level pages are accepted, with any other properties of the sender. */
import fc from 'fast-check';
import { beforeEach, describe, expect, vi } from 'vitest';
import { onPageMessage } from '../../src/platform/messages';
import { proves, rounds } from '../support/proves';

const OWN = 'chrome-extension://keybearerkeybearerkeybearerkeyb/';
const ID = 'keybearerkeybearerkeybearerkeyb';

type Listener = (message: unknown, sender: unknown) => unknown;

const listeners = vi.hoisted((): Listener[] => []);
vi.mock('../../src/platform/extension-api', () => ({
  browser: {
    runtime: {
      id: 'keybearerkeybearerkeybearerkeyb',
      getURL: (path: string) => `chrome-extension://keybearerkeybearerkeybearerkeyb/${path}`,
      onMessage: { addListener: (listener: Listener) => listeners.push(listener) },
    },
  },
}));

const answer = vi.fn(async () => 'answered');
const onStranger = vi.fn();

beforeEach(() => {
  listeners.length = 0;
  answer.mockClear();
  onPageMessage(answer, onStranger);
});

function send(sender: unknown): unknown {
  return listeners[0]?.({ type: 'vault/lock' }, sender);
}

// Ours again and again, or hardly one of thousands of senders would be us in everything.
const ids = fc.constantFrom(ID, ID, ID, ID, ID, undefined, '', 'other', `${ID}x`, ID.toUpperCase());
const frames = fc.constantFrom(0, 0, undefined, 1, -1, 42);
const urls = fc.oneof(
  fc.constantFrom(
    undefined,
    '',
    OWN,
    OWN,
    OWN,
    `${OWN}src/popup/popup.html`,
    `${OWN}src/manager/manager.html#/profile/new`,
    OWN.slice(0, -1),
    `${OWN.slice(0, -1)}x/`,
    `${OWN.slice(0, -1)}.evil.test/`,
    'chrome-extension://other/src/popup/popup.html',
    'https://evil.test/',
    `https://evil.test/?${OWN}`,
    `https://evil.test/#${OWN}`,
    `blob:${OWN}1`,
    `view-source:${OWN}`,
    `filesystem:${OWN}x`,
    'about:blank',
    'about:srcdoc',
    'data:text/html,x',
    ` ${OWN}`,
    OWN.toUpperCase(),
  ),
  fc.webUrl(),
);

describe('a message', () => {
  proves('T9', 'is answered of a top-level page of ours alone, of all senders', (tried) => {
    let heard = 0;
    const more = fc.record(
      {
        origin: fc.constantFrom('https://evil.test', OWN.slice(0, -1), 'null'),
        tab: fc.constantFrom({ id: 1, url: OWN }, { id: 2 }),
        documentLifecycle: fc.constantFrom('active', 'prerender'),
        nativeApplication: fc.constant(ID),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(ids, frames, urls, more, (id, frameId, url, rest) => {
        answer.mockClear();
        onStranger.mockClear();
        const isOwn = id === ID && (frameId === 0 || frameId === undefined);
        const expected =
          isOwn && url !== undefined && /^chrome-extension:\/\/(keybearer){3}keyb\//.test(url);

        const reply = send({ id, frameId, url, ...rest });

        expect(reply !== undefined, JSON.stringify({ id, frameId, url })).toBe(expected);
        expect(answer).toHaveBeenCalledTimes(expected ? 1 : 0);
        // Every other one is counted.
        expect(onStranger).toHaveBeenCalledTimes(expected ? 0 : 1);
        if (expected) heard += 1;
        tried();
      }),
      { numRuns: rounds({ short: 3_000, full: 100_000 }) },
    );

    // Fails if no message was accepted at all.
    expect(heard).toBeGreaterThan(10);
  });
});
