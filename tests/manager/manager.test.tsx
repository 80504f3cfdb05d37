// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppState } from '../../src/domain/app-state';
import { Manager } from '../../src/manager/manager';
import { damaged, LOCKED, MISSING, profileOf, stateOfMany } from '../support/app-states';
import { proves } from '../support/proves';

const fake = await vi.hoisted(async () =>
  (await import('../support/fake-session-area')).fakeSessionArea(),
);
vi.mock('../../src/platform/extension-api', async () => {
  const { browser } = await import('../support/fake-extension-api');
  const local = { get: async () => ({}) };
  const tabs = { getCurrent: async () => undefined };
  const runtime = { getManifest: () => ({ version: '1' }) };
  return { browser: { ...browser, runtime, tabs, storage: { session: fake.area, local } } };
});
beforeEach(() => fake.reset());
afterEach(() => {
  cleanup();
  location.hash = '';
});

const { id, name } = profileOf(1);
const OPEN = stateOfMany(3, 0);

/** Opens the manager under an address; resolves once it is drawn. */
async function open(hash: string, state: AppState = OPEN) {
  location.hash = hash;
  render(<Manager post={async () => ({ ok: true, state })} ask={async () => undefined} />);
  await waitFor(() => expect(document.querySelector('main')).not.toBeNull());
}

const current = () =>
  [...document.querySelectorAll('nav [aria-current]')].map((link) => link.textContent);

describe('the manager', () => {
  it.each([
    ['#/', 'Profiles', 'Profiles'],
    ['#/profile/new', 'New profile', 'Profiles'],
    [`#/profile/${id}`, 'Edit profile', 'Profiles'],
    ['#/sign-in/header-1', 'Sign in', 'Profiles'],
    ['#/import', 'Import', 'Profiles'],
    ['#/activity', 'Activity', 'Activity'],
    ['#/settings', 'Settings', 'Settings'],
    ['#/about', 'About', 'About'],
    ['#/help', 'Help', undefined],
    ['#/keyboard', 'Keyboard', undefined],
    ['#/report', 'Report a problem', undefined],
  ])('under %s has a title of its own, and marks where that is', async (hash, title, marked) => {
    await open(hash);

    await waitFor(() => expect(document.title).toBe(`${title} · Keybearer`));
    expect(current()).toEqual(marked === undefined ? [] : [marked]);
  });

  proves(
    'T7',
    'no title names a profile, since browsers write titles to the disk',
    async (tried) => {
      const hashes = [`#/profile/${id}`, '#/sign-in/header-1', '#/'];
      for (const hash of hashes) {
        await open(hash);
        await waitFor(() => expect(document.title).toContain(' · Keybearer'));
        expect(document.title).not.toContain(name);
        cleanup();
        document.title = '';
      }
      tried(hashes.length);
    },
  );

  it('has the same title under every address of a closed vault', async () => {
    await open('#/settings', LOCKED);

    await waitFor(() => expect(document.title).toBe('Keybearer'));
  });

  it.each(['#/help', '#/keyboard', '#/report'])(
    'shows %s over a closed vault too, with the way back to it',
    async (hash) => {
      await open(hash, LOCKED);

      await waitFor(() => expect(document.title).toContain(' · Keybearer'));
      expect(screen.getByText('Back to the vault').getAttribute('href')).toBe('#/');
      expect(screen.queryByLabelText('Passphrase')).toBeNull();
    },
  );

  it.each([
    ['open', OPEN],
    ['locked', LOCKED],
    ['missing', MISSING],
    ['damaged', damaged()],
  ])('has help, keys, a report and the version below the page, vault %s', async (_, state) => {
    await open('#/', state);

    const footer = within(screen.getByRole('contentinfo'));
    expect(footer.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      '#/help',
      '#/keyboard',
      '#/report',
    ]);
    footer.getByText('Version 1');
  });

  it('saves sealed copies in the settings, and not under About', async () => {
    await open('#/settings');
    screen.getByRole('heading', { name: 'Sealed copies' });
    screen.getByRole('button', { name: 'Save the sealed copies' });
    cleanup();

    await open('#/about');
    expect(screen.queryByRole('button', { name: 'Save the sealed copies' })).toBeNull();
  });

  it.each(['#/nowhere', '#/profile/<script>', '#/sign-in/gone'])(
    'says that there is no page under %s, and leads back',
    async (hash) => {
      await open(hash);

      await screen.findByRole('heading', { name: 'There is no such page' });
      expect(current()).toEqual(hash.startsWith('#/sign-in') ? ['Profiles'] : []);
      expect(screen.getByText('Back to the profiles').getAttribute('href')).toBe('#/');
      expect(screen.queryByText(name)).toBeNull();
    },
  );

  it('says that a profile does not exist', async () => {
    await open('#/profile/gone');

    await screen.findByRole('heading', { name: 'This profile does not exist' });
    screen.getByText('Back to the profiles');
  });
});
