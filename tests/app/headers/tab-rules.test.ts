/** The rules where single tabs have picks of their own: a tab never carries what the site's pick sends. */
import { describe, expect, it } from 'vitest';
import { issuancesOf } from '../../../src/app/headers/issuance';
import { pickedProfiles } from '../../../src/app/headers/picked-profiles';
import { wantedRules } from '../../../src/app/headers/wanted-rules';
import type { IssuedHeaders, IssueKey } from '../../../src/domain/header';
import type { HeaderSpecId, PickedProfile, Profile, ProfileId } from '../../../src/domain/profile';
import type { Origin, PathScope } from '../../../src/domain/site';
import type { TabPick } from '../../../src/domain/tab-picks';
import { compileRules } from '../../../src/rules/compile';
import type { RuleContent } from '../../../src/rules/rule';
import { findScheme } from '../../../src/schemes';
import { CHROME } from '../../support/browsers';
import { headersSetBy } from '../../support/dnr';
import { proves } from '../../support/proves';
import { profile as bare, header } from '../../support/stored-profile';

// Casts: as the parser returns them.
const API = 'https://api.test' as Origin;
const WHOLE = '/' as PathScope;
const [OTHER_TAB, OWN_TAB, THIRD_TAB, NO_TAB] = [1, 2, 3, -1];

const on = (id: string, origin = API, headers = [header(id, {})]): Profile => ({
  ...bare(id, ...headers),
  sites: [{ origin, path: WHOLE }],
});

const USER = on('user');
const ADMIN = on('admin');

const login = findScheme('oauth2-client-credentials');
const TOKEN_URL = `${API}/oauth/token`;
const SECRET = { tokenUrl: TOKEN_URL, clientId: 'c', clientSecret: 's' };
/** Its token server is on the site itself. */
const SIGNED_IN = on('signed-in', API, [
  // Cast: a credential is an object.
  header('token', login.parse(SECRET) as object, { schemeId: login.id }),
]);
/** Enough places that its rules have higher priorities. */
const NARROW = on('narrow', API, [
  header('a', {}, { paths: ['/a' as PathScope] }),
  header('b', {}, { paths: ['/oauth/*' as PathScope] }),
  header('c', {}),
]);

function inTab(profileId: ProfileId | undefined, tabId = OWN_TAB): TabPick {
  return { tabId, origin: API, ...(profileId && { profileId }) };
}

function picksOf(site: Profile | undefined, tabPicks: readonly TabPick[], profiles: Profile[]) {
  const sitePicks = site ? { [API]: { identity: site.id, extras: [] } } : {};
  return pickedProfiles({ sitePicks, profiles }, tabPicks);
}

function rulesOf(
  picked: readonly PickedProfile[],
  isIssued: (id: HeaderSpecId) => boolean = () => true,
) {
  const issued = issuancesOf(picked).flatMap(({ key, spec }): [IssueKey, IssuedHeaders][] => {
    if (!isIssued(spec.id)) return [];
    const headers = [{ name: 'X-Is', value: spec.id }] as const;
    return [[key, { headerId: spec.id, headers, issuedAt: 0 }]];
  });
  return wantedRules(picked, Object.fromEntries(issued), CHROME);
}

function sent(rules: readonly RuleContent[], tabId: number, url = `${API}/v1`) {
  const numbered = rules.map((rule, index) => ({ id: index + 1, ...rule }));
  const opened = { url, type: 'main_frame', method: 'get', tabId };
  return headersSetBy(numbered, opened).get('x-is');
}

describe('a tab with a pick of its own', () => {
  for (const [reason, tabPick, isIssued] of [
    ['whose header is pending or failed', inTab(ADMIN.id), (id: HeaderSpecId) => id !== 'admin'],
    ['that is off', inTab(undefined), () => true],
    // Cast: an id that no profile has any more.
    ['whose profile is gone', inTab('gone' as ProfileId), () => true],
  ] as const) {
    proves('T22', `${reason}, carries nothing, nor does what has no tab`, (tried) => {
      const { rules } = rulesOf(picksOf(USER, [tabPick], [USER, ADMIN]), isIssued);

      expect(sent(rules, OWN_TAB)).toBeUndefined();
      expect(sent(rules, NO_TAB)).toBeUndefined();
      expect(sent(rules, OTHER_TAB)).toBe('user');
      tried(3);
    });
  }

  proves(['T22', 'F9'], 'for which no rule is left, carries nothing, and says so', (tried) => {
    const others = Array.from({ length: 1249 }, (_, at): PickedProfile => {
      // Cast: as the parser returns it.
      const origin = `https://api${at}.test` as Origin;
      return [origin, on(`other-${at}`, origin)];
    });
    const picked = [...others, ...picksOf(USER, [inTab(ADMIN.id)], [USER, ADMIN])];

    const { rules, crowdedOut } = rulesOf(picked);

    expect(Object.keys(crowdedOut)).toEqual(issuancesOf([[API, ADMIN]]).map(({ key }) => key));
    expect(sent(rules, OWN_TAB)).toBeUndefined();
    expect(sent(rules, NO_TAB)).toBeUndefined();
    expect(sent(rules, OTHER_TAB)).toBe('user');
    tried(3);
  });

  it('shares its rules with the other tabs of that pick', () => {
    const tabs = [inTab(ADMIN.id), inTab(ADMIN.id, THIRD_TAB)];
    const { rules } = rulesOf(picksOf(USER, tabs, [USER, ADMIN]));

    expect([OTHER_TAB, OWN_TAB, THIRD_TAB].map((tab) => sent(rules, tab))).toEqual([
      'user',
      'admin',
      'admin',
    ]);
    expect(rules.filter(({ condition }) => condition.tabIds)).toHaveLength(4);
  });

  proves('T22', 'of which no tab is left in the list, has no rule', (tried) => {
    const placement = {
      origin: API,
      path: WHOLE,
      headers: [{ name: 'X-Is', value: 'x' }],
      methods: [],
      access: ADMIN,
      tabs: { only: [] },
    } as const;

    expect(compileRules([placement], CHROME)).toEqual([]);
    tried();
  });
});

describe('an address of a token server', () => {
  for (const [where, site, tabPick] of [
    ['of a tab’s profile gets no header of the site’s pick', NARROW, inTab(SIGNED_IN.id)],
    ['of the site’s pick gets no header of a tab’s', SIGNED_IN, inTab(NARROW.id)],
  ] as const) {
    for (const isPending of [false, true]) {
      proves(['T22', 'T16'], `${where}, token ${isPending ? 'pending' : 'in force'}`, (tried) => {
        const picked = picksOf(site, [tabPick], [NARROW, SIGNED_IN]);
        const { rules } = rulesOf(picked, (id) => !isPending || id !== 'token');

        for (const tab of [OTHER_TAB, OWN_TAB, NO_TAB]) {
          expect(sent(rules, tab, TOKEN_URL)).toBeUndefined();
          tried();
        }
        expect(sent(rules, site === NARROW ? OTHER_TAB : OWN_TAB, `${API}/a`)).toBe('a');
      });
    }
  }
});
