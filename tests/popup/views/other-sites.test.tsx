// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { render as drawOnce } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OpenState } from '../../../src/domain/app-state';
import { divide } from '../../../src/platform/divide-state';
import { partOf, putTogether } from '../../../src/platform/state-parts';
import { OtherSites } from '../../../src/popup/views/other-sites';
import { profileOf, siteOf, stateOf, stateOfMany } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const origin = siteOf(333);
const whole = stateOfMany(500, 3);

/** The part of a state that a popup over `origin` reads first. */
function partly(state: OpenState): OpenState {
  const { head, parts } = divide(state);
  return putTogether(
    head,
    parts.filter((_, index) => index === partOf(origin)),
  );
}

const list = (state: OpenState) => <OtherSites state={state} origin={origin} onPick={() => {}} />;
const rows = () => screen.queryAllByRole<HTMLInputElement>('checkbox');
const names = () => rows().map((row) => row.closest('label')?.querySelector('.name')?.textContent);
const search = (query: string) =>
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: query } });
const nothingFound = 'No profile has this in its name or sites.';

describe('OtherSites', () => {
  it('draws at first no more rows than there is room for, then the others', async () => {
    // Preact's own `render`: the testing library's would also run the effects after the paint.
    const place = document.body.appendChild(document.createElement('div'));
    drawOnce(list(stateOfMany(40)), place);

    expect(rows()).toHaveLength(10);
    await waitFor(() => expect(rows()).toHaveLength(40));
    drawOnce(null, place);
    place.remove();
  });

  it('counts all of them before it knows them', () => {
    render(list(partly(whole)));

    expect(screen.getByRole('heading').textContent).toBe('Other sites (499)');
  });

  it('counts a profile of this site only if it has another one', () => {
    const profiles = Array.from({ length: 100 }, (_, index) =>
      profileOf(index, index < 20 ? [origin] : index < 30 ? [origin, siteOf(1)] : undefined),
    );

    render(list(partly(stateOf(profiles))));

    expect(screen.getByRole('heading').textContent).toBe('Other sites (80)');
  });

  it('leaves every row where it was when the rest is there', async () => {
    const { rerender } = render(list(partly(whole)));
    const before = names();

    rerender(list(whole));

    await waitFor(() => expect(rows()).toHaveLength(50));
    expect(names().slice(0, before.length)).toEqual(before);
    expect(screen.getByText('449 more. Search to find them.')).toBeDefined();
  });

  it('leaves them there also where most of the first profiles are of this site alone', async () => {
    // All but three of the first profiles, and a later one that has this site and another.
    const profiles = Array.from({ length: 100 }, (_, index) =>
      profileOf(index, index < 17 ? [origin] : index === 90 ? [origin, siteOf(1)] : undefined),
    );
    const { rerender } = render(list(partly(stateOf(profiles))));
    const before = names();

    rerender(list(stateOf(profiles)));

    expect(before).toHaveLength(3);
    await waitFor(() => expect(rows()).toHaveLength(50));
    expect(names().slice(0, 3)).toEqual(before);
  });

  it('shows who is picked, before and after', () => {
    const { rerender } = render(list(partly(whole)));
    const picked = () => rows().map(({ checked }) => checked);
    expect(picked().slice(0, 4)).toEqual([true, true, true, false]);

    rerender(list(whole));

    expect(picked().slice(0, 4)).toEqual([true, true, true, false]);
  });

  it('finds nothing, and says nothing, until it knows where to look', async () => {
    const { rerender } = render(list(partly(whole)));

    search('Profile 444');
    await waitFor(() => expect(rows()).toHaveLength(0));
    expect(screen.queryByText(nothingFound)).toBeNull();

    rerender(list(whole));

    await waitFor(() => expect(names()).toEqual(['Profile 444api444.test']));
  });

  it('says that nothing was found when it knows all', async () => {
    render(list(whole));

    search('unknown');

    expect(await screen.findByText(nothingFound)).toBeDefined();
  });
});
