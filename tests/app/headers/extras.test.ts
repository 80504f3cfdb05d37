/** Extras in the rules: compared with a model, and in the addresses that a sign-in leaves alone. */
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { headerNamesOf } from '../../../src/app/headers/header-names';
import { issuancesOf } from '../../../src/app/headers/issuance';
import { leadsOf, pickedProfiles } from '../../../src/app/headers/picked-profiles';
import { wantedRules } from '../../../src/app/headers/wanted-rules';
import type { IssuedHeaders, IssueKey } from '../../../src/domain/header';
import { parsePathScope } from '../../../src/domain/parse-site';
import type { SitePick, SitePicks } from '../../../src/domain/picks';
import type {
  HeaderSpec,
  HeaderSpecId,
  PickedProfile,
  Profile,
  ProfileId,
} from '../../../src/domain/profile';
import type { Origin } from '../../../src/domain/site';
import { match } from '../../../src/rules/match';
import type { Placement } from '../../../src/rules/placement';
import { RULES_AT_MOST, type Rule, type RuleContent } from '../../../src/rules/rule';
import { findScheme } from '../../../src/schemes';
import { CHROME, FIREFOX } from '../../support/browsers';
import { type DnrRequest, headersSetBy } from '../../support/dnr';
import { proves, rounds } from '../../support/proves';
import { expectedHeaders } from '../../support/request-model';
import { asked, requests } from '../../support/requests';

// Casts: the parsers would return these types.
const [API, PORT] = ['https://api.test', 'https://api.test:8443'] as readonly string[] as [
  Origin,
  Origin,
];
const NAMES = ['Authorization', 'authorization', 'X-Debug', 'x-debug', 'X-Key'];

interface Drawn {
  readonly origins: readonly Origin[];
  readonly headers: readonly {
    readonly name: string;
    readonly value: string;
    readonly path: string;
    readonly isOff: boolean;
  }[];
  readonly strict: boolean;
  readonly ownForms: boolean;
  readonly allowCache: boolean;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  origins: fc.oneof(fc.constant([API, PORT]), fc.subarray([API, PORT], { minLength: 1 })),
  headers: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom(...NAMES),
      value: fc.uuid(),
      path: fc.constantFrom('/', '/v1', '/v1/Orders'),
      isOff: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
    }),
    { minLength: 1, maxLength: 3, selector: ({ name }) => name.toLowerCase() },
  ),
  strict: fc.boolean(),
  ownForms: fc.boolean(),
  allowCache: fc.boolean(),
});

function profileOf({ origins, headers, ...access }: Drawn, at: number, isExtra: boolean): Profile {
  return {
    id: `p${at}` as ProfileId,
    revision: 1,
    name: `P ${at}`,
    colour: 'grey',
    note: '',
    sites: origins.map((origin) => ({ origin, path: parsePathScope('/') })),
    headers: headers.map(({ name, value, path, isOff }, index): HeaderSpec => {
      const fields = { headerName: name, value };
      return {
        id: `p${at}-${index}` as HeaderSpecId,
        schemeId: 'custom-header',
        credential: findScheme('custom-header').parse(fields),
        paths: path === '/' ? [] : [parsePathScope(path)],
        methods: [],
        ...(isOff && { isOff }),
      };
    }),
    callers: [],
    ownPictures: false,
    allowHttp: false,
    ...access,
    ...(isExtra && { isExtra }),
  };
}

/** Each header as its scheme makes it. */
async function rulesOf(
  picked: readonly PickedProfile[],
  browser = CHROME,
): Promise<readonly RuleContent[]> {
  const issued: Record<IssueKey, IssuedHeaders> = {};
  for (const { key, spec } of issuancesOf(picked)) {
    const { headers } = await findScheme(spec.schemeId).issue(spec.credential, { now: 0 });
    issued[key] = { headerId: spec.id, headers, issuedAt: 0 };
  }
  return wantedRules(picked, issued, browser).rules;
}

const numbered = (rules: readonly RuleContent[]): Rule[] =>
  rules.map((rule, index) => ({ id: index + 1, ...rule }));

/** The placements that should count: on each origin a name belongs to the first profile that has it. */
function modelOf(sent: readonly Profile[], origin: Origin): readonly Placement[] {
  const owner = new Map<string, Profile>();
  const here = sent.filter(({ sites }) => sites.some((site) => site.origin === origin));
  return here.flatMap((profile) =>
    profile.headers.flatMap(({ credential, paths, isOff }): Placement[] => {
      // Cast: `profileOf` has made it.
      const { headerName: name, value } = credential as Record<'headerName' | 'value', string>;
      if (isOff) return [];
      const has = owner.get(name.toLowerCase()) ?? profile;
      owner.set(name.toLowerCase(), has);
      if (has !== profile) return [];
      const [path = parsePathScope('/')] = paths;
      return [{ origin, path, headers: [{ name, value }], methods: [], access: profile }];
    }),
  );
}

