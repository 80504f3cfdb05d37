import { beforeEach, describe, expect, vi } from 'vitest';
import { onPageMessage } from '../../src/platform/messages';
import { proves } from '../support/proves';

type Listener = (message: unknown, sender: unknown) => unknown;

const OWN = 'chrome-extension://own';
const heard = vi.hoisted(() => ({ listeners: [] as Listener[] }));
vi.mock('../../src/platform/extension-api', () => ({
  browser: {
    runtime: {
      id: 'own',
      getURL: (path: string) => `chrome-extension://own/${path}`,
      onMessage: { addListener: (listener: Listener) => heard.listeners.push(listener) },
    },
  },
}));

const answer = vi.fn(async () => 'answer');
const onStranger = vi.fn();

beforeEach(() => {
  heard.listeners.length = 0;
  answer.mockClear();
  onStranger.mockClear();
  onPageMessage(answer, onStranger);
});

function deliver(sender: unknown): unknown {
  return heard.listeners[0]?.({ type: 'vault/lock' }, sender);
}

const MANAGER = `${OWN}/src/manager/manager.html`;

describe('onPageMessage', () => {
  proves('T9', 'a page of our own in a tab or in the popup is answered', async (tried) => {
    for (const sender of [
      { id: 'own', url: MANAGER, frameId: 0, tab: { id: 7 } },
      { id: 'own', url: `${OWN}/src/popup/popup.html` },
    ]) {
      expect(await deliver(sender)).toBe('answer');
      tried();
    }
    expect(onStranger).not.toHaveBeenCalled();
  });

  proves('T9', 'every other sender gets no answer and is counted', (tried) => {
    const strangers = [
      {},
      { id: 'own' },
      { url: MANAGER },
      { id: 'other', url: MANAGER, frameId: 0 },
      { id: 'own', url: MANAGER, frameId: 3 },
      { id: 'own', url: 'https://api.gluwa.test/', frameId: 0 },
      { id: 'own', url: `https://evil.test/${MANAGER}`, frameId: 0 },
      { id: 'own', url: 'chrome-extension://ownother/manager.html', frameId: 0 },
      { id: 'own', url: 'chrome-extension://other/manager.html', frameId: 0 },
      { id: 'own', url: 'blob:chrome-extension://own/x', frameId: 0 },
      { id: 'own', url: 'about:blank', frameId: 0 },
      { id: 'own', url: '', frameId: 0 },
    ];

    for (const sender of strangers) expect(deliver(sender)).toBeUndefined();

    expect(answer).not.toHaveBeenCalled();
    expect(onStranger).toHaveBeenCalledTimes(strangers.length);
    tried(strangers.length);
  });
});
