// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ErrorCode } from '../../../src/domain/errors';
import type { SignInStep } from '../../../src/domain/sign-in';
import { refreshHint } from '../../../src/manager/views/refresh-hint';
import { SignInView } from '../../../src/manager/views/sign-in-view';
import { schemes } from '../../../src/schemes';
import { profileOf } from '../../support/app-states';
import { textOf } from '../../support/fake-extension-api';
import { answering, SIGN_IN_HEADER } from '../../support/sign-in';

const fake = vi.hoisted(() => ({ request: vi.fn(), launchWebAuthFlow: vi.fn() }));
vi.mock('../../../src/platform/extension-api', async () => {
  const { browser } = await import('../../support/fake-extension-api');
  const { request, launchWebAuthFlow } = fake;
  const permissions = { ...browser.permissions, request };
  return { browser: { ...browser, permissions, identity: { launchWebAuthFlow } } };
});

const NOW = 1_000_000;
const PAGE = 'https://login.test/authorize?state=s';
const BACK = 'https://abc.chromiumapp.org/?code=c&state=s';

const redirect: SignInStep = { kind: 'redirect', url: PAGE };
const device: SignInStep = {
  kind: 'device',
  userCode: 'WDJB-MJHT',
  verificationUri: 'https://login.test/device',
  verificationUriComplete: 'https://login.test/device?user_code=WDJB-MJHT',
  expiresAt: NOW + 600_000,
  askAt: NOW + 5_000,
};
const done: SignInStep = { kind: 'done', lasts: 'renewed' };
const failed = (code: ErrorCode): SignInStep => ({ kind: 'failed', failure: { code } });

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  fake.request.mockReset().mockResolvedValue(true);
  fake.launchWebAuthFlow.mockReset().mockResolvedValue(BACK);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function draw(...answers: readonly unknown[]) {
  const { asked, ask } = answering(...answers);
  const profile = { ...profileOf(1), headers: [SIGN_IN_HEADER] };
  const summaries = schemes.map(({ id, fields, grant }) => ({
    id,
    fields,
    ...(grant?.signIn && { signIn: grant.signIn.kind }),
  }));
  const drawn = render(
    <SignInView {...{ profile, header: SIGN_IN_HEADER, ask }} schemes={summaries} />,
  );
  return { asked, ...drawn };
}

/** Waits for all pending promises. */
const pass = (milliseconds = 0) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(milliseconds);
  });

/** Presses a button by the keyboard: focus, then click. */
async function press(name: string) {
  const button = screen.getByRole('button', { name });
  button.focus();
  fireEvent.click(button);
  await pass();
}

const status = () => screen.getAllByRole('status').map(({ textContent }) => textContent);
const problem = () => screen.queryByRole('alert')?.textContent;

