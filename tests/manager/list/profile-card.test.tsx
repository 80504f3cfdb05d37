// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OpenState } from '../../../src/domain/app-state';
import type { Origin } from '../../../src/domain/site';
import { ProfilesView } from '../../../src/manager/list/profiles-view';
import type { Command } from '../../../src/protocol/messages';
import { profileOf, stateOf, withSettings } from '../../support/app-states';
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

/** @param after - The state after a command. */
function draw(state: OpenState, after = state) {
  const send = vi.fn(async (_: Command) => ({ ok: true, state: after }) as const);
  render(<ProfilesView state={state} send={send} ask={async () => undefined} />);
  return send;
}

describe('ProfileCard', () => {
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
