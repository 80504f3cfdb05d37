// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, renderHook, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenState, ProfileSummary } from '../../../src/domain/app-state';
import { COLOURS } from '../../../src/domain/profile';
import { ProfilesView } from '../../../src/manager/list/profiles-view';
import { FIRST_ARRANGEMENT, useArrangement } from '../../../src/manager/list/use-arrangement';
import type { Command } from '../../../src/protocol/messages';
import {
  EMPTY_STATE,
  profileOf,
  siteOf,
  stateOf,
  stateOfMany,
  withSettings,
} from '../../support/app-states';
import { textOf } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
beforeEach(() => {
  const [, arrange] = renderHook(useArrangement).result.current;
  arrange(FIRST_ARRANGEMENT);
  cleanup();
});
afterEach(cleanup);

/** Two profiles share a site; each has a colour and a user name of its own. */
const PROFILES = [1, 2, 3, 4, 5, 6].map((index): ProfileSummary => {
  const profile = profileOf(index, index === 6 ? [siteOf(1)] : undefined);
  const colour = COLOURS[index % COLOURS.length] ?? 'grey';
  return { ...profile, colour };
});
const STATE = stateOf(PROFILES);

function draw(state: OpenState = STATE) {
  const send = vi.fn(async (_: Command) => ({ ok: true }) as const);
  const view = (shown: OpenState) => (
    <ProfilesView state={shown} send={send} ask={async () => undefined} />
  );
  const { rerender } = render(view(state));
  const commands = () => send.mock.calls.map(([command]) => command);
  return { commands, publish: (next: OpenState) => rerender(view(next)) };
}

const names = () => [...document.querySelectorAll('.name')].map(({ textContent }) => textContent);
const headings = () =>
  screen.queryAllByRole('heading', { level: 2 }).map((each) => each.textContent);
const status = () => screen.getByRole('status').textContent;
const search = () => screen.getByRole<HTMLInputElement>('searchbox');
const find = (value: string) => fireEvent.input(search(), { target: { value } });
const box = (name: string | RegExp) => screen.getByRole<HTMLInputElement>('checkbox', { name });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const filter = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('the search', () => {
  it('finds, says how many, and is empty again after Escape', () => {
    draw();
    expect(status()).toBe('');

    find('profile 3');
    expect(names()).toEqual(['Profile 3']);
    expect(status()).toBe('1 of 6 profiles');

    fireEvent.keyDown(search(), { key: 'Escape' });
    expect(names()).toHaveLength(6);
    expect(search().value).toBe('');
  });

  it.each([1, 2, 4])('is there for %i profiles, without the tools for many', (count) => {
    draw(stateOfMany(count));

    expect(search()).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Filter' })).toBeNull();
    expect(screen.queryByLabelText('Sort by')).toBeNull();
  });

  it('gets the focus by / where single keys are on', () => {
    const { publish } = draw();

    fireEvent.keyDown(document.body, { key: '/' });
    expect(document.activeElement).toBe(search());

    search().blur();
    publish(withSettings(STATE, { singleKeys: false }));
    fireEvent.keyDown(document.body, { key: '/' });
    expect(document.activeElement).not.toBe(search());
  });

  it('leaves / to a field that has the focus', () => {
    draw();
    const sort = screen.getByLabelText('Sort by');
    sort.focus();

    fireEvent.keyDown(sort, { key: '/' });

    expect(document.activeElement).toBe(sort);
  });
});

describe('the order', () => {
  it('has a heading for each site, with the number of its profiles', () => {
    draw();

    expect(headings().slice(0, 2)).toEqual(['api1.test 2', 'api2.test 1']);
  });

  it('has none where no two profiles share a site', () => {
    draw(stateOfMany(6));

    expect(headings()).toEqual([]);
    expect(screen.queryByLabelText('Group by site')).toBeNull();
  });

  it('is remembered when the user comes back', () => {
    draw();
    fireEvent.click(box('Group by site'));
    filter('Sort by', 'use');
    cleanup();

    draw();

    expect(headings()).toEqual([]);
    expect(screen.getByLabelText<HTMLSelectElement>('Sort by').value).toBe('use');
  });

  it('stays while the user picks, until they choose again', () => {
    const { publish } = draw();
    fireEvent.click(box('Group by site'));
    filter('Sort by', 'use');
    const before = names();

    publish(stateOf(PROFILES, { [siteOf(4)]: PROFILES[3]?.id }));
    expect(names()).toEqual(before);

    filter('Sort by', 'name');
    filter('Sort by', 'use');
    expect(names()[0]).toBe('Profile 4');
  });
});

describe('the filter', () => {
  it('is combined, counted, and cleared by one click', () => {
    draw();
    press('Filter');
    filter('Colour', 'red');
    expect(names()).toEqual(['Profile 1']);

    find('profile 2');
    expect(names()).toEqual([]);
    screen.getByText(textOf('listNothing'));

    press('Clear filters');
    expect(names()).toEqual(['Profile 2']);
    expect(document.activeElement?.textContent).toBe('Filter');
  });

  it('offers a way out when nothing is found', () => {
    draw();
    press('Filter');
    filter('Colour', 'red');
    find('profile 2');

    press('Show all profiles');

    expect(names()).toHaveLength(6);
    expect(document.activeElement).toBe(search());
  });

  it('offers no value that no profile has', () => {
    draw();
    press('Filter');

    const options = [...screen.getByLabelText<HTMLSelectElement>('Colour').options];
    expect(options.map(({ value }) => value)).not.toContain('grey');
    expect(screen.getByLabelText<HTMLSelectElement>('Problem').options).toHaveLength(1);
  });

  it('keeps a row that the user has just changed', () => {
    const { publish } = draw();
    press('Filter');
    filter('Colour', 'red');

    publish(stateOf(PROFILES.map((each) => ({ ...each, colour: 'teal' as const }))));

    expect(names()).toContain('Profile 1');
  });
});