describe('signing in in a window', () => {
  it('says what will happen, with the focus on what it is about', () => {
    draw();

    expect(status()).toEqual([textOf('signInRedirectAbout')]);
    expect(document.activeElement?.textContent).toBe('Sign in: Profile 1');
  });

  it('asks the browser for the servers in the very tick of the click', () => {
    const { asked } = draw(redirect, done);

    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));

    expect(fake.request).toHaveBeenCalledExactlyOnceWith({ origins: ['https://auth.test/*'] });
    expect(asked).toEqual([]);
  });

  it('brings the address that the server came back by to the background', async () => {
    const { asked } = draw(redirect, done);

    await press('Sign in');

    expect(fake.launchWebAuthFlow).toHaveBeenCalledExactlyOnceWith({
      url: PAGE,
      interactive: true,
    });
    expect(asked).toEqual([
      { type: 'sign-in/begin', headerId: 'h' },
      { type: 'sign-in/proceed', headerId: 'h', address: BACK },
    ]);
    expect(status()).toEqual([textOf('signInDone')]);
    expect(document.activeElement?.textContent).toBe('Back to the profiles');
  });

  it('says where to sign in while the window is open, and begins no second one', async () => {
    fake.launchWebAuthFlow.mockReturnValue(new Promise(() => {}));
    const { asked } = draw(redirect);
    const button = screen.getByRole('button', { name: 'Sign in' });

    await press('Sign in');
    fireEvent.click(button);

    expect(status()).toEqual([textOf('signInOpened', ['login.test'])]);
    expect(asked).toHaveLength(1);
    expect(button.textContent).toBe('Waiting…');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(document.activeElement).toBe(button);
  });

  it('is cancelled where the window is closed, and can be tried again', async () => {
    fake.launchWebAuthFlow.mockRejectedValueOnce(new Error('The user did not approve access.'));
    const { asked } = draw(redirect, failed('sign-in-cancelled'), redirect, done);
    await press('Sign in');

    expect(asked.at(-1)).toEqual({ type: 'sign-in/cancel', headerId: 'h' });
    expect(problem()).toBe(textOf('error_sign_in_cancelled'));
    expect(document.activeElement?.textContent).toBe('Try again');

    await press('Try again');
    expect(problem()).toBeUndefined();
    expect(status()).toEqual([textOf('signInDone')]);
  });

  it('takes the problem away while it is tried again, so that it is announced again', async () => {
    const { asked } = draw(failed('sign-in-mismatch'), new Promise(() => {}));
    await press('Sign in');
    expect(problem()).toBe(textOf('error_sign_in_mismatch'));

    await press('Try again');

    expect(asked).toHaveLength(2);
    expect(problem()).toBeUndefined();
    expect(status()).toEqual(['Waiting…']);
  });

  it('does not begin where the browser does not allow the servers', async () => {
    fake.request.mockResolvedValue(false);
    const { asked } = draw();

    await press('Sign in');

    expect(asked).toEqual([]);
    expect(problem()).toBe(textOf('error_token_endpoint_not_allowed'));
  });

  it('says so without an answer', async () => {
    draw(undefined);

    await press('Sign in');

    expect(problem()).toBe(textOf('error_unexpected'));
  });

  it('says where it ends with its first token', async () => {
    draw(redirect, { kind: 'done', lasts: 'once' });

    await press('Sign in');

    expect(status()).toEqual([textOf('signInDoneOnce')]);
  });

  it('says that it is renewed without the user', async () => {
    draw(redirect, { kind: 'done', lasts: 'silently' });

    await press('Sign in');

    expect(status()).toEqual([textOf('signInDoneSilently')]);
  });
});

describe('the hint on how to get a refresh token', () => {
  it.each([
    ['https://oauth2.googleapis.com', 'Parameters', 'access_type=offline\nprompt=consent'],
    ['https://accounts.google.com', 'Parameters', 'access_type=offline\nprompt=consent'],
    ['https://api.dropboxapi.com', 'Parameters', 'token_access_type=offline'],
    ['https://www.reddit.com', 'Parameters', 'duration=permanent'],
    ['https://api.x.com', 'Scope', 'offline.access'],
  ] as const)('names the way of %s', (origin, kind, way) => {
    expect(refreshHint(['https://other.test', origin])).toBe(
      textOf(`signInDoneOnce${kind}`, [way]),
    );
  });

  it.each(['https://auth.test', 'https://accounts.google.com.evil.test'])(
    'names the usual scope for %s',
    (origin) => {
      expect(refreshHint([origin])).toBe(textOf('signInDoneOnce'));
    },
  );
});

describe('a failure', () => {
  it('has the server’s own words folded below it, as text', async () => {
    const serverSays = 'See <a href="https://evil.test">this</a> https://evil.test';
    draw({ kind: 'failed', failure: { code: 'token-client-refused', serverSays } });

    await press('Sign in');

    expect(problem()).toBe(textOf('error_token_client_refused'));
    const words = screen.getByText(serverSays);
    expect(words.closest('details')?.open).toBe(false);
    expect(words.closest('[role]')).toBeNull();
    expect(screen.queryByRole('link', { name: /evil/ })).toBeNull();
  });

  it('has none below it if the server said nothing', async () => {
    draw(failed('token-client-refused'));

    await press('Sign in');

    expect(document.querySelector('details')).toBeNull();
  });
});

