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
  calls: [] as object[],
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
      fake.calls.push(asked);
      const wanted = [...(asked.origins ?? []), ...(asked.permissions ?? [])];
      if (wanted.some((each) => fake.kept.includes(each))) throw new Error('for the test');
      fake.origins = fake.origins.filter((each) => !wanted.includes(each));
      fake.permissions = fake.permissions.filter((each) => !wanted.includes(each));
      return true;
    },
    onAdded: event,
    onRemoved: event,
  };
  return { browser: { permissions } };
});

const [API, AUTH, APP] = ['https://api.test/*', 'https://auth.test/*', 'https://app.test/*'];
beforeEach(() => {
  Object.assign(fake, { origins: [API, AUTH, APP], permissions: [], kept: [], calls: [] });
});

describe('readGranted', () => {
  it('has the hosts, and the optional features without those that are required', async () => {
    fake.permissions = ['activeTab', 'clipboardRead', 'storage'];

    expect(await readGranted()).toEqual({ patterns: [API, AUTH, APP], apis: ['clipboard'] });
  });
});

describe('giveBackHosts', () => {
  proves('T18', 'it gives back these hosts and no other', async (tried) => {
    expect(await giveBackHosts([AUTH])).toBe(true);

    expect(fake.origins).toEqual([API, APP]);
    tried();
  });

  it('says that the browser keeps one, and gives back the others', async () => {
    fake.kept = [API];

    expect(await giveBackHosts([API, APP])).toBe(false);
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
