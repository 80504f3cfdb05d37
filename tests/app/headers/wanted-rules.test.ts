import { describe, expect } from 'vitest';
import { issuancesOf } from '../../../src/app/headers/issuance';
import { wantedRules } from '../../../src/app/headers/wanted-rules';
import type { IssuedHeaders, IssueKey } from '../../../src/domain/header';
import type { HeaderSpecId, PickedProfile, Profile, ProfileId } from '../../../src/domain/profile';
import type { Origin, PathScope } from '../../../src/domain/site';
import { CHROME } from '../../support/browsers';
import { headersSetBy } from '../../support/dnr';
import { proves } from '../../support/proves';

function picks(count: number): PickedProfile[] {
  return Array.from({ length: count }, (_, index) => {
    const origin = `https://api${index}.test` as Origin;
    return [origin, profileOn(String(index), [origin])] as const;
  });
}

function profileOn(name: string, origins: readonly Origin[]): Profile {
  return {
    id: name as ProfileId,
    revision: 1,
    name,
    colour: 'grey',
    note: '',
    sites: origins.map((origin) => ({ origin, path: '/' as PathScope })),
    headers: [
      {
        id: name as HeaderSpecId,
        schemeId: 'bearer',
        credential: {},
        paths: [],
        methods: [],
      },
    ],
    callers: [],
    strict: false,
    ownForms: false,
    ownPictures: false,
    allowCache: false,
    allowHttp: false,
  };
}

function issuedFor(picked: readonly PickedProfile[]) {
  const header = { name: 'Authorization', value: 'x' };
  const issued = issuancesOf(picked).map(({ key, spec }): [IssueKey, IssuedHeaders] => {
    return [key, { headerId: spec.id, headers: [header], issuedAt: 0 }];
  });
  return Object.fromEntries(issued);
}

function keysOf(picked: readonly PickedProfile[]): readonly IssueKey[] {
  return issuancesOf(picked).map(({ key }) => key);
}

describe('wantedRules', () => {
  proves('F9', 'the pick that would need rule 5,001 is left out and named', (tried) => {
    const picked = picks(1251);

    const { rules, crowdedOut } = wantedRules(picked, issuedFor(picked), CHROME);

    expect(rules).toHaveLength(5000);
    expect(crowdedOut).toEqual(
      Object.fromEntries(
        keysOf(picked.slice(1250)).map((key) => [key, { code: 'rules-too-many' }]),
      ),
    );
    expect(wantedRules(picked.slice(0, 1250), issuedFor(picked), CHROME).crowdedOut).toEqual({});
    tried(1251);
  });

  proves('F9', 'an extra takes no room of an identity that was picked later', (tried) => {
    const identities = picks(1250);
    const [[origin]] = identities as [PickedProfile];
    const extra = { ...profileOn('extra', [origin]), isExtra: true as const };
    const picked: PickedProfile[] = identities.toSpliced(1, 0, [origin, extra]);

    const { crowdedOut } = wantedRules(picked, issuedFor(picked), CHROME);

    expect(Object.keys(crowdedOut)).toEqual(keysOf([[origin, extra]]));
    tried();
  });

  proves('F9', 'a profile without room for all its sites is in force on none', (tried) => {
    const first = 'https://first.test' as Origin;
    const last = 'https://last.test' as Origin;
    const wide = profileOn('wide', [first, last]);
    const picked: PickedProfile[] = [[first, wide], ...picks(1249), [last, wide]];

    const { rules, crowdedOut } = wantedRules(picked, issuedFor(picked), CHROME);

    expect(Object.keys(crowdedOut)).toEqual(keysOf([[first, wide]]));
    expect(rules).toHaveLength(4996);
    expect(rules.filter(({ condition }) => condition.urlFilter.includes('first'))).toEqual([]);
    tried();
  });

  proves('T16', 'a server is left alone during a sign-in on its pages', (tried) => {
    const picked = picks(2);
    const [[origin], [other]] = picked as [PickedProfile, PickedProfile];
    const set = (pages: readonly string[], url: string) => {
      const { rules } = wantedRules(picked, issuedFor(picked), CHROME, pages);
      const installed = rules.map((rule, id) => ({ ...rule, id }));
      const request = { url, type: 'main_frame', method: 'get' };
      return headersSetBy(installed, request).has('authorization');
    };

    expect(set([`${origin}/`], `${origin}/sign-in/step-2`)).toBe(false);
    expect(set([`${origin}/`], `${other}/sign-in/step-2`)).toBe(true);
    expect(set([], `${origin}/sign-in/step-2`)).toBe(true);
    tried(3);
  });
});
