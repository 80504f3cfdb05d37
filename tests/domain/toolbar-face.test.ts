import { describe, expect, it } from 'vitest';
import type { ActivityEntry } from '../../src/domain/activity';
import type { OpenState, ProfileSummary } from '../../src/domain/app-state';
import { othersNeedingAttention } from '../../src/domain/needs-attention';
import type { Origin, PathScope } from '../../src/domain/site';
import { faceOfAll, faceOfTab } from '../../src/domain/toolbar-face';
import type { Verdict } from '../../src/domain/verdict';
import {
  damaged,
  LOCKED,
  profileOf,
  siteOf,
  stateOf,
  stateOfMany,
  withSettings,
} from '../support/app-states';

// Cast: as the parser returns it.
const origin = 'https://api.test:8443' as Origin;
const profile: ProfileSummary = { ...profileOf(1, [origin]), name: 'Admin', colour: 'teal' };
const picked = stateOf([profile], { [origin]: profile.id });
const named = { name: 'Admin', colour: 'teal', host: 'api.test:8443' };

function seen(verdict: Verdict, status?: number, change: Partial<ActivityEntry> = {}) {
  const entry: ActivityEntry = {
    id: 1,
    at: 1,
    method: 'GET',
    origin,
    address: `${origin}/`,
    type: 'main_frame',
    tabId: 1,
    profileId: profile.id,
    headerNames: ['Authorization'],
    verdict,
    remedy: 'none',
    ...(status !== undefined && { status }),
    ...change,
  };
  return entry;
}

function withHeader(change: Partial<ProfileSummary['headers'][number]>): OpenState {
  const headers = profile.headers.map((header) => ({ ...header, ...change }));
  return { ...picked, profiles: [{ ...profile, headers }] };
}

const failed = { state: 'failed', failure: { code: 'token-client-refused' } } as const;

describe('the face of every tab', () => {
  it.each([
    [{ ...LOCKED, vault: 'missing' } as const, 'not-set-up'],
    [LOCKED, 'locked'],
    [damaged(), 'unreadable'],
    [withSettings(picked, { paused: true }), 'paused'],
    [picked, 'idle'],
    [{ ...picked, allowed: [] }, 'idle'],
    [withHeader({ status: failed }), 'idle'],
  ])('holds no name, and no trouble of one site', (state, kind) => {
    expect(faceOfAll(state)).toEqual({ kind });
    expect(faceOfTab(state, undefined)).toEqual({ kind });
  });
});

describe('the face of a tab', () => {
  it('says the last minute before the profile is turned off, also without a name', () => {
    const ends = (end: NonNullable<OpenState['pickEnds']>[Origin]): OpenState => ({
      ...picked,
      pickEnds: { [origin]: end },
    });

    expect(faceOfTab(ends({ at: 1, isLastMinute: true }), origin)).toEqual({
      kind: 'in-use',
      endsSoon: true,
      named,
    });
    expect(faceOfTab(ends({ at: 1 }), origin)).toEqual({ kind: 'in-use', named });
    const unnamed = withSettings(ends({ at: 1, isLastMinute: true }), { namesInToolbar: false });
    expect(faceOfTab(unnamed, origin)).toEqual({ kind: 'in-use', endsSoon: true });
  });

  it('names the profile in use, its colour, the host and the last status', () => {
    expect(faceOfTab(picked, origin)).toEqual({ kind: 'in-use', named });
    expect(faceOfTab(picked, origin, seen({ cause: 'working' }, 200))).toEqual({
      kind: 'in-use',
      named: { ...named, status: 200 },
    });
    expect(faceOfTab(picked, origin, seen({ cause: 'refused-otherwise' }, 404))).toEqual({
      kind: 'in-use',
      named: { ...named, status: 404 },
    });
  });

  it.each<[string, OpenState, ActivityEntry?]>([
    ['a refused credential', picked, seen({ cause: 'credentials-refused' }, 401)],
    ['a header that could not be made', withHeader({ status: failed })],
    ['no permission', { ...picked, allowed: [] }],
    [
      'a credential that is due',
      { ...picked, profiles: [{ ...profile, rotation: { since: 0, ageDays: 9, dueInDays: 0 } }] },
    ],
    ['a clock to confirm', { ...picked, clocks: [{ origin, offsetMs: 9, state: 'unconfirmed' }] }],
  ])('needs attention over %s', (_, state, entry) => {
    expect(faceOfTab(state, origin, entry)).toMatchObject({ kind: 'attention', named });
  });

  it('is off where the header is switched off, and on where another one failed that is', () => {
    expect(faceOfTab(withHeader({ isOff: true, status: failed }), origin).kind).toBe('off');
  });

  it.each<[string, ActivityEntry]>([
    [
      'a foreign page has caused',
      seen({ cause: 'foreign-initiator', initiator: 'https://evil.test' }, 401),
    ],
    [
      'another profile has sent',
      seen({ cause: 'credentials-refused' }, 401, {
        profileId: profileOf(2).id,
      }),
    ],
    ['the profile does not cover', seen({ cause: 'path-not-covered', paths: [] }, 403)],
  ])('is not changed by a request that %s', (_, entry) => {
    expect(faceOfTab(picked, origin, entry)).toEqual(faceOfTab(picked, origin));
  });

  it('is in use where a header failed that is for another site of the profile', () => {
    const elsewhere = { origin: 'https://other.test' as Origin, path: '/v2' as PathScope };
    const narrowed = { ...profile.headers[0], paths: [elsewhere.path], status: failed };
    const both = {
      ...profile,
      sites: [...profile.sites.map((site) => ({ ...site, path: '/v1' as PathScope })), elsewhere],
      headers: [...profile.headers, narrowed],
    } as ProfileSummary;

    expect(faceOfTab({ ...picked, profiles: [both] }, origin).kind).toBe('in-use');
  });

  it('has no name if the user wants none', () => {
    const quiet = withSettings(picked, { namesInToolbar: false });

    expect(faceOfTab(quiet, origin, seen({ cause: 'working' }, 200))).toEqual({ kind: 'in-use' });
    expect(faceOfTab({ ...quiet, allowed: [] }, origin)).toEqual({ kind: 'attention' });
  });
});

