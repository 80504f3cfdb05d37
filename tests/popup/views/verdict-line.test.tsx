// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ActivityEntry } from '../../../src/domain/activity';
import type { SchemeSummary } from '../../../src/domain/credential';
import type { HeaderSpecId } from '../../../src/domain/profile';
import type { Origin, PathScope } from '../../../src/domain/site';
import type { OfferContext } from '../../../src/popup/offers';
import type { HeaderReport, SiteReport } from '../../../src/popup/site-report';
import { VerdictLine } from '../../../src/popup/views/verdict-line';
import { profileOf } from '../../support/app-states';
import { asked, textOf } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.clearAllMocks();
});

const origin = 'https://api.test' as Origin;
const secret = { name: 'secret', kind: 'secret' } as const;
const SCHEMES: readonly SchemeSummary[] = [
  { id: 'basic', fields: [{ name: 'username', kind: 'text' }, secret] },
];
const TWO_SECRETS: readonly SchemeSummary[] = [{ id: 'basic', fields: [secret, secret] }];

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
const onPick = vi.fn();
const onActivity = vi.fn();
const BASIC = profileOf(1, [origin]);

interface Drawn {
  readonly onSignIn?: (id: HeaderSpecId) => void;
  readonly seen?: ActivityEntry;
  readonly offers?: Partial<OfferContext>;
}

function line(report: SiteReport, { onSignIn = () => {}, seen, offers }: Drawn = {}) {
  const ignore = () => {};
  const remedies = {
    onSignIn,
    onEdit,
    onGetToken: vi.fn(),
    onConfirmClock: ignore,
    onReload,
    onTest: ignore,
  };
  const context = { here: [BASIC], picked: BASIC, schemes: SCHEMES, onPick, onReplace };
  return (
    <VerdictLine
      report={report}
      seen={seen}
      remedies={remedies}
      offers={{ ...context, ...offers }}
      onResume={ignore}
      onActivity={onActivity}
    />
  );
}

/** @returns the sentence that is shown. */
function draw(report: SiteReport, drawn?: Drawn) {
  render(line(report, drawn));
  return screen.getByRole('status').querySelector('.sentences')?.textContent;
}

const times = () => [...document.querySelectorAll('time')].map(({ textContent }) => textContent);
const button = (name: string) => screen.findByRole('button', { name });

