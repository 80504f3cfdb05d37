import { describe, expect, it } from 'vitest';
import type { ProfileId } from '../../src/domain/profile';
import type { Origin, PathScope } from '../../src/domain/site';
import {
  isAllowed,
  type SiteFacts,
  type SiteProfile,
  siteStatus,
} from '../../src/domain/site-status';

// Casts: as the parsers return them.
const API = 'https://api.test' as Origin;
const API_8443 = 'https://api.test:8443' as Origin;
const PLAIN_API = 'http://api.test' as Origin;
const OTHER = 'https://other.test' as Origin;
const [ROOT, V1, V2] = ['/', '/v1', '/v2'] as readonly string[] as [
  PathScope,
  PathScope,
  PathScope,
];

function profileOn(origin: Origin, id = 'p1', paths: readonly PathScope[] = []): SiteProfile {
  const sites = [
    { origin, path: V1 },
    { origin: OTHER, path: ROOT },
  ];
  return { id: id as ProfileId, sites, headers: [{ paths }] };
}

const ADA = profileOn(API);
const EVE = profileOn(API_8443, 'p2');
const TWO = { ...ADA, headers: [{ paths: [], isOff: true as const }, { paths: [] }] };
const ADA_OFF = { ...ADA, headers: [{ paths: [], isOff: true as const }] };
const DEBUG = { ...profileOn(API, 'p3'), isExtra: true as const };
const ELSEWHERE = profileOn(API, 'p1', [V2]);

/** One profile, picked and allowed on API. */
const READY: SiteFacts = {
  settings: { paused: false },
  picks: { [API]: ADA.id },
  extras: {},
  profiles: [ADA],
  allowed: [API],
};

describe('siteStatus', () => {
  it.each<[string, Partial<SiteFacts>, object]>([
    ['the profile', {}, { profile: ADA }],
    ['paused', { settings: { paused: true } }, { cause: 'paused' }],
    [
      'paused first',
      { settings: { paused: true }, profiles: [], allowed: [] },
      { cause: 'paused' },
    ],
    ['no profile', { profiles: [] }, { cause: 'no-profile' }],
    [
      'no profile, but one on another port',
      { profiles: [EVE] },
      { cause: 'no-profile', near: API_8443 },
    ],
    [
      'no profile, but one for plain http',
      { profiles: [profileOn(PLAIN_API)] },
      { cause: 'no-profile', near: PLAIN_API },
    ],
    [
      'no profile for a subdomain',
      { profiles: [profileOn('https://x.api.test' as Origin)] },
      { cause: 'no-profile' },
    ],
    ['off', { picks: {} }, { cause: 'off' }],
    ['off on this port', { picks: { [API_8443]: ADA.id } }, { cause: 'off' }],
    [
      'off where the picked profile is gone',
      { picks: { [API]: 'gone' as ProfileId } },
      { cause: 'off' },
    ],
    [
      'off where the picked profile has another port only',
      { picks: { [API]: EVE.id }, profiles: [ADA, EVE] },
      { cause: 'off' },
    ],
    ['off before not allowed', { picks: {}, allowed: [] }, { cause: 'off' }],
    ['no header here', { profiles: [ELSEWHERE] }, { cause: 'no-header-here' }],
    [
      'no header here before not allowed',
      { profiles: [ELSEWHERE], allowed: [] },
      { cause: 'no-header-here' },
    ],
    [
      'headers off',
      { profiles: [{ ...ADA, headers: [{ paths: [], isOff: true }, { paths: [V2] }] }] },
      { cause: 'headers-off' },
    ],
    [
      'not allowed before headers off where an extra has a header',
      { profiles: [ADA_OFF, DEBUG], extras: { [API]: [DEBUG.id] }, allowed: [] },
      { cause: 'not-allowed', origin: API },
    ],
    [
      'headers off where an extra is sent',
      { profiles: [ADA_OFF, DEBUG], extras: { [API]: [DEBUG.id] } },
      { cause: 'headers-off' },
    ],
    [
      'headers off before not allowed where no extra has a header',
      {
        profiles: [ADA_OFF, { ...ELSEWHERE, id: DEBUG.id, isExtra: true }],
        extras: { [API]: [DEBUG.id] },
        allowed: [],
      },
      { cause: 'headers-off' },
    ],
    ['the profile with one of two headers off', { profiles: [TWO] }, { profile: TWO }],
    ['not allowed', { allowed: [] }, { cause: 'not-allowed', origin: API }],
    ['not allowed by plain http', { allowed: [PLAIN_API] }, { cause: 'not-allowed', origin: API }],
    ['not allowed by another host', { allowed: [OTHER] }, { cause: 'not-allowed', origin: API }],
    ['the profile, allowed on another port', { allowed: [API_8443] }, { profile: ADA }],
  ])('says %s', (_, change, expected) => {
    expect(siteStatus({ ...READY, ...change }, API)).toEqual(expected);
  });
});

describe('isAllowed', () => {
  it.each([
    ['https://api.test', true],
    ['https://api.test:8443', true],
    ['http://api.test', false],
    ['https://sub.api.test', false],
    // The initiator of a sandboxed frame.
    ['null', false],
  ])('says of %s: %s', (origin, expected) => {
    expect(isAllowed(origin, [OTHER, API])).toBe(expected);
  });
});
