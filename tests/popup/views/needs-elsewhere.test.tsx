// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { NeedsElsewhere } from '../../../src/popup/views/needs-elsewhere';
import { OtherSites } from '../../../src/popup/views/other-sites';
import { profileOf, siteOf, stateOf } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const profiles = [1, 2, 3].map((index) => profileOf(index));
const picks = Object.fromEntries(profiles.map(({ id }, index) => [siteOf(index + 1), id]));
const state = stateOf(profiles, picks);

/** Draws it over the first site, of three that are picked. */
function draw(allowed: readonly number[]) {
  const known = { ...state, allowed: allowed.map(siteOf) };
  render(
    <>
      <NeedsElsewhere state={known} origin={siteOf(1)} />
      <OtherSites state={known} origin={siteOf(1)} onPick={() => {}} onOpen={() => {}} />
    </>,
  );
  return screen.queryByRole('button', { name: /attention/ });
}

it('names the other site that needs attention, and finds it at a click', async () => {
  const button = draw([1, 3]);
  expect(button?.textContent).toContain('1 other site needs attention: api2.test');

  if (button) fireEvent.click(button);

  expect(screen.getByRole('searchbox')).toHaveProperty('value', 'api2.test');
  await vi.waitFor(() => expect(screen.queryByText('Profile 3')).toBeNull());
  screen.getByText('Profile 2');
  expect(document.activeElement?.id).toBe('search');
});

it('counts several', () => {
  expect(draw([1])?.textContent).toContain('2 other sites need attention: api2.test and more');
});

it('says nothing of the tab’s own site, which has its verdict', () => {
  expect(draw([2, 3])).toBeNull();
});
