// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ActivityEntry } from '../../../src/domain/activity';
import type { HeaderSpecId, ProfileId } from '../../../src/domain/profile';
import type { Origin, PathScope } from '../../../src/domain/site';
import type { HeaderReport, SiteReport } from '../../../src/popup/site-report';
import { VerdictLine } from '../../../src/popup/views/verdict-line';
import { asked, textOf } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** Local time. */
const SET_AT = new Date(2020, 3, 23, 9, 4, 7).getTime();
const UNTIL = new Date(2020, 3, 23, 16, 14, 59).getTime();

const basic: HeaderReport = {
  name: 'Authorization',
  status: { state: 'installed', issuedAt: SET_AT },
  paths: [],
  methods: [],
};
const signed: HeaderReport = {
  name: 'X-REQUEST-SIGNATURE',
  status: {
    state: 'installed',
    issuedAt: SET_AT,
    expiresAt: UNTIL,
    renewAt: UNTIL - 1,
  },
  paths: ['/v1' as PathScope, '/v2' as PathScope],
  methods: ['GET', 'POST'],
};
/** A header that Keybearer cannot renew. */
const token: HeaderReport = {
  name: 'Authorization',
  status: { state: 'installed', issuedAt: SET_AT, expiresAt: UNTIL },
  paths: [],
  methods: [],
};
const failed: HeaderReport = {
  name: 'X-API-Key',
  status: { state: 'failed', failure: { code: 'header-unsendable' } },
  paths: [],
  methods: [],
};

const pass = (milliseconds: number) =>
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });

const onEdit = vi.fn();
const onReload = vi.fn();
const onReplace = vi.fn();

/** @returns the sentences that are shown. */
function draw(report: SiteReport, onSignIn = (_: HeaderSpecId) => {}, seen?: ActivityEntry) {
  const ignore = () => {};
  const remedies = {
    onSignIn,
    onEdit,
    onGetToken: vi.fn(),
    onConfirmClock: ignore,
    onReload,
    onTest: ignore,
  };
  render(
    <VerdictLine
      report={report}
      seen={seen}
      remedies={remedies}
      onResume={ignore}
      onWhy={ignore}
      onReplace={onReplace}
    />,
  );
  const sentences = screen.getByRole('status').querySelectorAll('.sentences > span');
  return [...sentences].map(({ textContent }) => textContent);
}

