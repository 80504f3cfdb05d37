import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issuancesOf } from '../../../src/app/headers/issuance';
import { wantedRules } from '../../../src/app/headers/wanted-rules';
import { narrowedOn } from '../../../src/app/pages/narrowed-on';
import type { IssuedHeaders, IssueKey } from '../../../src/domain/header';
import type { HeaderSpec, HeaderSpecId, Profile, ProfileId } from '../../../src/domain/profile';
import { METHODS } from '../../../src/domain/profile';
import type { Origin, PathScope } from '../../../src/domain/site';
import { match } from '../../../src/rules/match';
import { CHROME } from '../../support/browsers';

const API = 'https://api.test' as Origin;
const path = fc.constantFrom('/', '/v1', '/v1/', '/v*') as fc.Arbitrary<PathScope>;
const credential = fc.constantFrom(
  { schemeId: 'bearer', credential: {} },
  ...[`${API}/token`, 'https://elsewhere.test/token'].map((tokenUrl) => ({
    schemeId: 'oauth2-client-credentials',
    credential: { tokenUrl },
  })),
  ...[API, 'https://elsewhere.test'].map((server) => ({
    schemeId: 'oauth2-authorization-code',
    credential: { tokenUrl: 'https://elsewhere.test/t', authorizationUrl: `${server}/authorize` },
  })),
);

const profiles: fc.Arbitrary<Profile> = fc
  .record({
    paths: fc.array(path, { minLength: 1, maxLength: 2 }),
    headers: fc.array(
      fc.record({
        kind: credential,
        paths: fc.array(path, { maxLength: 2 }),
        methods: fc.oneof(
          { weight: 3, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.subarray([...METHODS]) },
        ),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    strict: fc.oneof(
      { weight: 3, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    ownForms: fc.boolean(),
    ownPictures: fc.boolean(),
    allowCache: fc.boolean(),
  })
  .map(({ paths, headers, strict, ownForms, ownPictures, allowCache }) => ({
    id: 'p' as ProfileId,
    revision: 1,
    name: 'P',
    colour: 'grey',
    note: '',
    sites: paths.map((each) => ({ origin: API, path: each })),
    headers: headers.map(
      ({ kind, ...rest }, index) =>
        // Cast: the schemes are named above.
        ({ id: `h${index}` as HeaderSpecId, ...kind, ...rest }) as HeaderSpec,
    ),
    callers: [],
    strict,
    ownForms,
    ownPictures,
    allowCache,
    allowHttp: false,
  }));

const addresses = ['/', '/v1', '/v10', '/v1/a?x', '/token', '/authorize?a', '/t'];

/** Whether an opened address carries every header, by the rules in force and `match`. */
function carriesAll(profile: Profile, at: string): boolean {
  const picked = [[API, profile]] as const;
  const issued = issuancesOf(picked).map(({ key, spec }): [IssueKey, IssuedHeaders] => [
    key,
    { headerId: spec.id, headers: [{ name: `X-${spec.id}`, value: 'x' }], issuedAt: 0 },
  ]);
  const { rules } = wantedRules(picked, Object.fromEntries(issued), CHROME);
  const request = { url: API + at, method: 'GET', type: 'main_frame', tabId: 1 };
  const matched = match(rules, request);
  const set = 'sets' in matched ? matched.sets.map(({ name }) => name.toLowerCase()) : [];
  return profile.headers.every(({ id }) => set.includes(`x-${id}`));
}

describe('narrowedOn', () => {
  it('leaves out no origin where an opened address lacks a header', () => {
    let whole = 0;
    fc.assert(
      fc.property(profiles, (profile) => {
        if (narrowedOn(profile).includes(API)) return;
        whole += 1;
        expect(addresses.filter((at) => !carriesAll(profile, at))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
    // Else the property says nothing.
    expect(whole).toBeGreaterThan(20);
  });

  it('names each origin once', () => {
    const [profile] = fc.sample(profiles, 1);
    if (!profile) throw new Error('no profile');

    expect(narrowedOn({ ...profile, strict: true })).toEqual([API]);
  });
});
