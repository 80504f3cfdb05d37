// @vitest-environment happy-dom
/** Any page or program may open the manager at any address, so an address only shows something. */
import { cleanup, act as flush, render, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, vi } from 'vitest';
import type { AppState } from '../../src/domain/app-state';
import { Manager } from '../../src/manager/manager';
import type { Query } from '../../src/protocol/messages';
import { addressesOf, READS } from '../support/addresses';
import { LOCKED, MISSING, profileOf, stateOfMany } from '../support/app-states';
import { proves } from '../support/proves';

const fake = await vi.hoisted(async () =>
  (await import('../support/fake-session-area')).fakeSessionArea(),
);
const acted = vi.hoisted(() => [] as string[]);
vi.mock('../../src/platform/extension-api', async () => {
  const { browser } = await import('../support/fake-extension-api');
  const act = (name: string) => async () => void acted.push(name);
  const tabs = {
    getCurrent: async () => undefined,
    create: act('tabs.create'),
    update: act('tabs.update'),
    remove: act('tabs.remove'),
    reload: act('tabs.reload'),
  };
  const permissions = {
    ...browser.permissions,
    request: act('permissions.request'),
    remove: act('permissions.remove'),
    getAll: async () => ({ origins: [] }),
  };
  const runtime = { getManifest: () => ({ version: '1' }) };
  const local = { get: async () => ({}), set: act('storage.local.set') };
  return {
    browser: { ...browser, permissions, runtime, tabs, storage: { session: fake.area, local } },
  };
});
beforeEach(() => {
  fake.reset();
  acted.length = 0;
});
afterEach(() => {
  cleanup();
  location.hash = '';
});

const { id: profile, headers } = profileOf(1);
const header = headers[0]?.id ?? '';
const STATES: Readonly<Record<string, AppState>> = {
  open: stateOfMany(3, 0),
  locked: LOCKED,
  missing: MISSING,
};

/** How often an answer may lead to an effect that asks again. */
const ROUNDS = 2;

/** Resolves once the effects and the answers that they wait for have run. */
async function settled(): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await flush(() => new Promise<void>((resolve) => setTimeout(resolve)));
  }
}

/** The messages and calls that the manager makes by itself under an address, until it is closed. */
async function doneAt(hash: string, state: AppState): Promise<string[]> {
  const sent: string[] = [];
  location.hash = hash;
  render(
    <Manager
      post={async ({ type }) => {
        sent.push(type);
        return { ok: true, state };
      }}
      ask={async (query) => {
        // Cast: each query has a type.
        sent.push((query as Query).type);
        return undefined;
      }}
    />,
  );
  await waitFor(() => {
    if (!document.querySelector('main h1, main h2')) throw new Error(`nothing at ${hash}`);
  });
  // A part that loads on demand may act too, and a page when it goes.
  await vi.dynamicImportSettled();
  await settled();
  cleanup();
  await settled();
  return [...sent.filter((type) => !READS.includes(type)), ...acted];
}

describe('an address of the manager', () => {
  proves('T10', 'neither saves nor picks, deletes, restores or signs in', async (tried) => {
    for (const [name, state] of Object.entries(STATES)) {
      for (const hash of addressesOf({ profile, header })) {
        const done = await doneAt(hash, state);
        if (done.length > 0) throw new Error(`${hash.slice(0, 60)} over ${name}: ${done}`);
        tried();
      }
    }
  });
});
