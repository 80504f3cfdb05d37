// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppState } from '../../src/domain/app-state';
import type { Settings } from '../../src/domain/settings';
import { pageState } from '../../src/platform/page-state';
import { readPublishedStateFor } from '../../src/platform/published-state';
import { Popup } from '../../src/popup/popup';
import { loadViews } from '../../src/popup/views/on-demand';
import type { Command, Reply } from '../../src/protocol/messages';
import {
  damaged,
  EMPTY_STATE,
  LOCKED,
  MISSING,
  profileOf,
  siteOf,
  stateOf,
  stateOfMany,
  withSettings,
} from '../support/app-states';

const fake = await vi.hoisted(async () =>
  (await import('../support/fake-session-area')).fakeSessionArea(),
);
vi.mock('../../src/platform/extension-api', async () => {
  const { browser } = await import('../support/fake-extension-api');
  const local = { get: async () => ({}) };
  return { browser: { ...browser, storage: { session: fake.area, local } } };
});
// The import takes seconds on a busy machine.
beforeAll(async () => void (await loadViews()));
beforeEach(() => fake.reset());
afterEach(cleanup);

const origin = siteOf(333);
const many = stateOfMany(500, 3);

/** Opens the popup over `origin` as its entry point does; `answer` lets the background reply. */
async function open() {
  const sent: Command[] = [];
  let answer = (_: Reply) => {};
  const replies = new Promise<Reply>((resolve) => (answer = resolve));
  const post = async (command: Command) => {
    sent.push(command);
    return replies;
  };
  const published = await readPublishedStateFor(Promise.resolve(origin));
  const tab = { id: 1, url: `${origin}/page`, isPrivate: false };
  const ask = async () => undefined;
  render(<Popup {...{ post, ask, tab, published }} seen={{}} />);
  return { sent, answer: (state: AppState) => answer({ ok: true, state }) };
}

const choices = () => screen.queryAllByRole('radio').map((each) => each.closest('label'));
const noProfile = 'No profile has this site, so no header is added.';

describe('Popup', () => {
  it('shows this site at once, of 500 profiles, before the background is asked', async () => {
    await pageState.publish(many);

    const { sent } = await open();

    expect(choices().map((label) => label?.textContent)).toContainEqual(
      expect.stringContaining('Profile 333'),
    );
    expect(screen.queryByText(noProfile)).toBeNull();
    expect(sent).toEqual([]);
  });

  it.each([
    ['open', many],
    ['locked', LOCKED],
  ])('tells over an %s vault that picks of tabs have ended, until it is read', async (_, state) => {
    await pageState.publish({ ...state, tabPicksEnded: true });

    const { sent } = await open();

    const told = await screen.findByText(/^Picks for single tabs have ended/);
    const [read] = within(told.closest('.told') as HTMLElement).getAllByRole('button');
    read?.click();
    await waitFor(() => expect(sent).toContainEqual({ type: 'tab-picks/dismiss' }));
  });

  it('tells once what an update has changed', async () => {
    await pageState.publish({ ...many, news: [{ news: 'pictures-left-out' }] });

    const { sent } = await open();

    const told = await screen.findByText(/pictures and style sheets no longer carry the header/);
    const [read] = within(told.closest('.told') as HTMLElement).getAllByRole('button');
    read?.click();
    await waitFor(() => expect(sent).toContainEqual({ type: 'news/dismiss' }));
  });

  it('asks the background once it has been drawn', async () => {
    await pageState.publish(many);

    const { sent } = await open();

    await waitFor(() => expect(sent).toEqual([{ type: 'state/read' }]));
  });

  it('draws nothing before it knows, rather than that there is no profile', async () => {
    await pageState.publish(many);
    await fake.area.remove([...fake.stored.keys()].filter((key) => key.startsWith('state-part')));

    const { sent, answer } = await open();

    expect(document.querySelector('main')).toBeNull();
    await waitFor(() => expect(sent).toHaveLength(1));
    answer(many);
    await screen.findByText('Profile 333');
  });

  it('says that there is no profile where there is none', async () => {
    await pageState.publish({ ...many, profiles: many.profiles.slice(0, 60), profileCount: 60 });

    await open();

    expect(screen.getByText(noProfile)).toBeDefined();
  });

  it('knows the rest when the background has answered', async () => {
    await pageState.publish(many);
    const { answer } = await open();

    answer(many);

    await screen.findByText('449 more. Search to find them.');
  });

  it('hears of a lock', async () => {
    await pageState.publish(many);
    const { sent } = await open();
    await waitFor(() => expect(screen.getByText('Profile 333')).toBeDefined());
    // It listens before it asks.
    await waitFor(() => expect(sent).toHaveLength(1));

    await pageState.publish(LOCKED);

    await screen.findByRole('button', { name: 'Unlock' });
    expect(screen.queryByText('Profile 333')).toBeNull();
  });
});