describe('the profiles that are sent', () => {
  const ada = profileOf(of([API], [['Authorization', '/']]), 0, false);
  const debug = profileOf(of([API], [['X-Debug', '/']]), 1, true);
  const sentNames = (pick: SitePick) =>
    pickedProfiles({ sitePicks: { [API]: pick }, profiles: [debug, ada] }).flatMap(
      ([, { headers }]) => headers.flatMap(headerNamesOf),
    );

  proves('T4', 'a profile that stands twice in a pick is sent once', (tried) => {
    const [a, b] = [ada.id, debug.id];
    expect(sentNames({ identity: a, extras: [a, b, b] })).toEqual(['Authorization', 'X-Debug']);
    expect(sentNames({ extras: [b, b], extrasAlone: true })).toEqual(['X-Debug']);
    tried(2);
  });

  proves('T4', 'no extra is sent without its identity, unless the pick says so', (tried) => {
    const elsewhere = { ...ada, sites: [] };
    for (const [identity, profiles] of [
      ['gone', [debug, ada]],
      [ada.id, [debug, elsewhere]],
      [debug.id, [debug, ada]],
    ] as const) {
      // Cast: an id that no profile has any more.
      const pick: SitePick = { identity: identity as ProfileId, extras: [debug.id] };
      const content = { sitePicks: { [API]: pick }, profiles };
      expect(pickedProfiles(content)).toEqual([]);
      expect(leadsOf(content)).toEqual({});
      tried();
    }
  });
});

describe('the rules of an identity and its extras', () => {
  proves('T4', 'any profiles and generated addresses: as the model says', async (tried) => {
    let beside = 0;
    await fc.assert(
      fc.asyncProperty(
        drawn,
        fc.array(drawn, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('identity', 'alone', 'off'),
        fc.constantFrom('chromium', 'firefox'),
        fc.array(requests, { minLength: 80, maxLength: 80 }),
        async (first, others, mode, browser, batch) => {
          const identity = profileOf(first, 0, false);
          const extras = others.map((each, index) => profileOf(each, index + 1, true));
          const ids = extras.map(({ id }) => id);
          const pick = {
            identity: { identity: identity.id, extras: ids },
            alone: { extras: ids, extrasAlone: true as const },
            off: { extras: ids },
          }[mode];
          const sitePicks: SitePicks = { [API]: pick, [PORT]: pick };
          // The identity stands last in the list: its place does not matter.
          const picked = pickedProfiles({ sitePicks, profiles: [...extras, identity] });
          const rules = numbered(await rulesOf(picked, browser === 'firefox' ? FIREFOX : CHROME));
          const sent = { identity: [identity, ...extras], alone: extras, off: [] }[mode];
          // Where the identity has no site, its pick sends no extra either.
          const on = mode === 'identity' ? first.origins : [API, PORT];
          const placements = on.flatMap((origin) => modelOf(sent, origin));
          for (const request of batch) {
            const expected = expectedHeaders(placements, request, browser);
            const actual = [...headersSetBy(rules, request)];
            expect(actual.sort(), JSON.stringify(request)).toEqual([...expected].sort());
            if (expected.size > 2) beside += 1;
            tried();
          }
        },
      ),
      { numRuns: rounds({ short: 60, full: 1000 }) },
    );
    expect(beside).toBeGreaterThan(10);
  });

  const tokenUrl = `${API}/oauth/token`;
  const login = findScheme('oauth2-client-credentials');
  const identity: Profile = {
    ...profileOf(of([API], [['X-Unused', '/']]), 0, false),
    headers: [
      {
        id: 'token' as HeaderSpecId,
        schemeId: login.id,
        credential: login.parse({ tokenUrl, clientId: 'c', clientSecret: 's' }),
        paths: [],
        methods: [],
      },
    ],
  };
  // More places than the identity has, so that its rules would have the higher priorities.
  const extra = profileOf(
    of(
      [API],
      [
        ['X-A', '/'],
        ['X-B', '/v1'],
        ['X-C', '/v1/Orders'],
      ],
    ),
    1,
    true,
  );
  const picked = pickedProfiles({
    sitePicks: { [API]: { identity: identity.id, extras: [extra.id] } },
    profiles: [identity, extra],
  });
  const opened = (url: string): DnrRequest => ({ url, type: 'main_frame', method: 'get' });
  const issuedOf = (all: readonly PickedProfile[]): Record<IssueKey, IssuedHeaders> =>
    Object.fromEntries(
      issuancesOf(all).map(({ key, spec }) => [
        key,
        { headerId: spec.id, headers: [{ name: `X-${spec.id}`, value: 'x' }], issuedAt: 0 },
      ]),
    );

  for (const [token, issuers, sent] of [
    ['in force', picked, 4],
    ['pending or failed', picked.slice(1), 3],
  ] as const) {
    proves(
      'T16',
      `an address that it leaves alone gets no extra, token ${token}`,
      async (tried) => {
        const rules = numbered(wantedRules(picked, issuedOf(issuers), CHROME).rules);

        expect([...headersSetBy(rules, opened(tokenUrl))]).toEqual([]);
        expect(match(rules, asked(opened(tokenUrl)))).toEqual({ unmet: 'not-left-alone' });
        expect(headersSetBy(rules, opened(`${API}/v1`)).size).toBe(sent);
        tried(2);
      },
    );
  }

  proves('F9', 'the rules that leave an address alone count, also without a token', (tried) => {
    for (let count = 1239; count < 1242; count += 1) {
      for (const narrow of [0, 1, 2, 3]) {
        const others = Array.from({ length: count + narrow }, (_, at): PickedProfile => {
          const origin = `https://api${at}.test` as Origin;
          const drawing = of([origin], [['X-D', '/']]);
          return [origin, profileOf({ ...drawing, strict: at < narrow }, at + 2, false)];
        });
        const all = [...others, ...picked];

        const { rules } = wantedRules(all, issuedOf([...others, ...picked.slice(1)]), CHROME);

        expect(rules.length).toBeLessThanOrEqual(RULES_AT_MOST);
        tried();
      }
    }
  });
});

function of(origins: readonly Origin[], headers: readonly (readonly [string, string])[]): Drawn {
  return {
    origins,
    headers: headers.map(([name, path]) => ({ name, path, value: 'v', isOff: false })),
    strict: false,
    ownForms: false,
    allowCache: false,
  };
}