describe('beside an extra, the face of a tab', () => {
  const extra: ProfileSummary = {
    ...profileOf(2, [origin]),
    name: 'Debug',
    isExtra: true,
    headers: profileOf(2).headers.map((each) => ({ ...each, headerNames: ['X-Debug'] })),
  };
  const beside = (state: OpenState, ...extras: readonly ProfileSummary[]): OpenState => ({
    ...state,
    profiles: [...state.profiles, ...extras],
    extras: { [origin]: extras.map(({ id }) => id) },
  });
  const failing = (change: object = {}) => ({
    ...extra,
    headers: extra.headers.map((each) => ({ ...each, status: failed, ...change })),
  });

  it('is of the extra where the picked profile has no header that is on', () => {
    const state = beside(withHeader({ isOff: true }), extra);
    const own = { profileId: extra.id, isOfExtra: true } as const;

    expect(faceOfTab(state, origin)).toMatchObject({ kind: 'in-use', named: { name: 'Debug' } });
    expect(faceOfTab(state, origin, seen({ cause: 'working' }, 204, own))).toMatchObject({
      named: { status: 204 },
    });
    expect(faceOfTab({ ...state, picks: {} }, origin).kind).toBe('off');
    expect(faceOfTab({ ...state, allowed: [] }, origin).kind).toBe('attention');
  });

  it('shows no status of a request that only the extra was sent with', () => {
    const own = { profileId: extra.id, isOfExtra: true } as const;

    expect(faceOfTab(beside(picked, extra), origin, seen({ cause: 'working' }, 200, own))).toEqual({
      kind: 'in-use',
      named,
    });
  });

  it('needs attention over an extra whose header failed, unless it is held back', () => {
    expect(faceOfTab(beside(picked, failing()), origin).kind).toBe('attention');
    expect(faceOfTab(beside(withHeader({ isOff: true }), failing()), origin).kind).toBe(
      'attention',
    );
    const held = failing({ headerNames: ['authorization'] });
    expect(faceOfTab(beside(picked, held), origin).kind).toBe('in-use');
  });

  it('counts among the sites that need attention', () => {
    expect(othersNeedingAttention(beside(picked, failing()))).toEqual([origin]);
    expect(othersNeedingAttention(beside(picked, extra))).toEqual([]);
  });
});

describe('the other sites', () => {
  it('that need attention are counted without the tab’s own', () => {
    const many = { ...stateOfMany(5, 4), allowed: [siteOf(0)] };

    expect(othersNeedingAttention(many)).toEqual([siteOf(1), siteOf(2), siteOf(3)]);
    expect(othersNeedingAttention(many, siteOf(2))).toEqual([siteOf(1), siteOf(3)]);
    expect(othersNeedingAttention(withSettings(many, { paused: true }))).toEqual([]);
    expect(othersNeedingAttention(LOCKED)).toEqual([]);
  });

  it('are found among 5,000 profiles in a blink', () => {
    const many = stateOfMany(5_000, 5_000);
    const began = performance.now();

    expect(othersNeedingAttention(many)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

it('a tab says production, and whether writes carry the header, with names or without', () => {
  const production = { readPaths: [] };
  const guarded = { ...picked, profiles: [{ ...profile, production }] };
  const armed = [
    { profileId: profile.id, origin, revision: 1, tabs: '[null]', armedAt: 0, until: 1 },
  ];

  expect(faceOfTab(guarded, origin)).toMatchObject({ kind: 'in-use', production: 'reads' });
  expect(faceOfTab({ ...guarded, armed }, origin)).toMatchObject({ production: 'armed' });
  const unnamed = withSettings(guarded, { namesInToolbar: false });
  expect(faceOfTab(unnamed, origin)).toEqual({ kind: 'in-use', production: 'reads' });
  expect(faceOfTab(picked, origin)).not.toHaveProperty('production');
});
