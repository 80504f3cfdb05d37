// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { loadViews, onDemandView } from '../../../src/popup/views/on-demand';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const News = onDemandView((views) => views.News);

const draw = () =>
  render(<News news={[{ news: 'pictures-left-out' }]} send={async () => ({ ok: true })} />);

it('draws a view once it is loaded, and the next one at once', async () => {
  draw();
  expect(screen.queryByRole('status')).toBeNull();
  // The import takes as long as the computer is busy.
  await loadViews();
  await screen.findByRole('status');
  cleanup();

  draw();
  expect(screen.queryByRole('status')).not.toBeNull();
});

it('loads all views by one import', async () => {
  expect(await loadViews()).toBe(await loadViews());
});
