// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OpenState } from '../../../src/domain/app-state';
import type { Origin } from '../../../src/domain/site';
import { ProfilesView } from '../../../src/manager/list/profiles-view';
import type { Command, Send } from '../../../src/protocol/messages';
import { profileOf, siteOf, stateOf, withSettings } from '../../support/app-states';
import { asked, textOf } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(() => {
  cleanup();
  location.hash = '';
});

// Casts: as the parser returns them.
const SITE = 'https://api.test:8443' as Origin;
const OTHER_PORT = 'https://api.test' as Origin;
const AUTH = 'https://auth.test' as Origin;

const PROFILE = {
  ...profileOf(1, [SITE]),
  headers: profileOf(1).headers.map((header) => ({ ...header, tokenOrigins: [AUTH] })),
};
const IN_USE = stateOf([PROFILE], { [SITE]: PROFILE.id });
const NOT_ALLOWED = textOf('cause_not_allowed', ['api.test:8443']);

const NEEDY = {
  ...profileOf(1),
  headers: profileOf(1).headers.map((header) => ({ ...header, signedIn: false })),
};
const ROWS = [NEEDY, ...[2, 3, 4, 5, 6].map((each) => profileOf(each))];

type Saved = { readonly name: string; readonly origins: readonly Origin[] };

const view = (state: OpenState, saved?: Saved, send: Send = async () => ({ ok: true })) => (
  <ProfilesView state={state} send={send} ask={async () => undefined} saved={saved} />
);

/** @param after - The state after a command. */
function draw(state: OpenState, after = state) {
  const send = vi.fn(async (_: Command) => ({ ok: true, state: after }) as const);
  render(view(state, undefined, send));
  return send;
}

const isOpen = (name: RegExp) => screen.getByRole('button', { name }).getAttribute('aria-expanded');

describe('a row', () => {
  it('says that a site in use is not allowed, and asks for it and its token servers', () => {
    draw({ ...IN_USE, allowed: [] });

    screen.getByText(NOT_ALLOWED);
    fireEvent.click(screen.getByRole('button', { name: 'Allow on api.test:8443' }));

    expect(asked).toEqual(['https://api.test/*', 'https://auth.test/*']);
  });

  it('duplicates the profile, and opens the editor of the copy behind it', async () => {
    const [copy, last] = [profileOf(2, [SITE]), profileOf(3, [SITE])];
    const send = draw(IN_USE, stateOf([PROFILE, copy, last], {}));

    fireEvent.click(screen.getByRole('button', { name: 'Duplicate' }));

    expect(send).toHaveBeenCalledExactlyOnceWith({
      type: 'profile/duplicate',
      profileId: PROFILE.id,
      name: 'Profile 1 copy',
    });
    await vi.waitFor(() => expect(location.hash).toBe(`#/profile/${copy.id}`));
  });

  it.each<[string, OpenState]>([
    ['the only profile', IN_USE],
    ['one of a few, and needs the user', stateOf([NEEDY, profileOf(2)])],
  ])('is open at once if it is %s', (_, state) => {
    draw(state);

    expect(isOpen(/^Profile 1/)).toBe('true');
  });

  it.each<[string, OpenState]>([
    ['one of a few without a problem', stateOf([PROFILE, profileOf(2)])],
    ['one of many', stateOf([NEEDY, ...[2, 3, 4, 5, 6].map((each) => profileOf(each))])],
  ])('is closed at first if it is %s', (_, state) => {
    draw(state);

    expect(isOpen(/^Profile 1/)).toBe('false');
    expect(screen.queryByText('Duplicate')).toBeNull();
  });

  it('stays open when its problem is gone', () => {
    const { rerender } = render(view(stateOf([NEEDY, profileOf(2)])));

    rerender(view(stateOf([profileOf(1), profileOf(2)])));

    expect(isOpen(/^Profile 1/)).toBe('true');
  });

  it('says the worst problem, and what is in use, while it is closed', () => {
    const refused = profileOf(7);
    draw({
      ...stateOf([...ROWS, refused], { [siteOf(2)]: profileOf(2).id, [siteOf(7)]: refused.id }),
      allowed: [siteOf(2)],
    });

    const marks = [...document.querySelectorAll('.mark')].map(({ textContent }) => textContent);
    expect(marks).toEqual(['Sign in', 'In use', 'Not allowed']);
    expect(screen.getByText('Sign in').getAttribute('href')).toBe('#/sign-in/header-1');
  });

  it('picks and unpicks its profile where the row is for one site', () => {
    const send = draw(stateOf(ROWS, { [siteOf(2)]: profileOf(2).id }));

    fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    fireEvent.click(screen.getAllByRole('button', { name: 'Use' })[1] as HTMLElement);

    expect(send.mock.calls.map(([command]) => command)).toEqual([
      { type: 'pick/set', origin: siteOf(2), profileId: null },
      { type: 'pick/set', origin: siteOf(3), profileId: 'profile-3' },
    ]);
  });

  it('is deleted by one click, and the next row has the focus', async () => {
    const send = draw(stateOf(ROWS));
    fireEvent.click(screen.getByRole('button', { name: /^Profile 3/ }));

    fireEvent.click(screen.getByRole('button', { name: 'Delete' }));

    expect(send).toHaveBeenCalledExactlyOnceWith({
      type: 'profile/remove',
      profileIds: ['profile-3'],
    });
    await vi.waitFor(() => expect(document.activeElement?.textContent).toMatch(/^Profile 4/));
  });

  it('of a profile that was just saved is open, in view and marked', () => {
    const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView');
    render(view(stateOf(ROWS), { name: 'Profile 5', origins: [siteOf(5)] }));

    expect(isOpen(/^Profile 5/)).toBe('true');
    expect(document.querySelector('.saved')?.textContent).toContain('Saved');
    expect(scrolled.mock.contexts).toEqual([document.querySelector('.saved')]);
  });

  it.each<[string, OpenState]>([
    ['is allowed', IN_USE],
    ['is allowed on another port', { ...IN_USE, allowed: [OTHER_PORT] }],
    ['is not in use', { ...IN_USE, picks: {}, allowed: [] }],
    ['is paused', withSettings({ ...IN_USE, allowed: [] }, { paused: true })],
  ])('says nothing of a site that %s', (_, state) => {
    draw(state);

    expect(screen.queryByText(NOT_ALLOWED)).toBeNull();
  });

  it.each([
    ['token-client-refused', undefined],
    // Its line has the button to sign in.
    ['sign-in-ended', false],
  ] as const)('says of %s what the server says', (code, signedIn) => {
    const serverSays = 'The reason of the server';
    const headers = PROFILE.headers.map((header) => ({
      ...header,
      ...(signedIn !== undefined && { signedIn }),
      status: { state: 'failed', failure: { code, serverSays } } as const,
    }));

    draw(stateOf([{ ...PROFILE, headers }], {}));

    expect(screen.getByText(serverSays).closest('details')?.open).toBe(false);
  });
});
