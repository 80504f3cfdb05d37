/** The refused call that is offered: seen in this tab, by this page, of this owner, not declined. */
import { describe, expect, it } from 'vitest';
import type { ActivityEntry, SeenHere } from '../../src/domain/activity';
import type { OpenState } from '../../src/domain/app-state';
import type { Call } from '../../src/domain/call';
import { callOffer } from '../../src/domain/call-offer';
import { isCaller } from '../../src/domain/is-caller';
import type { ProfileId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import type { Verdict } from '../../src/domain/verdict';
import { profileOf, stateOf } from '../support/app-states';
import { proves } from '../support/proves';
import { refusedCall } from '../support/refused-call';

// Casts: as the parsers return them.
const API = 'https://api.example.com' as Origin;
const APP = 'https://app.example.com' as Origin;
const EVIL = 'https://evil.test' as Origin;
const LOCAL = 'http://localhost:3000' as Origin;
const TAB = 7;

type Facts = OpenState & { readonly declinedCalls: readonly Call[] };
const ADMIN = profileOf(1, [API]);
const STATE: Facts = { ...stateOf([ADMIN], { [API]: ADMIN.id }), declinedCalls: [] };

const refusedFrom = (page: Origin, changes: Partial<ActivityEntry> = {}) =>
  refusedCall({ page, site: API, tabId: TAB, profileId: ADMIN.id }, changes);

const offerOver = (page: Origin, seen = refusedFrom(page), state: Facts = STATE) =>
  callOffer(state, seen, { tabId: TAB, page });

it.each([
  ['of the API’s own domain', APP],
  ['of this computer', LOCAL],
])('offers the call of a page %s', (_, page) => {
  expect(offerOver(page)).toEqual({ call: { caller: page, site: API }, profile: ADMIN });
});

proves(['T1', 'T17'], 'a page of another owner, or of plain http, gets no offer', (tried) => {
  const strangers = [
    EVIL,
    'https://api.example.com.evil.test',
    'https://theirs.example.com',
    'https://localhost.evil.test',
    'http://app.example.com',
    'http://10.0.0.1',
  ];
  for (const stranger of strangers) {
    expect(offerOver(stranger as Origin), stranger).toBeUndefined();
    tried();
  }
});

describe('makes no offer', () => {
  const noted = (entry: Partial<ActivityEntry>) => refusedFrom(APP, entry);
  const working: Verdict = { cause: 'working' };
  it.each<[string, SeenHere, Partial<OpenState>?]>([
    ['without a refused call', {}],
    ['for a call in another tab', noted({ tabId: TAB + 1 })],
    ['for a call of another page in this tab', refusedFrom(EVIL)],
    ['for a call of an unknown page', noted({ verdict: { cause: 'foreign-initiator' } })],
    ['for a call that carried the header', noted({ verdict: working })],
    ['for a form that leaves the page', noted({ type: 'main_frame' })],
    ['for a frame', noted({ type: 'sub_frame' })],
    ['for a profile that is gone', noted({ profileId: 'gone' as ProfileId })],
    ['for a profile that is not picked any more', refusedFrom(APP), { picks: {} }],
    [
      'for a caller on another port, whose page was loaded before',
      refusedFrom(APP),
      { profiles: [{ ...ADMIN, callers: [`${APP}:8443` as Origin] }] },
    ],
  ])('%s', (_, seen, change = {}) => {
    expect(offerOver(APP, seen, { ...STATE, ...change })).toBeUndefined();
  });
});

describe('a declined call', () => {
  const declining = (caller: string, site: Origin = API): Facts => ({
    ...STATE,
    declinedCalls: [{ caller: caller as Origin, site }],
  });

  proves('T17', 'is not offered again, from any port of the page’s host', (tried) => {
    expect(offerOver(APP, refusedFrom(APP), declining(APP))).toBeUndefined();
    expect(
      offerOver(LOCAL, refusedFrom(LOCAL), declining('http://localhost:5173')),
    ).toBeUndefined();
    tried(2);
  });

  it('says nothing of another page or another API', () => {
    expect(offerOver(APP, refusedFrom(APP), declining(LOCAL))).toBeDefined();
    expect(offerOver(APP, refusedFrom(APP), declining(APP, EVIL))).toBeDefined();
  });
});

it('offers the newest of several calls', () => {
  const other = 'https://v2.api.example.com' as Origin;
  const reader = profileOf(2, [other]);
  const picks = { [API]: ADMIN.id, [other]: reader.id };
  const state = { ...stateOf([ADMIN, reader], picks), declinedCalls: [] };
  const seen = {
    ...refusedFrom(APP, { at: 1 }),
    ...refusedFrom(APP, { at: 2, origin: other, profileId: reader.id }),
  };

  expect(offerOver(APP, seen, state)?.profile).toBe(reader);
});

it.each([
  ['its own site', API, true],
  ['its own site on another port', 'https://api.example.com:8443', true],
  ['a caller on another port', 'http://localhost:5173', true],
  ['another page', APP, false],
])('knows %s', (_, page, isKnown) => {
  expect(isCaller({ ...ADMIN, callers: [LOCAL] }, page as Origin)).toBe(isKnown);
});