describe('the selection', () => {
  const select = (...indexes: readonly number[]) => {
    for (const index of indexes) fireEvent.click(box(`Select Profile ${index}`));
  };
  const bar = () => screen.queryByRole('region', { name: /selected$/ });

  it('picks, ends picks, and colours what is selected, in the order of the list', () => {
    const { commands, publish } = draw();
    publish(stateOf(PROFILES, { [siteOf(2)]: PROFILES[1]?.id }));
    select(3, 2);

    press('Use on their sites');
    press('Stop using');
    press('Colour');
    press('Teal');

    const profileIds = ['profile-2', 'profile-3'];
    expect(commands()).toEqual([
      { type: 'pick/many', profileIds, isPicked: true },
      { type: 'pick/many', profileIds, isPicked: false },
      { type: 'profile/colour', profileIds, colour: 'teal' },
    ]);
    expect(document.activeElement?.textContent).toBe('Colour');
    expect(screen.queryByRole('button', { name: 'Teal' })).toBeNull();
  });

  it('deletes at once, and the heading has the focus', async () => {
    const { commands } = draw();
    select(2, 3);

    press('Delete');

    expect(commands()).toEqual([
      { type: 'profile/remove', profileIds: ['profile-2', 'profile-3'] },
    ]);
    await vi.waitFor(() => expect(document.activeElement?.tagName).toBe('H1'));
  });

  it('does not use two on one site, and says so', () => {
    const { commands } = draw();
    select(1, 6);

    press('Use on their sites');

    expect(commands()).toEqual([]);
    const use = screen.getByRole('button', { name: 'Use on their sites' });
    const reason = document.getElementById(use.getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toBe(textOf('listShared', ['api1.test']));
  });

  it('takes two clicks before the next drawing', () => {
    draw();

    act(() => {
      box('Select Profile 2').click();
      box('Select Profile 3').click();
    });

    expect(bar()?.textContent).toContain('2 selected');
  });

  it('takes a range with Shift', () => {
    draw(stateOfMany(6));

    fireEvent.click(box('Select Profile 1'));
    fireEvent.click(box('Select Profile 4'), { shiftKey: true });

    expect(bar()?.textContent).toContain('4 selected');
    expect(box('Select all (6)').indeterminate).toBe(true);
  });

  it('takes all that are shown, and no others', () => {
    const { commands } = draw();
    find('api1.test');

    fireEvent.click(box('Select all (2)'));
    press('Delete');

    expect(commands()).toMatchObject([{ profileIds: ['profile-1', 'profile-6'] }]);
  });

  it('loses what is filtered out, also once it is shown again', () => {
    draw();
    select(2, 3);

    find('profile 2');
    expect(bar()?.textContent).toContain('1 selected');
    find('');

    expect(bar()?.textContent).toContain('1 selected');
    expect(box('Select Profile 3').checked).toBe(false);
  });

  it('stays while the list is sorted', () => {
    draw();
    select(2, 3);

    filter('Sort by', 'age');

    expect(bar()?.textContent).toContain('2 selected');
  });

  it('is cleared by one click', () => {
    draw();
    select(2);

    press('Clear selection');

    expect(bar()).toBeNull();
    expect(document.activeElement).toBe(box('Select all (6)'));
  });

  it('is not offered for one profile', () => {
    draw(stateOfMany(1));

    expect(screen.queryByRole('checkbox')).toBeNull();
  });
});

describe('a long list', () => {
  it('is drawn in portions, the next one at a click', async () => {
    draw(stateOfMany(100));
    expect(names()).toHaveLength(40);

    press('Show 40 more of 60');

    expect(names()).toHaveLength(80);
    await vi.waitFor(() => expect(document.activeElement?.textContent).toMatch(/^Profile 40/));
    press('Show 20 more of 20');
    expect(names()).toHaveLength(100);
  });

  it('goes on when its end comes near', () => {
    const observers: ((entries: readonly { isIntersecting: boolean }[]) => void)[] = [];
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        observe() {}
        disconnect() {}
        constructor(onSight: (typeof observers)[number]) {
          observers.push(onSight);
        }
      },
    );
    draw(stateOfMany(100));

    observers.at(-1)?.([{ isIntersecting: true }]);

    return vi.waitFor(() => expect(names()).toHaveLength(80));
  });
});

describe('the bin', () => {
  it.each([0, 3])('is linked if it has anything in it: %i', (binCount) => {
    draw({ ...STATE, binCount });

    expect(screen.queryByText('Bin (3)')?.getAttribute('href')).toBe(
      binCount > 0 ? '#/bin' : undefined,
    );
  });

  it('is linked over an empty list too, where one button adds a profile', () => {
    draw({ ...EMPTY_STATE, binCount: 3 });

    screen.getByText('Bin (3)');
    expect(screen.getAllByText('Add a profile')).toHaveLength(1);
    expect(screen.queryByRole('searchbox')).toBeNull();
  });
});
