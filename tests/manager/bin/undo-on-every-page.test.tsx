// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppState, OpenState } from '../../../src/domain/app-state';
import type { BinnedId, UndoOffer } from '../../../src/domain/bin';
import { Manager } from '../../../src/manager/manager';
import type { Ask, Command } from '../../../src/protocol/messages';
import { LOCKED, profileOf, stateOf } from '../../support/app-states';
import { textOf } from '../../support/fake-extension-api';

const fake = await vi.hoisted(async () =>
  (await import('../../support/fake-session-area')).fakeSessionArea(),
);
vi.mock('../../../src/platform/extension-api', async () => {
  const { browser } = await import('../../support/fake-extension-api');
  const local = { get: async () => ({}) };
  const tabs = { ...browser.tabs, getCurrent: async () => undefined };
  const runtime = { getManifest: () => ({ version: '1' }) };
  const permissions = { ...browser.permissions, getAll: async () => ({ origins: [] }) };
  return {
    browser: { ...browser, runtime, tabs, permissions, storage: { session: fake.area, local } },
  };
});
beforeEach(() => fake.reset());
afterEach(() => {
  cleanup();
  location.hash = '';
});

const undo = (): UndoOffer => ({
  kind: 'profile',
  name: 'Sandbox admin',
  ids: ['b' as BinnedId],
  endsAt: Date.now() + 10_000,
});

const BEFORE = stateOf([profileOf(1)]);
const open = (): OpenState => ({ ...BEFORE, binCount: 1, undo: undo() });

async function draw(hash: string, state: AppState, after: AppState = BEFORE) {
  location.hash = hash;
  const asked: string[] = [];
  // Cast: an empty bin and no draft.
  const ask = (async ({ type }: { readonly type: string }) => {
    asked.push(type);
    return type === 'bin/list' || type === 'profile/preview' ? [] : undefined;
  }) as unknown as Ask;
  const post = async ({ type }: Command) =>
    ({ ok: true, state: type === 'bin/undo' ? after : state }) as const;
  render(<Manager post={post} ask={ask} />);
  await waitFor(() => expect(document.querySelector('main')).not.toBeNull());
  return asked;
}

const offered = () => screen.queryByRole('button', { name: textOf('undo') });

describe('an undo', () => {
  it.each([
    '#/',
    '#/profile/new',
    '#/profile/profile-1',
    '#/bin',
    '#/activity',
    '#/settings',
    '#/x',
  ])('is offered over %s', async (hash) => {
    await draw(hash, open());

    await waitFor(() => expect(offered()).not.toBeNull());
  });

  it('is not offered over a locked vault', async () => {
    await draw('#/', LOCKED);

    await screen.findByRole('button', { name: textOf('unlock') });
    expect(screen.queryByText(/in the bin/)).toBeNull();
  });

  it('shows a discarded form again that is still on the screen', async () => {
    const asked = await draw(
      '#/profile/new',
      { ...open(), undo: { ...undo(), kind: 'draft' } },
      {
        ...BEFORE,
        drafts: ['new'],
      },
    );
    await waitFor(() => expect(offered()).not.toBeNull());
    await screen.findByRole('button', { name: 'Save' });
    const before = asked.filter((type) => type === 'draft/read').length;

    await act(() => void fireEvent.click(offered() as HTMLElement));

    await waitFor(() =>
      expect(asked.filter((type) => type === 'draft/read').length).toBe(before + 1),
    );
  });
});
