/** The browser's reports of requests are stored in one turn, and never past a lock. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Observer, observerOn } from '../../../src/app/activity/observer';
import { watchedOrigins } from '../../../src/app/activity/watched-origins';
import { lock } from '../../../src/app/lock/lock';
import { type Turns, turnsOn } from '../../../src/app/turns';
import type { AppState } from '../../../src/domain/app-state';
import type { IssueKey } from '../../../src/domain/header';
import type { HeaderSpecId } from '../../../src/domain/profile';
import type { Outcome, SeenRequest } from '../../../src/domain/seen-request';
import type { Origin } from '../../../src/domain/site';
import type { Rule } from '../../../src/rules/rule';
import type { DataKey } from '../../../src/vault/data-key';
import { LOCKED, profileOf, siteOf, stateOf, withSettings } from '../../support/app-states';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { proves } from '../../support/proves';

const API = siteOf(1);
const VALUE = 'Basic YWJjZDoxMjM0';
const OPEN = stateOf([profileOf(1), profileOf(2, [API])], { [API]: profileOf(1).id });
const OK: Outcome = { kind: 'answered', status: 200, headers: [], from: 'server' };
const DATED = [['date', 'Mon, 20 Apr 2020 14:01:37 GMT']] as const;
const REFUSED = { kind: 'answered', status: 401, headers: DATED, from: 'server' } as const;

const RULE: Rule = {
  id: 1,
  priority: 1,
  action: {
    type: 'modifyHeaders',
    requestHeaders: [{ header: 'Authorization', operation: 'set', value: VALUE }],
  },
  condition: {
    urlFilter: `|${API}/`,
    isUrlFilterCaseSensitive: true,
    resourceTypes: ['main_frame', 'xmlhttprequest'],
  },
};

let browser: FakeBrowser;
let turns: Turns;
let observer: Observer;
let refusals: Origin[];
let looks: [string, readonly Origin[]][];

beforeEach(() => {
  vi.useFakeTimers();
  browser = fakeBrowser();
  // Cast: nothing here opens anything with it.
  browser.session = { dataKey: 'key' as DataKey };
  browser.rules = [RULE];
  start();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Starts the background alone: its own memory is lost. */
function start(): void {
  vi.clearAllTimers();
  refusals = [];
  looks = [];
  turns = turnsOn(browser.ports, async () => {});
  const requests = {
    ...browser.ports.requests,
    lookClosely: (who: string, origins: readonly Origin[]) => void looks.push([who, origins]),
  };
  observer = observerOn({ ...browser.ports, requests }, turns.take, {
    onSignature: (origin) => void refusals.push(origin),
    onToken: () => {},
    onSeen: () => {},
  });
}

const requestTo = (url: string, type = 'xmlhttprequest'): SeenRequest => ({
  at: 1_587_391_297_000,
  url,
  method: 'GET',
  type,
  initiator: API,
  top: API,
  tabId: 7,
});
const see = (path = '/v1', outcome: Outcome = OK) => observer.see(requestTo(API + path), outcome);
const soon = () => vi.advanceTimersByTimeAsync(200);
const kept = () => browser.activity.entries.map(({ address, verdict }) => [address, verdict.cause]);
const writes = () => browser.calls.filter((call) => call === 'activity.write').length;

describe('a request that is observed', () => {
  it('is judged together, in one turn', async () => {
    observer.setState(OPEN);
    see('/1');
    await vi.advanceTimersByTimeAsync(100);
    see('/2', REFUSED);
    expect(writes()).toBe(0);

    await vi.advanceTimersByTimeAsync(100);

    expect(kept()).toEqual([
      [`${API}/1`, 'working'],
      [`${API}/2`, 'credentials-refused'],
    ]);
    expect(writes()).toBe(1);
  });

  it('is judged by the state at its own time', async () => {
    observer.setState(OPEN);
    see('/ann');
    browser.rules = [];
    observer.setState({ ...OPEN, picks: { [API]: profileOf(2).id } });
    see('/bob', REFUSED);

    await soon();

    expect(browser.activity.entries.map(({ profileId }) => profileId)).toEqual([
      profileOf(1).id,
      profileOf(2).id,
    ]);
    expect(kept()[1]?.[1]).toBe('not-issued');
  });

  it('in a background that has just started waits until the picks are known', async () => {
    const first = turns.take(async () => observer.setState(OPEN));
    see();

    await first;
    await soon();

    expect(kept()).toEqual([[`${API}/v1`, 'working']]);
  });

  it('is one of the last 500 that wait, at most', async () => {
    observer.setState(OPEN);
    for (let each = 1; each <= 600; each++) see(`/${each}`);

    await soon();

    expect(browser.activity.entries).toHaveLength(500);
    expect(kept()[0]?.[0]).toBe(`${API}/101`);
  });

  proves('T8', 'is judged with few others, so that a lock can come between', async (tried) => {
    const atLock: number[] = [];
    const { activity } = browser.ports;
    const write = activity.write;
    vi.spyOn(activity, 'write').mockImplementation(async (next) => {
      await write(next);
      if (atLock.length > 0) return;
      atLock.push(next.entries.length);
      // Not awaited: it waits for this turn.
      void turns.takeNow(async (own) => {
        await lock(own);
        observer.setState(LOCKED);
      });
    });
    start();
    observer.setState(OPEN);
    for (let each = 1; each <= 500; each++) see(`/${each}`);

    await soon();

    expect(atLock).toEqual([50]);
    expect(browser.activity.entries).toEqual([]);
    expect(browser.session.dataKey).toBeUndefined();
    tried();
  });

  it('outlives the background, and the next one continues its numbers', async () => {
    observer.setState(OPEN);
    see('/1');
    await soon();
    start();
    observer.setState(OPEN);
    see('/2');
    await soon();

    expect(browser.activity.entries.map(({ id }) => id)).toEqual([1, 2]);
  });
});

