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

const onPick = vi.fn();
const onOpen = vi.fn();
const list = (state: OpenState) => <OtherSites {...{ state, origin, onPick, onOpen }} />;
const rows = () => screen.queryAllByRole<HTMLInputElement>('checkbox');
const names = () => rows().map((row) => row.closest('li')?.querySelector('.name')?.textContent);
const sites = () => screen.queryAllByRole('heading', { level: 3 }).map((each) => each.textContent);
const search = (query: string) =>
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: query } });
const nothingFound = 'No profile has this in its name, note, user name or sites.';

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

    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Other sites (499)');
  });

  it('counts a profile of this site only if it has another one', () => {
    const profiles = Array.from({ length: 100 }, (_, index) =>
      profileOf(index, index < 20 ? [origin] : index < 30 ? [origin, siteOf(1)] : undefined),
    );

    render(list(partly(stateOf(profiles))));

    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Other sites (80)');
  });

  it('keeps room for the list until it knows all: no row moves under the cursor', async () => {
    const { rerender, container } = render(list(partly(whole)));
    expect(rows()).toHaveLength(0);
    expect(container.querySelector('.filling')).not.toBeNull();

    rerender(list(whole));

    await waitFor(() => expect(rows()).toHaveLength(50));
    expect(container.querySelector('.filling')).toBeNull();
    expect(screen.getByText('449 more. Search to find them.')).toBeDefined();
  });

  it('groups by site, those in use first', () => {
    const [one, two] = [siteOf(1), siteOf(2)];
    const profiles = [profileOf(1, [one]), profileOf(2, [two]), profileOf(3, [two, one])];

    render(list(stateOf(profiles, { [two]: profiles[2]?.id })));

    expect(sites()).toEqual(['api2.test', 'api1.test']);
    expect(names()).toEqual(['Profile 3', 'Profile 2', 'Profile 3', 'Profile 1']);
    expect(rows().map(({ checked }) => checked)).toEqual([true, false, false, false]);
  });

  it('leaves a row in its place when the user picks it', () => {
    const profiles = [profileOf(1), profileOf(2)];
    const { rerender } = render(list(stateOf(profiles)));

    rerender(list(stateOf(profiles, { [siteOf(2)]: profiles[1]?.id })));

    expect(sites()).toEqual(['api1.test', 'api2.test']);
    expect(rows()[1]?.checked).toBe(true);
  });

  it('picks by the checkbox, and opens the site by the row', () => {
    render(list(stateOf([profileOf(1)])));

    fireEvent.click(screen.getByRole('checkbox', { name: 'Use Profile 1 on https://api1.test' }));
    expect(onPick).toHaveBeenCalledExactlyOnceWith(siteOf(1), profileOf(1), true);
    expect(onOpen).not.toHaveBeenCalled();

    fireEvent.click(screen.getByText('Profile 1'));
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(siteOf(1));
  });

  it('finds nothing, and says nothing, until it knows where to look', async () => {
    const { rerender } = render(list(partly(whole)));

    search('Profile 444');
    await waitFor(() => expect(rows()).toHaveLength(0));
    expect(screen.queryByText(nothingFound)).toBeNull();

    rerender(list(whole));

    await waitFor(() => expect(names()).toEqual(['Profile 444']));
  });

  it('says that nothing was found when it knows all', async () => {
    render(list(whole));

    search('unknown');

    expect(await screen.findByText(nothingFound)).toBeDefined();
  });
});
