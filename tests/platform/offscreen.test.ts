/** One offscreen page at a time, and none that a dead worker has left. */
import { beforeEach, expect, it, vi } from 'vitest';
import { closeLeftPage, inOffscreenPage } from '../../src/platform/offscreen';

const { offscreen } = vi.hoisted(() => ({
  offscreen: { createDocument: vi.fn(), closeDocument: vi.fn() },
}));
vi.mock('../../src/platform/extension-api', async () => {
  const { browser } = await import('../support/fake-extension-api');
  const runtime = { getURL: (path: string) => `chrome-extension://keybearer/${path}` };
  return { browser: { ...browser, offscreen, runtime } };
});

const PAGE = { url: 'page.html', reason: 'WORKERS', justification: 'for a test' } as const;

beforeEach(() => {
  vi.resetAllMocks();
  offscreen.createDocument.mockResolvedValue(undefined);
  offscreen.closeDocument.mockResolvedValue(undefined);
  const page = { url: 'chrome-extension://keybearer/page.html', postMessage: vi.fn() };
  vi.stubGlobal('clients', { matchAll: async () => [page] });
});

it('closes the page after a task that fails, and goes on', async () => {
  const failing = inOffscreenPage(PAGE, async () => {
    throw new Error('failed');
  });
  const next = inOffscreenPage(PAGE, async () => 'next');

  await expect(failing).rejects.toThrow('failed');
  expect(await next).toBe('next');
  expect(offscreen.closeDocument).toHaveBeenCalledTimes(4);
});

it('opens no page for a task that has ended while it waited', async () => {
  const ending = new AbortController();
  const first = inOffscreenPage(PAGE, async () => ending.abort(new Error('ended')));
  const second = inOffscreenPage(PAGE, async () => 'never', ending.signal);

  await first;
  await expect(second).rejects.toThrow('ended');
  expect(offscreen.createDocument).toHaveBeenCalledOnce();
});

it('closes at a start what a worker that died has left, before anything else', async () => {
  const events: string[] = [];
  offscreen.closeDocument.mockImplementation(async () => void events.push('close'));
  offscreen.createDocument.mockImplementation(async () => void events.push('open'));

  closeLeftPage();
  await inOffscreenPage(PAGE, async () => undefined);

  expect(events).toEqual(['close', 'close', 'open', 'close']);
});

it('says so if the page is not there', async () => {
  vi.stubGlobal('clients', { matchAll: async () => [] });

  await expect(inOffscreenPage(PAGE, async () => undefined)).rejects.toThrow('not there');
});
