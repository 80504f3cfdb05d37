/** A session cookie that answers our header is remembered by its site, and never itself. */
import { describe, expect, it } from 'vitest';
import { cookieSiteOf, noteCookieSites } from '../../../src/app/activity/cookie-site';
import { noteEntries } from '../../../src/app/activity/note-entries';
import { situationOf } from '../../../src/app/activity/situation';
import { type ActivityEntry, NO_ACTIVITY, seenKey } from '../../../src/domain/activity';
import type { Outcome, SeenRequest } from '../../../src/domain/seen-request';
import type { RuleContent } from '../../../src/rules/rule';
import { profileOf, siteOf, stateOf } from '../../support/app-states';

const API = siteOf(1);
const OTHER = siteOf(2);
const state = stateOf([profileOf(1)], { [API]: profileOf(1).id });
const rule: RuleContent = {
  priority: 1,
  action: {
    type: 'modifyHeaders',
    requestHeaders: [{ header: 'Authorization', operation: 'set', value: 'Basic x' }],
  },
  condition: {
    urlFilter: `|${API}/v1/`,
    isUrlFilterCaseSensitive: true,
    resourceTypes: ['xmlhttprequest'],
  },
};
const REQUEST: SeenRequest = {
  at: 0,
  url: `${API}/v1/orders`,
  method: 'GET',
  type: 'xmlhttprequest',
  initiator: API,
  tabId: 7,
};
const COOKIE = [['set-cookie', '; Path=/; HttpOnly']] as const;
const ANSWER: Outcome = { kind: 'answered', status: 200, headers: COOKIE, from: 'server' };

const site = (request: Partial<SeenRequest> = {}, outcome: Outcome = ANSWER) =>
  cookieSiteOf({ ...REQUEST, ...request }, outcome, {
    state,
    situation: { ...situationOf(state, [rule]), vault: 'unlocked' } as never,
  });

const ENTRY: Omit<ActivityEntry, 'id'> = {
  at: 0,
  method: 'GET',
  origin: API,
  address: `${API}/v1/orders`,
  type: 'xmlhttprequest',
  tabId: 7,
  profileId: profileOf(1).id,
  headerNames: ['Authorization'],
  status: 200,
  verdict: { cause: 'working' },
  remedy: 'none',
};

describe('cookieSiteOf', () => {
  it('names the site, after a redirect too', () => {
    expect(site()).toBe(API);
    const to = `${API}/home`;
    expect(site({}, { kind: 'redirected', status: 302, headers: COOKIE, to })).toBe(API);
  });

  it.each<[string, Partial<SeenRequest>, Outcome?]>([
    ['a request without our header', { url: `${API}/login` }],
    ['a site without a pick', { url: `${OTHER}/v1/orders` }],
    ['an answer without a cookie', {}, { ...ANSWER, headers: [] }],
    ['an answer of the cache', {}, { ...ANSWER, from: 'cache' }],
    ['no answer', {}, { kind: 'failed', error: 'net::ERR_FAILED' }],
  ])('names none for %s', (_, request, outcome) => {
    expect(site(request, outcome)).toBeUndefined();
  });
});

describe('noteEntries', () => {
  const KEY = seenKey(7, API);

  it('marks what the popup shows of the site, from then on', () => {
    const before = noteEntries(NO_ACTIVITY, [{ entry: ENTRY }]);
    expect(before.seen[KEY]).not.toHaveProperty('cookie');

    const set = noteEntries(before, [{ cookieSite: API }]);
    const later = noteEntries(set, [
      { entry: { ...ENTRY, tabId: 8 } },
      { entry: { ...ENTRY, origin: OTHER } },
    ]);

    expect(set.seen[KEY]?.cookie).toBe(true);
    expect(later.seen[seenKey(8, API)]?.cookie).toBe(true);
    expect(later.seen[seenKey(7, OTHER)]).not.toHaveProperty('cookie');
    expect(later.cookieSites).toEqual([API]);
  });

  it('changes nothing for a site that is known', () => {
    const known = noteCookieSites(NO_ACTIVITY, [API, API]);

    expect(known.cookieSites).toEqual([API]);
    expect(noteCookieSites(known, [API])).toBe(known);
    expect(noteEntries(known, [{ cookieSite: API }])).toBe(known);
  });
});