describe('signing in with a code', () => {
  it('shows the code, and asks what became of it not before it may', async () => {
    const { asked } = draw(device, done);

    await press('Sign in');
    expect(document.querySelector('code')?.textContent).toBe('WDJB-MJHT');
    await pass(4_999);
    expect(asked).toHaveLength(1);
    await pass(1);

    expect(asked.at(-1)).toEqual({ type: 'sign-in/proceed', headerId: 'h' });
    expect(status()).toEqual([textOf('signInDone')]);
    expect(document.querySelector('code')).toBeNull();
  });

  it('leads to the provider’s page with the code in it', async () => {
    draw(device);

    await press('Sign in');

    const link = screen.getByRole('link', { name: 'Open login.test' });
    expect(link.getAttribute('href')).toBe('https://login.test/device?user_code=WDJB-MJHT');
    expect(link.getAttribute('rel')).toBe('noreferrer');
  });

  it('goes on asking until the code is entered', async () => {
    const { asked } = draw(device, { ...device, askAt: NOW + 19_000 }, done);

    await press('Sign in');
    await pass(5_000);
    expect(asked).toHaveLength(2);
    await pass(13_999);
    expect(asked).toHaveLength(2);
    await pass(1);

    expect(asked).toHaveLength(3);
    expect(status()).toEqual([textOf('signInDone')]);
  });

  it('outlives a question without an answer', async () => {
    const { asked } = draw(device, undefined, done);

    await press('Sign in');
    await pass(5_000);
    expect(problem()).toBeUndefined();
    expect(document.querySelector('code')?.textContent).toBe('WDJB-MJHT');
    await pass(5_000);

    expect(asked).toHaveLength(3);
    expect(status()).toEqual([textOf('signInDone')]);
  });

  it('asks no more once the page has gone', async () => {
    const { asked, unmount } = draw(device, done);
    await press('Sign in');

    unmount();
    await pass(600_000);

    expect(asked).toHaveLength(1);
  });

  it('asks at once when its tab is shown again, where the browser held the timer back', async () => {
    const { asked } = draw(device, done);
    await press('Sign in');
    vi.setSystemTime(NOW + 60_000);

    document.dispatchEvent(new Event('visibilitychange'));
    await pass();

    expect(asked).toHaveLength(2);
  });

  it('has the focus on the button that copies it, and reads the code with that', async () => {
    draw(device);

    await press('Sign in');

    const copy = screen.getByRole('button', { name: 'Copy' });
    expect(document.activeElement).toBe(copy);
    const ids = copy.getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(ids.map((id) => document.getElementById(id)?.textContent).join(' ')).toBe(
      'Enter this code at https://login.test/device: WDJB-MJHT',
    );
  });

  it('counts down outside of what is read out, and not beyond the end', async () => {
    vi.useFakeTimers({ now: NOW });
    draw({ ...device, askAt: NOW + 3_600_000 });
    await press('Sign in');

    const time = document.querySelector('time');
    expect(time?.textContent).toBe('The code expires in 10 min.');
    expect(screen.getAllByRole('status').some((each) => each.contains(time))).toBe(false);
    await pass(600_000);

    expect(document.querySelector('time')).toBeNull();
  });

  it('says that it was refused, with the focus on trying again', async () => {
    draw(device, failed('sign-in-refused'));
    await press('Sign in');

    await pass(5_000);

    expect(problem()).toBe(textOf('error_sign_in_refused'));
    expect(document.activeElement?.textContent).toBe('Try again');
  });
});
