/** A write of a production profile that is not armed: its verdict, and the pages that cannot cause it. */
import { describe, expect, it } from 'vitest';
import { explain, type OpenSituation } from '../../src/diagnosis/explain';
import { parsePathScope } from '../../src/domain/parse-site';
import type { HeaderSpecId, Method, ProfileId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import type { TabScope } from '../../src/domain/tab-scope';
import { compileRules } from '../../src/rules/compile';
import type { AskedRequest } from '../../src/rules/match';
import { CHROME, FIREFOX } from '../support/browsers';

// Casts: the parsers would return these types.
const API = 'https://api.test' as Origin;
const PROFILE = 'p1' as ProfileId;
const EVIL = 'https://evil.test';

interface Options {
  readonly methods?: readonly Method[];
  readonly ownForms?: boolean;
  readonly isArmed?: boolean;
  readonly browser?: typeof CHROME;
  readonly tabs?: TabScope;
}

function situation({
  methods = [],
  ownForms = false,
  isArmed = false,
  browser = CHROME,
  tabs,
}: Options = {}): OpenSituation {
  const production = { readPaths: [parsePathScope('/search')] };
  const path = parsePathScope('/');
  const access = { callers: [], strict: false, ownForms, ownPictures: false, allowCache: false };
  const headers = [{ name: 'Authorization', value: 'Bearer abcdefgh' }] as const;
  const placed = { origin: API, path, headers, methods, access, ...(tabs && { tabs }) };
  const header = { id: 'h' as HeaderSpecId, headerNames: ['Authorization'], paths: [], methods };
  const profile = {
    id: PROFILE,
    sites: [{ origin: API, path }],
    headers: [header],
    production,
    ...access,
  };
  const armed = {
    profileId: PROFILE,
    origin: API,
    revision: 1,
    tabs: '[null]',
    armedAt: 0,
    until: 1,
  };
  return {
    vault: 'unlocked',
    settings: { paused: false },
    picks: { [API]: PROFILE },
    extras: {},
    profiles: [profile],
    allowed: [API],
    failures: {},
    ...(isArmed && { armed: [armed] }),
    rules: compileRules([isArmed ? placed : { ...placed, reads: production }], browser),
  };
}

const own = (change: Partial<AskedRequest> = {}): AskedRequest => ({
  url: `${API}/orders`,
  method: 'POST',
  type: 'xmlhttprequest',
  initiator: API,
  top: API,
  tabId: 1,
  ...change,
});

const causeOf = (request: AskedRequest, options?: Options) => {
  const explained = explain(request, situation(options));
  return 'cause' in explained ? explained.cause : 'carried';
};

describe('a production profile that is not armed', () => {
  it.each([CHROME, FIREFOX])('a write or a socket of the site is not armed', (browser) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(causeOf(own({ method }), { browser })).toBe('not-armed');
    }
    const socket = own({ method: 'GET', type: 'websocket' });
    expect(causeOf(socket, { browser })).toBe('not-armed');
    expect(causeOf(own({ url: `${API}/search` }), { browser })).toBe('carried');
    expect(causeOf(own({ method: 'GET' }), { browser })).toBe('carried');
  });

  it('also if its header has no method that reads', () => {
    expect(causeOf(own({ method: 'PUT' }), { methods: ['PUT'] })).toBe('not-armed');
    // Arming would not help.
    expect(causeOf(own({ method: 'POST' }), { methods: ['GET'] })).toBe('method-not-covered');
  });

  it('a form only where the profile has forms', () => {
    const form = own({ type: 'main_frame' });

    expect(causeOf(form, { ownForms: true })).toBe('not-armed');
    expect(causeOf(form)).not.toBe('not-armed');
  });

  it('a request without a tab, where a tab has its own pick: arming would not help', () => {
    for (const method of ['GET', 'POST']) {
      expect(causeOf(own({ method, tabId: -1 }), { tabs: { not: [5] } })).toBe('no-tab');
    }
    expect(causeOf(own(), { tabs: { not: [5] } })).toBe('not-armed');
  });

  it('a request of another site leads no user to arm', () => {
    for (const change of [{ initiator: EVIL }, { top: EVIL }, { initiator: `${API}.evil.test` }]) {
      for (const type of ['xmlhttprequest', 'websocket']) {
        expect(causeOf(own({ type, ...change }))).not.toBe('not-armed');
      }
      expect(causeOf(own({ type: 'main_frame', ...change }))).not.toBe('not-armed');
    }
    expect(causeOf(own({ method: 'OPTIONS' }))).not.toBe('not-armed');
  });
});

it('an armed one carries its header', () => {
  expect(causeOf(own(), { isArmed: true })).toBe('carried');
});
