import { describe, expect, it } from 'vitest';
import { explain, type Situation } from '../../src/diagnosis/explain';
import type { Failure } from '../../src/domain/errors';
import { parsePathScope } from '../../src/domain/parse-site';
import type { HeaderSpecId, Method, ProfileId } from '../../src/domain/profile';
import { type Origin, placementsAt } from '../../src/domain/site';
import { compileRules } from '../../src/rules/compile';
import type { AskedRequest } from '../../src/rules/match';
import type { BrowserTraits } from '../../src/rules/rule';
import { CHROME, FIREFOX } from '../support/browsers';

// Casts: the parsers would return these types.
const API = 'https://api.test' as Origin;
const APP = 'https://app.test' as Origin;
const OTHER = 'https://other.test' as Origin;
const EVIL = 'https://evil.test';
const PROFILE = 'p1' as ProfileId;
const [FIRST, SECOND] = ['h1', 'h2'] as readonly string[] as [HeaderSpecId, HeaderSpecId];
const SECRET = 'abcdefgh1234a3f9';

interface Spec {
  readonly id?: HeaderSpecId;
  readonly name?: string;
  readonly paths?: readonly string[];
  readonly methods?: readonly Method[];
  /** The header's failure: no rule sets such a header. */
  readonly failure?: Failure;
  readonly isPending?: true;
}

interface Options {
  readonly specs?: readonly Spec[];
  readonly strict?: boolean;
  readonly ownPictures?: boolean;
  readonly endpoints?: readonly string[];
  readonly browser?: BrowserTraits;
}

/** All is well: one profile, picked and in force on API, below `/v1`. */
function situation(
  {
    specs = [{}],
    strict = false,
    ownPictures = false,
    endpoints = [],
    browser = CHROME,
  }: Options = {},
  change: Partial<Situation> = {},
): Situation {
  const access = { callers: [APP], strict, ownForms: false, ownPictures, allowCache: false };
  const sites = [
    { origin: API, path: parsePathScope('/v1') },
    { origin: OTHER, path: parsePathScope('/') },
  ];
  const headers = specs.map(({ id = FIRST, name = 'Authorization', paths = [] }) => ({
    id,
    headerNames: [name],
    paths: paths.map(parsePathScope),
  }));
  const placements = specs.flatMap(
    ({ name = 'Authorization', methods = [], failure, isPending }, index) =>
      failure || isPending
        ? []
        : placementsAt(API, sites, headers[index]?.paths ?? []).map((path) => ({
            origin: API,
            path,
            headers: [{ name, value: `Bearer ${SECRET}` }] as const,
            methods,
            access,
          })),
  );
  const failures = specs.flatMap(({ id = FIRST, failure }) => (failure ? [[id, failure]] : []));
  return {
    vault: 'unlocked',
    settings: { paused: false },
    profiles: [{ id: PROFILE, sites, callers: [APP], headers }],
    picks: { [API]: PROFILE },
    extras: {},
    allowed: [API, APP],
    failures: Object.fromEntries(failures),
    rules: compileRules(placements, browser, { endpoints, pages: [] }),
    ...change,
  };
}

const OWN: AskedRequest = {
  url: `${API}/v1/Orders`,
  method: 'GET',
  type: 'xmlhttprequest',
  initiator: API,
  top: API,
  tabId: 1,
};

/** They keep the answer out of the browser's cache. */
const GUARDS = {
  chromium: [{ name: 'If-Range', value: 'Thu, 31 Dec 2037 23:55:55 GMT' }],
  firefox: [{ name: 'Cache-Control', value: 'no-store' }],
};
const CARRIED = { headerName: 'Authorization', masked: 'Bearer …a3f9', place: `${API}/v1` };

