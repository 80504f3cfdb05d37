// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HeaderSpecId, ProfileId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import type { Remedy, Verdict } from '../../src/domain/verdict';
import { type RemedyActions, RemedyButton } from '../../src/ui/remedy-button';
import { asked } from '../support/fake-extension-api';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
  asked.length = 0;
});

const API = 'https://api.test:8443' as Origin;
const PROFILE = 'profile-1' as ProfileId;
const HEADER = 'header-1' as HeaderSpecId;
const FORBIDDEN: Verdict = { cause: 'forbidden' };

const everything = {
  onEdit: vi.fn(),
  onSignIn: vi.fn(),
  onGetToken: vi.fn(),
  onConfirmClock: vi.fn(),
  onReload: vi.fn(),
  onTest: vi.fn(),
  onResume: vi.fn(),
  onProfiles: vi.fn(),
  onAddProfile: vi.fn(),
} satisfies RemedyActions;
const { onEdit, onSignIn, onGetToken, onConfirmClock } = everything;
/** The actions of a page that has its own buttons for the other remedies. */
const little: RemedyActions = { onEdit, onSignIn, onGetToken, onConfirmClock };

function draw(
  remedy: Remedy,
  {
    verdict = FORBIDDEN,
    actions = everything,
    by = { profileId: PROFILE, signIn: HEADER },
  }: {
    readonly verdict?: Verdict;
    readonly actions?: RemedyActions;
    readonly by?: { readonly profileId?: ProfileId; readonly signIn?: HeaderSpecId };
  } = {},
): HTMLElement | undefined {
  render(<RemedyButton entry={{ verdict, remedy, origin: API, ...by }} actions={actions} />);
  return screen.queryAllByRole('button')[0];
}

describe('RemedyButton', () => {
  it.each([
    ['resume', 'Resume', 'onResume', []],
    ['pick', 'Show the profiles', 'onProfiles', []],
    ['add-profile', 'Add a profile', 'onAddProfile', [API]],
    ['edit-profile', 'Edit profile', 'onEdit', [PROFILE]],
    ['sign-in', 'Sign in', 'onSignIn', [HEADER]],
    ['reload', 'Reload page', 'onReload', [false]],
    ['reload-anew', 'Reload without cache', 'onReload', [true]],
    ['test', 'Run test', 'onTest', []],
  ] as const)('does the one thing about it: %s', (remedy, label, action, by) => {
    const button = draw(remedy);

    expect(button?.textContent).toBe(label);
    if (button) fireEvent.click(button);
    const [call, ...others] = everything[action].mock.calls;
    // The browser's listener may pass more arguments.
    expect(call?.slice(0, by.length)).toEqual(by);
    expect(others).toEqual([]);
  });

  it('allows the site by the browser’s own question, in the tick of the click', () => {
    const button = draw('allow', { verdict: { cause: 'not-allowed', origin: API } });

    expect(button?.textContent).toBe('Allow on api.test:8443');
    if (button) fireEvent.click(button);
    expect(asked).toEqual(['https://api.test/*']);
  });

  it('leads to the list of profiles where a server of tokens is to be allowed', () => {
    const failure = { code: 'token-endpoint-not-allowed' } as const;
    const button = draw('allow', { verdict: { cause: 'not-issued', failure } });

    if (button) fireEvent.click(button);
    expect(everything.onProfiles).toHaveBeenCalledOnce();
    expect(asked).toEqual([]);
  });

  it('confirms the clock by as much as was shown', () => {
    const [serverTime, localTime] = [Date.UTC(2027, 10, 27), Date.UTC(2026, 10, 27)];
    const button = draw('confirm-clock', {
      verdict: { cause: 'clock-far-off', serverTime, localTime },
    });

    if (button) fireEvent.click(button);
    expect(onConfirmClock).toHaveBeenCalledExactlyOnceWith(API, serverTime - localTime);
  });

  it.each(['unlock', 'wait', 'none'] as const)(
    'is not there where it cannot help: %s',
    (remedy) => {
      expect(draw(remedy)).toBeUndefined();
    },
  );

  it.each(['resume', 'pick', 'add-profile', 'reload', 'reload-anew', 'test'] as const)(
    'is not there where the page does not offer it: %s',
    (remedy) => {
      expect(draw(remedy, { actions: little })).toBeUndefined();
    },
  );

  it.each(['edit-profile', 'sign-in', 'confirm-clock'] as const)(
    'is not there without a profile or header: %s',
    (remedy) => {
      expect(draw(remedy, { by: {} })).toBeUndefined();
    },
  );
});
