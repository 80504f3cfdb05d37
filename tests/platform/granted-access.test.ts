import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  giveBackApi,
  giveBackHosts,
  onGrantedChange,
  readGranted,
} from '../../src/platform/granted-access';
import { proves } from '../support/proves';

const fake = vi.hoisted(() => ({
  origins: [] as string[],
  permissions: [] as string[],
  /** A policy keeps these. */
  kept: [] as string[],
  /** Removed with any other, as Chromium does with hosts inside a wider pattern. */
  inside: [] as string[],
  /** As if the click were too long ago. */
  refuses: false,
  listeners: new Set<() => void>(),
}));
vi.mock('../../src/platform/extension-api', () => {
  const event = {
    addListener: (listener: () => void) => void fake.listeners.add(listener),
    removeListener: (listener: () => void) => void fake.listeners.delete(listener),
  };
  const permissions = {
    getAll: async () => ({ origins: fake.origins, permissions: fake.permissions }),
    remove: async (asked: { origins?: string[]; permissions?: string[] }) => {
      const wanted = [...(asked.origins ?? []), ...(asked.permissions ?? [])];
      if (wanted.some((each) => fake.kept.includes(each))) throw new Error('for the test');
      const gone = [...wanted, ...fake.inside];
      fake.origins = fake.origins.filter((each) => !gone.includes(each));
      fake.permissions = fake.permissions.filter((each) => !wanted.includes(each));
      return true;
    },
    request: async ({ origins = [] }: { origins?: string[] }) => {
      if (fake.refuses) throw new Error('This function must be called during a user gesture');
      fake.origins = [...fake.origins, ...origins];
      return true;
    },
    onAdded: event,
    onRemoved: event,
  };
  return { browser: { permissions } };
});

const [API, AUTH, APP] = ['https://api.test/*', 'https://auth.test/*', 'https://app.test/*'];
beforeEach(() => {
  Object.assign(fake, { permissions: [], kept: [], inside: [], refuses: false });
  fake.origins = [API, AUTH, APP];
});

describe('readGranted', () => {
  it('has the hosts, and the optional features without those that are required', async () => {
    fake.permissions = ['activeTab', 'clipboardRead', 'storage'];

    expect(await readGranted()).toEqual({ patterns: [API, AUTH, APP], apis: ['clipboard'] });
  });
});

describe('giveBackHosts', () => {
  proves('T18', 'it gives back these hosts and no other', async (tried) => {
    expect(await giveBackHosts([AUTH])).toEqual({ isGone: true, lost: [] });

    expect(fake.origins).toEqual([API, APP]);
    tried();
  });

  proves('T18', 'hosts that Chromium removes with all sites come back at once', async (tried) => {
    fake.origins.push('https://*/*');
    fake.inside = [API, AUTH];

    expect(await giveBackHosts(['https://*/*'])).toEqual({ isGone: true, lost: [] });

    expect([...fake.origins].sort()).toEqual([API, APP, AUTH]);
    tried();
  });

  proves('T18', 'it tells the hosts that do not come back', async (tried) => {
    fake.origins.push('*://*/*');
    fake.inside = [API, AUTH];
    fake.refuses = true;

    expect(await giveBackHosts(['*://*/*'])).toEqual({ isGone: true, lost: [API, AUTH] });
    tried();
  });

  it('says that the browser keeps one, and gives back the others', async () => {
    fake.kept = [API];

    expect(await giveBackHosts([API, APP])).toEqual({ isGone: false, lost: [] });
    expect(fake.origins).toEqual([API, AUTH]);
  });
});

describe('giveBackApi', () => {
  it('gives back both permissions of the clipboard, and nothing else', async () => {
    fake.permissions = ['clipboardRead', 'clipboardWrite', 'notifications'];

    expect(await giveBackApi('clipboard')).toBe(true);
    expect(fake.permissions).toEqual(['notifications']);
  });

  it('says that the browser keeps it', async () => {
    fake.permissions = ['notifications'];
    fake.kept = ['notifications'];

    expect(await giveBackApi('notifications')).toBe(false);
  });
});

it('tells changes until it is stopped', () => {
  const listener = vi.fn();

  const stop = onGrantedChange(listener);
  for (const told of fake.listeners) told();
  stop();

  expect(listener).toHaveBeenCalledOnce();
  expect(fake.listeners.size).toBe(0);
});