describe('explain', () => {
  it.each([CHROME, FIREFOX])('tells the header, masked, and its place', (browser) => {
    const guards = GUARDS[browser.ignoresNoStore ? 'chromium' : 'firefox'];
    expect(explain(OWN, situation({ browser }))).toEqual({ carries: [CARRIED], guards });
  });

  it('tells every header of several', () => {
    const specs = [{}, { id: SECOND, name: 'X-API-Key', paths: ['/v1/Orders'] }];

    expect(explain(OWN, situation({ specs }))).toEqual({
      guards: GUARDS.chromium,
      carries: expect.arrayContaining([
        CARRIED,
        { ...CARRIED, headerName: 'X-API-Key', place: `${API}/v1/Orders` },
      ]),
    });
  });

  it.each<[string, Partial<AskedRequest>, Situation, object]>([
    ['locked', {}, { vault: 'locked' }, { cause: 'locked' }],
    ['locked by idleness', {}, { vault: 'locked', lockedBy: 'idle' }, { cause: 'locked' }],
    [
      'locked by an update',
      {},
      { vault: 'locked', lockedBy: 'browser-update' },
      { cause: 'locked-by-browser-update' },
    ],
    ['no vault', {}, { vault: 'missing' }, { cause: 'no-profile' }],
    ['paused', { url: EVIL }, situation({}, { settings: { paused: true } }), { cause: 'paused' }],
    ['no profile', { url: `${EVIL}/v1` }, situation(), { cause: 'no-profile' }],
    ['no web address', { url: 'about:blank' }, situation(), { cause: 'no-profile' }],
    [
      'another port',
      { url: 'https://api.test:8443/v1' },
      situation(),
      { cause: 'no-profile', near: API },
    ],
    ['plain http', { url: 'http://api.test/v1' }, situation(), { cause: 'no-profile', near: API }],
    ['a socket', { url: 'wss://api.test/v1' }, situation(), { cause: 'no-profile', near: API }],
    ['a subdomain', { url: 'https://sub.api.test/v1' }, situation(), { cause: 'no-profile' }],
    ['off', {}, situation({}, { picks: {} }), { cause: 'off' }],
    [
      'a pick whose headers are for its other site',
      {},
      situation({ specs: [{ paths: ['/elsewhere'] }] }),
      { cause: 'no-header-here' },
    ],
    ['off before not allowed', {}, situation({}, { picks: {}, allowed: [] }), { cause: 'off' }],
    ['not allowed', {}, situation({}, { allowed: [] }), { cause: 'not-allowed', origin: API }],
    [
      'only plain http allowed',
      {},
      situation({}, { allowed: ['http://api.test' as Origin] }),
      { cause: 'not-allowed', origin: API },
    ],
    [
      'not issued',
      { method: 'OPTIONS' },
      situation({ specs: [{ failure: { code: 'signed-out' } }] }),
      { cause: 'not-issued', failure: { code: 'signed-out' } },
    ],
    [
      'not issued yet',
      {},
      situation({ specs: [{ isPending: true }] }),
      { cause: 'not-issued', failure: { code: 'token-pending' } },
    ],
    [
      'not issued, of two headers the one that goes there',
      { method: 'POST' },
      situation({
        specs: [{ methods: ['GET'] }, { id: SECOND, failure: { code: 'signed-out' } }],
      }),
      { cause: 'not-issued', failure: { code: 'signed-out' } },
    ],
    [
      'another path, after any failure elsewhere',
      { url: `${API}/v1/Other` },
      situation({
        specs: [
          { paths: ['/v1/Orders'] },
          { id: SECOND, paths: ['/v1/Coins'], failure: { code: 'signed-out' } },
        ],
      }),
      { cause: 'path-not-covered', paths: ['/v1/Orders', '/v1/Coins'] },
    ],
    [
      'another path',
      { url: `${API}/v10` },
      situation(),
      { cause: 'path-not-covered', paths: ['/v1'] },
    ],
    [
      'another method',
      { method: 'POST' },
      situation({ specs: [{ methods: ['GET', 'PUT'] }] }),
      { cause: 'method-not-covered', methods: ['GET', 'PUT'] },
    ],
    [
      'a frame',
      { type: 'sub_frame' },
      situation(),
      { cause: 'navigation-not-covered', strict: false },
    ],
    [
      'opened in Strict',
      { type: 'main_frame' },
      situation({ strict: true }),
      { cause: 'navigation-not-covered', strict: true },
    ],
    [
      'a foreign page',
      { initiator: EVIL },
      situation(),
      { cause: 'foreign-initiator', initiator: EVIL },
    ],
    [
      'a foreign frame around it',
      { top: EVIL },
      situation(),
      { cause: 'foreign-initiator', initiator: EVIL },
    ],
    [
      'a caller that the browser does not let us see',
      { initiator: APP },
      situation({}, { allowed: [API] }),
      { cause: 'not-allowed', origin: APP },
    ],
    [
      'a subdomain’s page, which counts as the host and is not allowed',
      { initiator: 'https://sub.api.test' },
      situation(),
      { cause: 'foreign-initiator', initiator: 'https://sub.api.test' },
    ],
    [
      'a picture, in Firefox',
      { type: 'image' },
      situation({ browser: FIREFOX }),
      { cause: 'pictures-left-out' },
    ],
    [
      'a style sheet in Strict, in Firefox',
      { type: 'stylesheet' },
      situation({ browser: FIREFOX, strict: true, ownPictures: true }),
      { cause: 'pictures-left-out' },
    ],
    [
      'a foreign page’s picture, in Firefox',
      { type: 'image', initiator: EVIL },
      situation({ browser: FIREFOX }),
      { cause: 'foreign-initiator', initiator: EVIL },
    ],
    [
      'a type that was not measured, in Firefox',
      { type: 'new-in-2027' },
      situation({ browser: FIREFOX, ownPictures: true }),
      { cause: 'type-left-out' },
    ],
    ['a preflight', { method: 'OPTIONS' }, situation(), { cause: 'preflight' }],
    [
      'an authorization server’s address',
      { url: `${API}/v1/token` },
      situation({ endpoints: [`${API}/v1/token`] }),
      { cause: 'left-alone' },
    ],
  ])('finds the first cause: %s', (_, change, known, expected) => {
    expect(explain({ ...OWN, ...change }, known)).toEqual(expected);
  });

  it.each<[string, Partial<AskedRequest>]>([
    ['a page of the host on another port', { initiator: `${API}:8443` }],
    ['a caller', { initiator: APP }],
    ['a foreign link', { type: 'main_frame', initiator: EVIL }],
  ])('lets %s carry it', (_, change) => {
    const carried = { carries: [CARRIED], guards: GUARDS.chromium };
    expect(explain({ ...OWN, ...change }, situation())).toEqual(carried);
  });

  it.each([
    ['in Chrome', { browser: CHROME }],
    ['with the switch for it', { browser: FIREFOX, ownPictures: true }],
  ])('lets a picture carry it %s', (_, options) => {
    const explanation = explain({ ...OWN, type: 'image' }, situation(options));

    expect(explanation).toMatchObject({ carries: [CARRIED] });
  });

  it('never holds a secret', () => {
    expect(JSON.stringify(explain(OWN, situation()))).not.toContain(SECRET.slice(0, -4));
  });
});
