// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LockedView } from '../../../src/manager/views/locked-view';
import { LOCKED } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(() => {
  cleanup();
  location.hash = '';
});

const help = () => screen.getByText('Forgot the passphrase?').closest('details');

function draw(hash: string) {
  location.hash = hash;
  render(
    <LockedView state={LOCKED} send={async () => ({ ok: true })} ask={async () => undefined} />,
  );
}

describe('LockedView', () => {
  it('folds up what helps without the passphrase', () => {
    draw('#/profile/new');

    expect(help()?.open).toBe(false);
  });

  it('shows it to a user who comes for it, with the field still focused', () => {
    draw('#/forgotten');

    expect(help()?.open).toBe(true);
    expect(document.activeElement).toBe(screen.getByLabelText('Passphrase'));
  });
});