describe('no request is recorded', () => {
  const CLOSED: [string, AppState][] = [
    ['locked', LOCKED],
    ['paused', withSettings(OPEN, { paused: true })],
    ['switched off', withSettings(OPEN, { observes: false })],
  ];

  it.each(CLOSED)('while %s', async (_, state) => {
    observer.setState(state);
    see('/1', REFUSED);
    observer.seePage({ tabId: 7, url: API, at: 1 });
    await soon();

    expect(writes()).toBe(0);
    expect(watchedOrigins(state)).toEqual([]);
  });

  it.each(CLOSED)('that a background observed and then finds: %s', async (_, state) => {
    see('/1', REFUSED);
    const first = turns.take(async () => observer.setState(state));
    observer.seePage({ tabId: 7, url: API, at: 1 });
    await first;
    await soon();

    expect(writes()).toBe(0);
  });

  it.each(CLOSED)('that waits to be judged when it becomes %s', async (_, state) => {
    observer.setState(OPEN);
    see();
    await turns.take(async () => observer.setState(state));
    await soon();

    expect(writes()).toBe(0);
  });

  it('past a lock and the next unlocking', async () => {
    observer.setState(OPEN);
    see();
    await turns.takeNow(async (own) => {
      await lock(own);
      observer.setState(LOCKED);
    });
    browser.session = { dataKey: 'key' as DataKey };
    observer.setState(OPEN);
    await soon();

    expect(writes()).toBe(0);
  });

  it('past a lock that is not reported yet', async () => {
    observer.setState(OPEN);
    see();
    await turns.take((own) => lock(own, 'idle'));
    await soon();

    expect(browser.activity.entries).toEqual([]);
  });

  it('by a turn that a lock has overtaken', async () => {
    let open = () => {};
    const reading = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { read } = browser.ports.activity;
    const slow = { ...browser.ports.activity, read: () => reading.then(read) };
    turns = turnsOn({ ...browser.ports, activity: slow }, async () => {});
    observer = observerOn(browser.ports, turns.take, {
      onSignature() {},
      onToken() {},
      onSeen() {},
    });
    observer.setState(OPEN);
    see();
    await soon();

    const locked = turns.takeNow((own) => lock(own));
    open();
    await locked;
    await soon();

    expect(browser.session.dataKey).toBeUndefined();
    expect(writes()).toBe(0);
  });
});

describe('a server’s clock', () => {
  const signing = {
    ...OPEN,
    profiles: OPEN.profiles.map((profile) => ({
      ...profile,
      headers: profile.headers.map((each) => ({ ...each, schemeId: 'jwt-signed' as const })),
    })),
  };

  it.each<[string, AppState, Outcome, Origin[]]>([
    ['is told of for a signed header that is refused', signing, REFUSED, [API]],
    ['is told of for a 403', signing, { ...REFUSED, status: 403 }, [API]],
    ['is not for another answer', signing, { ...REFUSED, status: 404 }, []],
    ['is not where the server has not said it', signing, { ...REFUSED, headers: [] }, []],
    ['is not for what is not signed', OPEN, REFUSED, []],
  ])('%s', async (_, state, outcome, told) => {
    const key = 'header-1' as IssueKey;
    const headers = [{ name: 'Authorization', value: VALUE }] as const;
    const headerId = 'header-1' as HeaderSpecId;
    browser.session = { ...browser.session, issued: { [key]: { headerId, headers, issuedAt: 1 } } };
    observer.setState(state);
    see('/v1', outcome);
    await soon();

    expect(refusals).toEqual(told);
  });
});

