// @vitest-environment happy-dom
/** The end of a pick in the popup: chosen in the menu of what is sent, said below the choice, told once. */
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenState, ProfileSummary } from '../../../src/domain/app-state';
import type { Origin } from '../../../src/domain/site';
import { loadViews } from '../../../src/popup/views/on-demand';
import { SiteView } from '../../../src/popup/views/site-view';
import type { Command } from '../../../src/protocol/messages';
import { profileOf, stateOf } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
// The import takes seconds on a busy machine.
beforeAll(async () => void (await loadViews()));
beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 4, 5, 23, 50), toFake: ['Date'] });
  // The test's DOM has no popovers.
  Object.assign(HTMLElement.prototype, { showPopover: () => {} });
});
afterEach(cleanup);
afterEach(() => void vi.useRealTimers());

const origin = 'https://api.test' as Origin;
const ADA = { ...profileOf(1, [origin]), name: 'Ada' };
const BOB = { ...profileOf(2, [origin]), name: 'Bob' };
const PROXY: ProfileSummary = { ...profileOf(3, [origin]), name: 'Proxy', isExtra: true };

function draw(lead: ProfileSummary | undefined, change: Partial<OpenState> = {}) {
  const sent: Command[] = [];
  const ignore = () => {};
  const view = (state: OpenState) => (
    <SiteView
      origin={origin}
      tab={{ id: 1, url: `${origin}/`, isPrivate: false }}
      state={state}
      act={async (command) => sent.push(command) > 0}
      send={async () => ({ ok: true })}
      ask={async () => undefined}
      seen={{}}
      onResume={ignore}
      onWhy={ignore}
      onAdd={ignore}
      onEdit={ignore}
      onDuplicate={ignore}
      onSignIn={ignore}
    />
  );
  const stateWith = (own: Partial<OpenState>): OpenState => ({
    ...stateOf([ADA, BOB, PROXY], lead ? { [origin]: lead.id } : {}),
    extras: { [origin]: [PROXY.id] },
    ...own,
  });
  const { rerender } = render(view(stateWith(change)));
  return { sent, redraw: (own: Partial<OpenState>) => rerender(view(stateWith(own))) };
}

function menuOf(name: string): readonly string[] {
  fireEvent.click(screen.getByRole('button', { name: `More for ${name}` }));
  const items = screen.getAllByRole('menuitem', { hidden: true });
  return items.map(({ textContent }) => textContent ?? '');
}

const ENDS = [
  'Turn off in 30 minutes',
  'Turn off in 2 hours',
  'Turn off when the browser closes',
] as const;

describe('the menu of a row', () => {
  it('offers the ends to the identity that is sent, and to no other profile', () => {
    draw(ADA);

    expect(menuOf('Ada')).toEqual(expect.arrayContaining([...ENDS]));
    cleanup();
    draw(ADA);
    expect(menuOf('Bob').join()).not.toContain('Turn off');
    cleanup();
    draw(ADA);
    expect(menuOf('Proxy').join()).not.toContain('Turn off');
  });

  it('offers them to extras that go alone', () => {
    draw(PROXY);

    expect(menuOf('Proxy')).toEqual(expect.arrayContaining([...ENDS]));
  });

  it('offers none while the vault can only be read', () => {
    draw(ADA, { readOnly: true });

    expect(menuOf('Ada').join()).not.toContain('Turn off');
  });

  it.each([
    [0, 'minutes30'],
    [1, 'hours2'],
    [2, 'browser'],
  ] as const)('sends the end that was chosen', (at, end) => {
    const { sent } = draw(ADA);
    menuOf('Ada');

    fireEvent.click(screen.getByText(ENDS[at]));

    expect(sent).toEqual([{ type: 'pick/end', origin, end }]);
  });
});

describe('the line below the choice', () => {
  it.each([
    [{ at: new Date(2026, 4, 5, 23, 59).getTime() }, 'Off at 23:59'],
    [{ at: new Date(2026, 4, 6, 1, 5).getTime() }, 'Off tomorrow at 01:05'],
    [{}, 'Off when the browser closes'],
  ])('says when, and takes the end away by Keep on', (end, said) => {
    const { sent } = draw(ADA, { pickEnds: { [origin]: end } });

    expect(screen.getByText(said)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Keep on' }));
    expect(sent).toEqual([{ type: 'pick/end', origin, end: null }]);
  });

  it('tells once why the site is off, as long as this popup is open and it is off', () => {
    const { sent, redraw } = draw(undefined, { endedPicks: { [origin]: 'time' } });
    const said = /the time that you chose is over/;

    expect(screen.getByText(said)).toBeTruthy();
    expect(sent).toEqual([{ type: 'pick/end-seen', origin }]);
    redraw({});
    expect(screen.getByText(said)).toBeTruthy();
    redraw({ picks: { [origin]: ADA.id } });
    expect(screen.queryByText(said)).toBeNull();
  });
});
