// @vitest-environment happy-dom
/** The first page after the installation, and the same form for a user whom the popup sends. */
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppState } from '../../../src/domain/app-state';
import { Manager } from '../../../src/manager/manager';
import { LOCKED, MISSING } from '../../support/app-states';

const fake = await vi.hoisted(async () =>
  (await import('../../support/fake-session-area')).fakeSessionArea(),
);
vi.mock('../../../src/platform/extension-api', async () => {
  const { browser } = await import('../../support/fake-extension-api');
  const local = { get: async () => ({}) };
  const runtime = { getManifest: () => ({ version: '1' }) };
  return { browser: { ...browser, runtime, storage: { session: fake.area, local } } };
});
beforeEach(() => fake.reset());
afterEach(() => {
  cleanup();
  location.hash = '';
});

function open(hash: string, state: AppState): void {
  location.hash = hash;
  render(<Manager post={async () => ({ ok: true, state })} ask={async () => undefined} />);
}

describe('the welcome', () => {
  it('says what Keybearer is and how its button is pinned, and asks for a passphrase', async () => {
    open('', MISSING);

    const title = await screen.findByRole('heading', { level: 1, name: 'Welcome to Keybearer' });
    expect(document.activeElement).toBe(title);
    screen.getByRole('heading', { name: 'Pin its button' });
    screen.getByText(/then the pin beside Keybearer/);
    expect(document.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
    screen.getByRole('form', { name: 'Create your vault' });
    screen.getByText('Restore sealed copies');
  });

  it('is left out for the user who comes by the popup, whose next step is the passphrase', async () => {
    open('#/profile/new', MISSING);

    await screen.findByRole('heading', { level: 1, name: 'Create your vault' });
    expect(document.activeElement).toBe(screen.getByLabelText('Passphrase'));
    expect(screen.queryByText('Welcome to Keybearer')).toBeNull();
  });

  it('does not say that there is no vault if there is one', async () => {
    open('', LOCKED);

    await screen.findByRole('heading', { name: 'Keybearer is locked' });
    expect(screen.queryByText('Welcome to Keybearer')).toBeNull();
  });
});
