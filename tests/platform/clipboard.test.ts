/** The clipboard of Chrome's worker, which has a page open for it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clipboard } from '../../src/platform/clipboard';
import { proves } from '../support/proves';

const PAGE = 'chrome-extension://keybearer/src/background/clipboard.html';

const { offscreen } = vi.hoisted(() => ({
  offscreen: { createDocument: vi.fn(), closeDocument: vi.fn() },
}));
vi.mock('../../src/platform/extension-api', async () => {
  const { browser } = await import('../support/fake-extension-api');
  const runtime = { getURL: (path: string) => `chrome-extension://keybearer/${path}` };
  return { browser: { ...browser, offscreen, runtime } };
});

/** The page's answers, by task. */
let answers: Readonly<Record<string, string>>;

beforeEach(() => {
  vi.resetAllMocks();
  offscreen.createDocument.mockResolvedValue(undefined);
  offscreen.closeDocument.mockResolvedValue(undefined);
  const page = {
    url: PAGE,
    postMessage: (task: string, [port]: readonly MessagePort[]) => port?.postMessage(answers[task]),
  };
  vi.stubGlobal('clients', { matchAll: async () => [{ ...page, url: 'other' }, page] });
});

describe('the clipboard of a worker', () => {
  it('is read in its page, which goes then', async () => {
    answers = { read: 'mine' };

    expect(await clipboard.read()).toBe('mine');
    expect(offscreen.createDocument).toHaveBeenCalledOnce();
    // One call closes the page that a dead worker may have left.
    expect(offscreen.closeDocument).toHaveBeenCalledTimes(2);
  });

  proves('T15', 'it is cleared when it is empty, and not before', async (tried) => {
    answers = { clear: '' };
    await clipboard.clear();
    tried();

    answers = { clear: 'Authorization: Bearer clipboard-canary-44' };
    await expect(clipboard.clear()).rejects.toThrow('not cleared');
    tried();
  });
});
