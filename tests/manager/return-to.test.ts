/** The way back to the page that the user came from, over tabs as a browser answers for them. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { Origin } from '../../src/domain/site';
import { returnTo } from '../../src/manager/return-to';

const fake = vi.hoisted(() => ({
  calls: [] as string[],
  tab: undefined as { url?: string; windowId?: number } | undefined,
  entries: [] as object[],
}));
vi.mock('../../src/platform/extension-api', () => ({
  browser: {
    storage: { session: { get: async () => ({ 'activity-0': fake.entries }) } },
    tabs: {
      get: async () => {
        if (!fake.tab) throw new Error('No tab with id: 3.');
        return fake.tab;
      },
      update: async (id: number, { active }: { active: boolean }) =>
        void fake.calls.push(`update ${id} ${active}`),
      reload: async (id: number) => void fake.calls.push(`reload ${id}`),
      getCurrent: async () => ({ id: 9 }),
      remove: async (id: number) => void fake.calls.push(`remove ${id}`),
    },
    windows: { update: async (id: number) => void fake.calls.push(`focus ${id}`) },
  },
}));

const SITE = 'https://api.test' as Origin;
const from = { site: SITE, fromTab: 3, at: 0 };
const entry = { id: 1, tabId: 3, origin: SITE, type: 'main_frame', method: 'GET' };

beforeEach(() => {
  fake.calls.splice(0);
  fake.tab = { url: `${SITE}/v1`, windowId: 5 };
  fake.entries = [];
  vi.stubGlobal('history', { length: 1 });
});

it('shows the tab and its window, reloads it and closes its own tab', async () => {
  expect(await returnTo(from)).toBe('reloaded');

  expect(fake.calls).toEqual(['update 3 true', 'focus 5', 'reload 3', 'remove 9']);
});

it('leaves its own tab open if the user has opened more in it', async () => {
  vi.stubGlobal('history', { length: 2 });

  await returnTo(from);

  expect(fake.calls).not.toContain('remove 9');
});

it('leaves a tab open that was open before', async () => {
  expect(await returnTo({ ...from, keepsManager: true })).toBe('reloaded');

  expect(fake.calls).not.toContain('remove 9');
});

it('does not reload the answer to a form, and leaves its own tab to say so', async () => {
  fake.entries = [entry, { ...entry, id: 2, method: 'POST' }];

  expect(await returnTo(from)).toBe('needs-reload');

  expect(fake.calls).toEqual(['update 3 true', 'focus 5']);
});

it.each([
  { ...entry, id: 2, method: 'POST', tabId: 4 },
  { ...entry, id: 2, method: 'POST', type: 'xmlhttprequest' },
  { ...entry, id: 2, method: 'POST', origin: 'https://other.test' },
])('reloads a page for all that was sent elsewhere: %j', async (other) => {
  fake.entries = [entry, other];

  expect(await returnTo(from)).toBe('reloaded');
});

it('reloads the page that a form has led on to', async () => {
  fake.entries = [
    { ...entry, method: 'POST' },
    { ...entry, id: 2 },
  ];

  expect(await returnTo(from)).toBe('reloaded');
});

it.each([undefined, { url: 'https://other.test/', windowId: 5 }, { windowId: 5 }])(
  'stays where the tab is gone or shows another site: %j',
  async (tab) => {
    fake.tab = tab;

    expect(await returnTo(from)).toBe('gone');

    expect(fake.calls).toEqual([]);
  },
);

it('stays where the user came from the manager itself', async () => {
  expect(await returnTo({ site: SITE, at: 0 })).toBe('gone');

  expect(fake.calls).toEqual([]);
});