describe('a header that is made anew while a request is on its way', () => {
  const NEW = 'Basic YWJjZDo1Njc4';
  const rulesOf = (value: string): Rule[] => [
    {
      ...RULE,
      action: {
        type: 'modifyHeaders',
        requestHeaders: [{ header: 'Authorization', operation: 'set', value }],
      },
    },
  ];
  const seeSent = (value: string) =>
    observer.see({ ...requestTo(`${API}/v1`), sent: [['authorization', value]] }, OK);
  const anew = () => {
    browser.rules = rulesOf(NEW);
  };

  beforeEach(() => {
    observer.setState(OPEN);
    observer.watchClosely();
  });

  it('is ours where the request left with the next one, and that was replaced too', async () => {
    // The rules change a moment before the state does.
    seeSent(NEW);
    anew();
    observer.setState(OPEN);
    browser.rules = rulesOf(VALUE);
    observer.setState(OPEN);
    await soon();

    expect(kept()).toEqual([[`${API}/v1`, 'working']]);
  });

  it('is ours where the request left with the previous one', async () => {
    anew();
    observer.setState(OPEN);
    seeSent(VALUE);
    await soon();

    expect(kept()).toEqual([[`${API}/v1`, 'working']]);
  });

  it('is ours where the request left with the new one, before the report', async () => {
    await soon();
    anew();
    seeSent(NEW);
    await turns.take(async () => observer.setState(OPEN));
    await soon();

    expect(kept()).toEqual([[`${API}/v1`, 'working']]);
  });

  it('is not ours where it is neither', async () => {
    anew();
    observer.setState(OPEN);
    seeSent('Basic c29tZWJvZHkgZWxzZQ==');
    await soon();

    expect(kept()).toEqual([[`${API}/v1`, 'overridden']]);
  });

  it('is forgotten with a lock: no header counts as ours then', async () => {
    await soon();
    observer.setState(LOCKED);
    anew();
    observer.setState(OPEN);
    seeSent(VALUE);
    await soon();

    expect(kept()).toEqual([[`${API}/v1`, 'overridden']]);
  });
});

describe('a reader', () => {
  it('turns on close observing for thirty seconds after its last query', async () => {
    observer.setState(OPEN);
    observer.watchClosely();
    await vi.advanceTimersByTimeAsync(20_000);
    observer.watchClosely();
    await vi.advanceTimersByTimeAsync(29_999);
    expect(looks).toEqual([
      ['reader', [API]],
      ['reader', [API]],
    ]);

    await vi.advanceTimersByTimeAsync(1);

    expect(looks.at(-1)).toEqual(['reader', []]);
  });

  it('sees nothing of a locked vault, and what is picked meanwhile', () => {
    observer.watchClosely();
    observer.setState(OPEN);
    expect(looks.at(-1)).toEqual(['reader', [API]]);

    observer.setState(LOCKED);

    expect(looks.at(-1)).toEqual(['reader', []]);
  });
});

describe('a page without a request', () => {
  it('is recorded, once its tab was on another site', async () => {
    observer.setState(OPEN);
    observer.seePage({ tabId: 7, url: undefined, at: 1 });
    observer.seePage({ tabId: 7, url: `${API}/app`, at: 2 });
    await vi.advanceTimersByTimeAsync(400);

    expect(kept()).toEqual([[`${API}/app`, 'from-service-worker']]);
  });

  it('is recorded, though another page with a request redirected to it', async () => {
    browser.activity = { ...browser.activity, pages: { 7: '' } };
    observer.setState(OPEN);
    const to = `${API}/app`;
    const leads: Outcome = { kind: 'redirected', status: 302, headers: [], to };
    observer.see(requestTo(`${API}/`, 'main_frame'), leads);
    observer.seePage({ tabId: 7, url: to, at: 2 });
    await vi.advanceTimersByTimeAsync(2000);

    expect(kept().at(-1)).toEqual([to, 'from-service-worker']);
  });

  it('is not recorded if another background has seen its request', async () => {
    browser.activity = { ...browser.activity, pages: { 7: '' } };
    observer.setState(OPEN);
    observer.see(requestTo(`${API}/app`, 'main_frame'), OK);
    await soon();
    start();
    observer.setState(OPEN);
    observer.seePage({ tabId: 7, url: `${API}/app`, at: 2 });
    await vi.advanceTimersByTimeAsync(400);

    expect(kept()).toEqual([[`${API}/app`, 'working']]);
  });
});