describe('VerdictLine', () => {
  it('names the headers that are set, in one line', () => {
    expect(draw({ kind: 'installed', headers: [basic, signed] })).toBe(
      'Adding Authorization, X-REQUEST-SIGNATURE.',
    );
    expect(document.querySelector('.verdict.good')).not.toBeNull();
  });

  it('says so where Keybearer renews what it adds', () => {
    expect(draw({ kind: 'installed', headers: [signed] })).toBe(
      'Adding X-REQUEST-SIGNATURE, renews by itself.',
    );
  });

  it('has the times, the paths and the methods behind More', async () => {
    draw({ kind: 'installed', headers: [basic, signed] });
    expect(document.body.textContent).not.toContain('09:04');

    fireEvent.click(await button('More'));

    await screen.findByText('Adding Authorization since 09:04.');
    screen.getByText(
      'Adding X-REQUEST-SIGNATURE. Issued at 09:04, renews by itself. Only under /v1, /v2. Only for GET, POST.',
    );
    screen.getByText('X-REQUEST-SIGNATURE ends at 16:14:59.');
  });

  it('tells behind More how long a token lives that nothing renews', async () => {
    vi.useFakeTimers({ now: UNTIL - 25 * 60 * 60_000, toFake: ['Date'] });
    draw({ kind: 'installed', headers: [token] });

    fireEvent.click(await button('More'));

    await screen.findByText('Authorization expires in 1 d 1 h.');
  });

  it('asks for attention when one of them is not sent', () => {
    expect(draw({ kind: 'incomplete', headers: [basic, failed] })).toMatch(
      /^X-API-Key is not sent: \w.{20}/,
    );
    expect(document.querySelector('.verdict.attention')).not.toBeNull();
  });

  it('counts down to the end of a token that is near, outside of what is read out', () => {
    vi.useFakeTimers({ now: UNTIL - 10 * 60_000 - 1_000 });
    draw({ kind: 'installed', headers: [token] });
    expect(times()).toEqual([]);

    pass(350_000 + 1_000);

    expect(times()).toEqual(['Authorization expires in 4 min 10 s.']);
    const time = document.querySelector('time');
    expect(time?.dateTime).toBe(new Date(UNTIL).toISOString());
    expect(screen.getByRole('status').contains(time)).toBe(false);
    pass(1_000);
    expect(times()).toEqual(['Authorization expires in 4 min 9 s.']);
  });

  it('asks for attention once a token has ended, and replaces it in place', async () => {
    vi.useFakeTimers({ now: UNTIL - 1_000, toFake: ['Date', 'setInterval', 'clearInterval'] });
    draw({ kind: 'installed', headers: [basic, token] });
    expect(document.querySelector('.verdict.good')).not.toBeNull();

    pass(1_000);

    expect(document.querySelector('.verdict.attention')).not.toBeNull();
    expect(screen.getByRole('status').textContent).toContain(
      'This token has expired and will be rejected. Replace it.',
    );
    fireEvent.click(await button('Replace credential'));
    expect(onReplace).toHaveBeenCalledExactlyOnceWith('profile-1', BASIC.headers[0]?.id);
    pass(180_000);
    expect(times()).toEqual(['Authorization expired 3 min ago.']);
  });

  it('opens the form of an expired token beside which the profile has another secret', async () => {
    vi.useFakeTimers({ now: UNTIL, toFake: ['Date'] });
    draw({ kind: 'installed', headers: [token] }, { offers: { schemes: TWO_SECRETS } });

    fireEvent.click(await button('Edit profile'));

    expect(onEdit).toHaveBeenCalledExactlyOnceWith('profile-1');
  });

  it('counts nothing where nothing ends, or a new one comes before', () => {
    vi.useFakeTimers({ now: UNTIL + 1_000 });

    draw({ kind: 'installed', headers: [basic, signed] });

    expect(times()).toEqual([]);
    expect(document.querySelector('.verdict.good')).not.toBeNull();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('says the same once', () => {
    vi.useFakeTimers({ now: UNTIL - 1_000 });

    expect(draw({ kind: 'installed', headers: [token, token] })).toBe('Adding Authorization.');
    expect(times()).toHaveLength(1);
  });

  it('has one sentence where there is no header to speak of', () => {
    expect(draw({ kind: 'no-header', problem: { cause: 'off' } })).toBe(textOf('cause_off'));
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('leads to signing in, and says once that nothing is sent', async () => {
    const onSignIn = vi.fn();
    const sentence = draw(
      {
        kind: 'failed',
        profile: 'Ada',
        failure: { code: 'sign-in-ended' },
        signIn: 'h' as HeaderSpecId,
      },
      { onSignIn },
    );

    expect(sentence).toBe(textOf('error_sign_in_ended'));
    fireEvent.click(await button('Sign in'));
    expect(onSignIn).toHaveBeenCalledExactlyOnceWith('h');
  });

  it('leads to signing in where other headers are sent', async () => {
    draw({ kind: 'incomplete', headers: [basic, failed], signIn: 'h' as HeaderSpecId });

    await button('Sign in');
  });

  it('has what the server said folded below, outside the status', async () => {
    const failure = { code: 'token-client-refused', serverSays: 'Unknown client' } as const;

    draw({ kind: 'failed', profile: 'Ada', failure });

    const words = (await screen.findByText('Unknown client')).closest('details');
    expect(words?.open).toBe(false);
    expect(words?.closest('[role="status"]')).toBeNull();
  });

  it('offers no sign-in for a header without one', () => {
    draw({ kind: 'failed', profile: 'Ada', failure: { code: 'header-unsendable' } });

    expect(screen.queryByRole('button')).toBeNull();
  });

  it('asks for all servers in the tick of the click, by the name of the first', async () => {
    const origins = ['https://auth.test', 'https://revoke.test:8443'] as [Origin, Origin];
    const sentence = draw({ kind: 'server-not-allowed', origins });

    fireEvent.click(await button('Allow on auth.test'));

    expect(sentence).toBe(textOf('error_token_endpoint_not_allowed'));
    expect(asked).toEqual(['https://auth.test/*', 'https://revoke.test/*']);
  });

  it('waits for a token without calling for attention', () => {
    expect(draw({ kind: 'waiting' })).toBe(textOf('error_token_pending'));
    expect(document.querySelector('.verdict.quiet')).not.toBeNull();
  });
});

describe('VerdictLine, once the browser has told of a request', () => {
  const entry: ActivityEntry = {
    id: 1,
    at: UNTIL - 3_000,
    method: 'GET',
    origin,
    address: 'https://api.test/v1?page=…',
    type: 'main_frame',
    tabId: 1,
    profileId: BASIC.id,
    headerNames: ['Authorization'],
    words: { Authorization: 'Basic' },
    status: 200,
    verdict: { cause: 'working' },
    remedy: 'none',
  };
  const refused: ActivityEntry = {
    ...entry,
    status: 401,
    refusal: {
      challenges: ['Bearer realm="IXO"'],
      date: SET_AT,
      says: 'No such user',
    },
    verdict: { cause: 'credentials-refused', word: 'Basic' },
    remedy: 'edit-profile',
  };
  const installed: SiteReport = { kind: 'installed', headers: [basic] };

  it('begins with the answer and with what the request has carried', () => {
    expect(draw(installed, { seen: entry })).toBe('Working · 200 · sent Authorization (Basic)');
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['More']);
  });

  it('tells of an expired token before an earlier request that worked', () => {
    vi.useFakeTimers({ now: UNTIL });

    expect(draw({ kind: 'installed', headers: [token] }, { seen: entry })).toBe(
      'This token has expired and will be rejected. Replace it.',
    );
  });

  it('tells of a header that is not sent before a request that worked', () => {
    expect(draw({ kind: 'incomplete', headers: [basic, failed] }, { seen: entry })).toMatch(
      /^X-API-Key is not sent/,
    );
  });

  it('tells behind More when that was, and what the server says is left', async () => {
    const limits = [{ remaining: 3, quota: 5 }];
    draw(installed, { seen: { ...entry, limits } });

    fireEvent.click(await button('More'));

    const details = await screen.findByText(/3 of 5 requests left/);
    // A screen reader would read out a live region each second.
    expect(details.getAttribute('aria-live')).toBe('off');
    expect(document.querySelector('[role="status"]')?.contains(details)).toBe(false);
  });

  it('has one cause and one remedy where it did not work', async () => {
    const sentence = draw(installed, {
      seen: {
        ...refused,
        verdict: { cause: 'wrong-scheme', sent: 'Basic', wanted: ['Bearer'] },
      },
    });

    expect(sentence).toBe('The server asks for Bearer, but the profile sends Basic.');
    fireEvent.click(await button('Edit profile'));
    expect(onEdit).toHaveBeenCalledExactlyOnceWith('profile-1');
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'Edit profile',
      'Why?',
    ]);
  });

  it('picks another profile of the site that sends what the server asks for', async () => {
    const bearer = profileOf(2, [origin]);
    const [header] = bearer.headers;
    const here = [
      BASIC,
      {
        ...bearer,
        name: 'IXO token',
        headers: header ? [{ ...header, schemeId: 'bearer' as const }] : [],
      },
    ];
    draw(installed, {
      seen: { ...refused, verdict: { cause: 'wrong-scheme', sent: 'Basic', wanted: ['bearer'] } },
      offers: { here },
    });

    fireEvent.click(await button('Pick IXO token'));

    expect(onPick).toHaveBeenCalledExactlyOnceWith('profile-2');
  });

  it('replaces a refused secret in place', async () => {
    draw(installed, { seen: refused });

    fireEvent.click(await button('Replace credential'));

    expect(onReplace).toHaveBeenCalledExactlyOnceWith('profile-1', BASIC.headers[0]?.id);
  });

  it.each([
    ['a token', 'bearer', 'Replace token'],
    ['an API key', 'api-key', 'Replace credential'],
  ] as const)('calls %s by its name', async (_, schemeId, label) => {
    const [header] = BASIC.headers;
    const picked = { ...BASIC, headers: header ? [{ ...header, schemeId }] : [] };
    const schemes = [{ id: schemeId, fields: [secret] }];
    draw(installed, { seen: refused, offers: { picked, schemes } });

    expect(await button(label)).toBeDefined();
  });

  it('closes its reasons when there is nothing to explain any more', async () => {
    const { rerender } = render(line(installed, { seen: refused }));
    fireEvent.click(await button('Why?'));
    await screen.findByText('Authorization: Basic …');

    rerender(line({ kind: 'no-header', problem: { cause: 'off' } }));

    expect(screen.queryByRole('button', { name: 'Open in Activity' })).toBeNull();
  });

  it('explains at one click: what was sent, what came back, what the profile adds', async () => {
    draw(installed, { seen: refused });

    fireEvent.click(await button('Why?'));

    const told = (await screen.findByText('Authorization: Basic …')).closest('section');
    expect(told?.textContent).toContain('GET https://api.test/v1?page=…');
    expect(told?.textContent).toContain('WWW-Authenticate: Bearer realm="IXO"');
    expect(told?.textContent).toContain('09:04:07');
    expect(told?.textContent).toContain('What the server says: No such user');
    expect(told?.textContent).toContain('Adding Authorization since 09:04.');
    expect(screen.getByRole('button', { name: 'Why?', expanded: true })).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Open in Activity' }));
    expect(onActivity).toHaveBeenCalledOnce();
  });

  it.each([
    ['a 401 on an opened address', {}, true],
    ['a 403', { status: 403 }, false],
    ['a request of a script', { type: 'xmlhttprequest' }, false],
    ['another header than Authorization', { headerNames: ['X-API-Key'] }, false],
    ['a request without a header', { headerNames: [] }, false],
  ])('says that the browser’s login box cannot help after %s', async (_, changes, said) => {
    draw(installed, { seen: { ...refused, ...changes } });

    fireEvent.click(await button('Why?'));

    await screen.findByText('Open in Activity');
    expect(screen.queryByText(textOf('whyLoginBox')) !== null).toBe(said);
  });

  it.each([
    ['reload', 'Reload page', false],
    ['reload-anew', 'Reload without cache', true],
  ] as const)('reloads for %s', async (remedy, name, anew) => {
    const verdict = { cause: 'from-service-worker' } as const;
    draw(installed, { seen: { ...entry, verdict, remedy } });

    fireEvent.click(await button(name));

    expect(onReload).toHaveBeenLastCalledWith(anew);
  });
});