describe('the focus', () => {
  const focused = () => document.activeElement;

  it.each([
    ['the present choice', many, 'Off'],
    ['the way to the first profile of this site', EMPTY_STATE, 'Add a profile'],
    ['the one button of the first run', MISSING, 'Create your vault'],
    ['the field of a locked vault', LOCKED, 'Passphrase'],
    ['the way out of a damaged vault', damaged(), 'See what you can do'],
  ])('starts at %s', async (_, state, name) => {
    await pageState.publish(state);

    await open();

    expect(accessibleName(focused())).toContain(name);
  });

  it('goes from the field to the present choice when the vault opens, and back at a lock', async () => {
    await pageState.publish(LOCKED);
    const { sent } = await open();
    await waitFor(() => expect(sent).toHaveLength(1));

    await pageState.publish(many);
    await waitFor(() => expect(accessibleName(focused())).toContain('Off'));

    await pageState.publish(LOCKED);
    await waitFor(() => expect(accessibleName(focused())).toBe('Passphrase'));
  });

  it('goes from the whole page, which had it for want of a control, to the present choice', async () => {
    await pageState.publish(many);
    await open();
    const main = document.querySelector('main');
    main?.focus();
    expect(focused()).toBe(main);

    await pageState.publish({ ...many, news: [{ news: 'pictures-left-out' }] });

    await waitFor(() => expect(focused()).toBe(screen.getAllByRole('radio')[0]));
  });

  it('is taken once the popup is shown, where it was not while that was hidden', async () => {
    const focus = vi.spyOn(HTMLElement.prototype, 'focus').mockImplementation(() => {});
    const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    await pageState.publish(many);
    await open();
    expect(focused()).toBe(document.body);

    focus.mockRestore();
    hasFocus.mockRestore();
    window.dispatchEvent(new Event('focus'));

    expect(focused()).toBe(screen.getAllByRole('radio')[0]);

    // The Tab key has left the last control: the next one is the first of all.
    (document.activeElement as HTMLElement).blur();
    window.dispatchEvent(new Event('focus'));
    expect(focused()).toBe(document.body);
  });

  it('goes to a lasting place when its control goes away', async () => {
    await pageState.publish({ ...many, news: [{ news: 'pictures-left-out' }] });
    await open();
    const read = await screen.findByRole('button', { name: 'OK' });
    read.focus();

    await pageState.publish(many);

    await waitFor(() => expect(screen.queryByRole('button', { name: 'OK' })).toBeNull());
    await waitFor(() => expect(focused()).not.toBe(document.body));
  });
});

describe('a key', () => {
  const here = stateOf([1, 2, 3].map((index) => profileOf(index, [origin])));
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document, { key });
  const focusedRow = () =>
    screen.getAllByRole('radio').findIndex((radio) => radio.matches(':focus'));

  /** @returns the commands, but the one that reads the state. */
  async function openWith(settings: Partial<Settings> = {}) {
    await pageState.publish(withSettings(here, settings));
    const { sent } = await open();
    return () => sent.filter(({ type }) => type !== 'state/read');
  }

  it('moves to that row, and Enter picks', async () => {
    const sent = await openWith();

    press('2');
    expect(focusedRow()).toBe(2);
    expect(sent()).toEqual([]);

    press('Enter');
    expect(sent()).toEqual([{ type: 'pick/set', origin, profileId: 'profile-2' }]);
    press('0');
    expect(focusedRow()).toBe(0);
  });

  it('picks at once where the settings say so', async () => {
    const sent = await openWith({ digitsPick: true });

    press('3');

    expect(sent()).toEqual([{ type: 'pick/set', origin, profileId: 'profile-3' }]);
  });

  it('picks no extras', async () => {
    const extra = { ...profileOf(4, [origin]), isExtra: true as const };
    const profiles = [...here.profiles, extra];
    await pageState.publish({
      ...withSettings(here, { digitsPick: true }),
      profiles,
      profileCount: profiles.length,
      extras: { [origin]: [extra.id] },
    });
    const { sent } = await open();

    press('4');
    press('5');

    expect(screen.getByRole<HTMLInputElement>('radio', { name: /^Extras only/ }).disabled).toBe(
      false,
    );
    expect(focusedRow()).toBe(0);
    expect(sent.filter(({ type }) => type !== 'state/read')).toEqual([]);
  });

  it('moves to no row of another list', async () => {
    await openWith();
    const other = document.createElement('fieldset');
    other.className = 'choices';
    other.innerHTML = '<input type="radio" name="caller" />';
    document.body.prepend(other);

    press('1');
    other.remove();

    expect(focusedRow()).toBe(1);
  });

  it('of no row does nothing', async () => {
    const sent = await openWith({ digitsPick: true });

    press('9');

    expect(focusedRow()).toBe(0);
    expect(sent()).toEqual([]);
  });

  it('shows the sheet, over which no other key acts', async () => {
    const sent = await openWith();

    press('?');
    const sheet = await screen.findByRole('dialog');
    expect(sheet.textContent).toContain('Move to that profile');
    fireEvent.keyDown(sheet, { key: 'p' });
    expect(sent()).toEqual([]);

    fireEvent.keyDown(sheet, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('does nothing where the settings say so', async () => {
    const sent = await openWith({ singleKeys: false, digitsPick: true });

    expect(document.querySelector('[aria-keyshortcuts]')).toBeNull();
    for (const key of ['1', '?', 'l', 'p']) press(key);

    expect(focusedRow()).toBe(0);
    expect(sent()).toEqual([]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

function accessibleName(element: Element | null): string {
  // The body's text has every name in it.
  if (element === document.body) return 'nothing';
  const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
  return (label ?? element)?.textContent ?? '';
}