describe('VerdictLine', () => {
  it('has a sentence for each header, the signed one with its times', () => {
    expect(draw({ kind: 'installed', headers: [basic, signed] })).toEqual([
      'Adding Authorization since 09:04.',
      'Adding X-REQUEST-SIGNATURE. Issued at 09:04, renews by itself. Only under /v1, /v2. Only for GET, POST.',
    ]);
    expect(document.querySelector('.sentences')?.getAttribute('title')).toBe(
      'X-REQUEST-SIGNATURE ends at 16:14:59.',
    );
  });

  it('asks for attention when one of them is not sent', () => {
    const sentences = draw({ kind: 'incomplete', headers: [basic, failed] });

    expect(sentences).toEqual([
      'Adding Authorization since 09:04.',
      expect.stringMatching(/^X-API-Key is not sent: \w.{20}/),
    ]);
    expect(document.querySelector('.verdict.attention')).not.toBeNull();
  });

  it('counts down to the end of a token, outside of what is read out', () => {
    vi.useFakeTimers({ now: UNTIL - 250_000 });

    expect(draw({ kind: 'installed', headers: [token] })).toEqual([
      'Adding Authorization since 09:04.',
    ]);
    const time = document.querySelector('time');
    expect(time?.textContent).toBe('Authorization expires in 4 min 10 s.');
    expect(time?.dateTime).toBe(new Date(UNTIL).toISOString());
    expect(screen.getByRole('status').contains(time)).toBe(false);
    pass(1_000);
    expect(time?.textContent).toBe('Authorization expires in 4 min 9 s.');
  });

  it('asks for attention once a token has ended, and says the next step', () => {
    vi.useFakeTimers({ now: UNTIL - 1_000 });
    draw({ kind: 'installed', headers: [basic, token] });
    expect(document.querySelector('.verdict.good')).not.toBeNull();

    pass(1_000);

    expect(document.querySelector('.verdict.attention')).not.toBeNull();
    expect(screen.getByRole('status').textContent).toContain(
      'This token has expired and will be rejected. Replace it.',
    );
    fireEvent.click(screen.getByRole('button', { name: 'Replace token' }));
    expect(onReplace).toHaveBeenCalledOnce();
    pass(180_000);
    expect(document.querySelector('time')?.textContent).toBe('Authorization expired 3 min ago.');
  });

  it('counts nothing where nothing ends, or a new one comes before', () => {
    vi.useFakeTimers({ now: UNTIL + 1_000 });

    draw({ kind: 'installed', headers: [basic, signed] });

    expect(document.querySelector('time')).toBeNull();
    expect(document.querySelector('.verdict.good')).not.toBeNull();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('says the same once', () => {
    expect(draw({ kind: 'installed', headers: [basic, basic] })).toHaveLength(1);
    cleanup();
    draw({ kind: 'installed', headers: [token, token] });
    expect(document.querySelectorAll('time')).toHaveLength(1);
  });

  it('has one sentence where there is no header to speak of', () => {
    expect(draw({ kind: 'no-header', problem: { cause: 'off' } })).toEqual([textOf('cause_off')]);
  });

  it('leads to signing in, and says once that nothing is sent', () => {
    const onSignIn = vi.fn();
    const sentences = draw(
      {
        kind: 'failed',
        profile: 'Ada',
        failure: { code: 'sign-in-ended' },
        signIn: 'h' as HeaderSpecId,
      },
      onSignIn,
    );

    expect(sentences).toEqual([textOf('error_sign_in_ended')]);
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(onSignIn).toHaveBeenCalledExactlyOnceWith('h');
  });

  it('leads to signing in where other headers are sent', () => {
    draw({ kind: 'incomplete', headers: [basic, failed], signIn: 'h' as HeaderSpecId });

    expect(screen.getByRole('button', { name: 'Sign in' })).toBeDefined();
  });

  it('has what the server said folded below, outside the status', () => {
    const failure = { code: 'token-client-refused', serverSays: 'Unknown client' } as const;

    draw({ kind: 'failed', profile: 'Ada', failure });

    const words = screen.getByText('Unknown client').closest('details');
    expect(words?.open).toBe(false);
    expect(words?.closest('[role="status"]')).toBeNull();
  });

  it('offers no sign-in for a header without one', () => {
    draw({ kind: 'failed', profile: 'Ada', failure: { code: 'header-unsendable' } });

    expect(screen.queryByRole('button')).toBeNull();
  });

  it('asks for all servers in the tick of the click, by the name of the first', () => {
    const origins = ['https://auth.test', 'https://revoke.test:8443'] as [Origin, Origin];
    const sentences = draw({ kind: 'server-not-allowed', origins });

    fireEvent.click(screen.getByRole('button', { name: 'Allow on auth.test' }));

    expect(sentences).toEqual([textOf('error_token_endpoint_not_allowed')]);
    expect(asked).toEqual(['https://auth.test/*', 'https://revoke.test/*']);
  });

  it('waits for a token without calling for attention', () => {
    expect(draw({ kind: 'waiting' })).toEqual([textOf('error_token_pending')]);
    expect(document.querySelector('.verdict.quiet')).not.toBeNull();
  });
});

describe('VerdictLine, once the browser has told of a request', () => {
  const entry: ActivityEntry = {
    id: 1,
    at: UNTIL - 3_000,
    method: 'GET',
    origin: 'https://api.test' as Origin,
    address: 'https://api.test/v1?page=…',
    type: 'main_frame',
    tabId: 1,
    profileId: 'p' as ProfileId,
    headerNames: ['Authorization'],
    status: 200,
    verdict: { cause: 'working' },
    remedy: 'none',
  };
  const installed: SiteReport = { kind: 'installed', headers: [basic] };
  const details = () => document.querySelector('.seen')?.textContent;

  it('begins with how the server took it, and how long ago', () => {
    vi.useFakeTimers({ now: UNTIL });

    const sentences = draw(installed, undefined, entry);

    expect(sentences).toEqual(['Working · 200, 3 s ago', 'Adding Authorization since 09:04.']);
    // A screen reader would read out a live region each second.
    expect(document.querySelector('.seen')?.getAttribute('aria-live')).toBe('off');
    expect(details()).toBe('200, 3 s ago');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('tells what the server says is left, and when there is more', () => {
    vi.useFakeTimers({ now: UNTIL });

    draw(installed, undefined, {
      ...entry,
      limits: [{ remaining: 3, quota: 5, resetsAt: UNTIL + 30_000 }],
    });

    expect(details()).toBe('200, 3 s ago · 3 of 5 requests left, resets in 30 s');
  });

  it('has one cause and one remedy where it did not work', () => {
    vi.useFakeTimers({ now: UNTIL });

    const sentences = draw(installed, undefined, {
      ...entry,
      status: 401,
      verdict: { cause: 'wrong-scheme', sent: 'Basic', wanted: ['Bearer'] },
      remedy: 'edit-profile',
    });

    expect(sentences).toEqual(['The server asks for Bearer, but the profile sends Basic.']);
    fireEvent.click(screen.getByRole('button', { name: 'Edit profile' }));
    expect(onEdit).toHaveBeenCalledExactlyOnceWith('p');
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'Edit profile',
      'Why?',
    ]);
  });

  it.each([
    ['reload', 'Reload page', false],
    ['reload-anew', 'Reload without cache', true],
  ] as const)('reloads for %s', (remedy, name, anew) => {
    const verdict = { cause: 'from-service-worker' } as const;
    draw(installed, undefined, { ...entry, verdict, remedy });

    fireEvent.click(screen.getByRole('button', { name }));

    expect(onReload).toHaveBeenLastCalledWith(anew);
  });
});
