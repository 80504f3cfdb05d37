/** The activity entry of a request: which requests have one, and no secret in it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryOf } from '../../../src/app/activity/entry-of';
import { judgeSeen } from '../../../src/app/activity/judge-seen';
import { situationOf } from '../../../src/app/activity/situation';
import type { HeaderSummary, OpenState, ProfileSummary } from '../../../src/domain/app-state';
import { parsePathScope } from '../../../src/domain/parse-site';
import type { ProfileId } from '../../../src/domain/profile';
import type { Outcome, SeenRequest } from '../../../src/domain/seen-request';
import type { Rule, RuleCondition } from '../../../src/rules/rule';
import { profileOf, siteOf, stateOf } from '../../support/app-states';
import { proves } from '../../support/proves';

const API = siteOf(1);
/** Long enough to be one, and nowhere else. */
const CANARY = 'kbcanary9f3b1c7d2e8a4056';
const PLAIN = profileOf(1);
const SCOPED = {
  ...PLAIN,
  headers: PLAIN.headers.map((each) => ({ ...each, paths: [parsePathScope('/v1')] })),
};
const PICKED = stateOf([SCOPED], { [API]: SCOPED.id });
const RULE: Rule = {
  id: 1,
  priority: 1,
  action: {
    type: 'modifyHeaders',
    requestHeaders: [{ header: 'Authorization', operation: 'set', value: `Bearer ${CANARY}` }],
  },
  condition: {
    urlFilter: `|${API}/v1^`,
    isUrlFilterCaseSensitive: true,
    resourceTypes: ['xmlhttprequest'],
  },
};
const REQUEST: SeenRequest = {
  at: 5,
  url: `${API}/v1`,
  method: 'GET',
  type: 'xmlhttprequest',
  initiator: API,
  top: API,
  tabId: 7,
};

const answered = (
  status: number,
  headers: readonly (readonly [string, string])[] = [],
): Outcome => ({
  kind: 'answered',
  status,
  headers,
  from: 'server',
});

function setting(header: string, id: number): Rule {
  return {
    ...RULE,
    id,
    action: {
      type: 'modifyHeaders',
      requestHeaders: [{ header, operation: 'set', value: 'on' }],
    },
    condition: { ...RULE.condition, urlFilter: `|${API}/` },
  };
}

function extraOf(index: number, headers: readonly Partial<HeaderSummary>[]): ProfileSummary {
  const profile = profileOf(index, [API]);
  return {
    ...profile,
    isExtra: true,
    headers: headers.flatMap((change) => profile.headers.map((each) => ({ ...each, ...change }))),
  };
}

function entry(outcome: Outcome, request: Partial<SeenRequest> = {}, state: OpenState = PICKED) {
  const known = { state, situation: situationOf(state, [RULE]), issued: {} };
  return entryOf({ ...REQUEST, ...request }, outcome, known);
}

describe('a request that carries a header', () => {
  it('is recorded with the picked profile, and the server’s verdict', () => {
    expect(entry(answered(429, [['x-ratelimit-remaining', '0']]))).toMatchObject({
      at: 5,
      origin: API,
      address: `${API}/v1`,
      profileId: profileOf(1).id,
      headerNames: ['Authorization'],
      status: 429,
      verdict: { cause: 'rate-limited' },
      remedy: 'wait',
      limits: [{ remaining: 0 }],
    });
  });

  it.each([401, 403])('is judged by a %i without the sent headers', (status) => {
    const cause = status === 401 ? 'credentials-refused' : 'forbidden';

    expect(entry(answered(status))?.verdict.cause).toBe(cause);
  });

  describe('beside extras', () => {
    const extra = extraOf(2, [{ headerNames: ['x-debug'] }]);
    const ofExtra = setting('X-Debug', 2);
    const judged = (url: string, status: number, extras = [extra], profile = SCOPED) => {
      const state = {
        ...stateOf([profile, ...extras], PICKED.picks),
        extras: { [API]: extras.map(({ id }) => id) },
      };
      const known = { state, situation: situationOf(state, [RULE, ofExtra]), issued: {} };
      return entryOf({ ...REQUEST, url }, answered(status), known);
    };

    it('is refused for the reason why the picked profile’s header was missing', () => {
      expect(judged(`${API}/v2`, 401)).toMatchObject({
        profileId: SCOPED.id,
        headerNames: ['X-Debug'],
        verdict: { cause: 'path-not-covered', paths: ['/v1'] },
      });
      expect(judged(`${API}/v1`, 401)).toMatchObject({
        profileId: SCOPED.id,
        headerNames: ['Authorization', 'X-Debug'],
        verdict: { cause: 'credentials-refused' },
      });
    });

    it.each([200, 500])(
      'is the extra’s that alone was sent where the server answers %i',
      (status) => {
        expect(judged(`${API}/v2`, status)).toMatchObject({ profileId: extra.id, isOfExtra: true });
        expect(judged(`${API}/v1`, status)).toMatchObject({ profileId: SCOPED.id });
        expect(judged(`${API}/v1`, status)).not.toHaveProperty('isOfExtra');
      },
    );

    it('is not the extra’s whose header is held back', () => {
      const held = extraOf(3, [{ headerNames: ['Authorization', 'X-Debug'] }]);

      expect(judged(`${API}/v2`, 200, [held, extra])?.profileId).toBe(extra.id);
    });

    it('is not the picked profile’s, which sends a header of this name to another site', () => {
      const [own] = SCOPED.headers;
      if (!own) throw new Error('no header');
      const both = {
        ...SCOPED,
        sites: [{ origin: API, path: parsePathScope('/v1') }, ...profileOf(1, [siteOf(2)]).sites],
        headers: [{ ...own, headerNames: ['X-Debug'], paths: [parsePathScope('/elsewhere')] }, own],
      };

      expect(judged(`${API}/v2`, 200, [extra], both)?.profileId).toBe(extra.id);
      expect(judged(`${API}/v2`, 401, [extra], both)).toMatchObject({
        profileId: SCOPED.id,
        verdict: { cause: 'path-not-covered' },
      });
    });

    it('corrects the clock of an extra whose signature was refused', async () => {
      const signing = extraOf(2, [{ headerNames: ['X-Debug'], schemeId: 'gluwa-ethereum' }]);
      const refusalOf = async (extras: readonly ProfileSummary[]) => {
        const state = {
          ...stateOf([SCOPED, ...extras], PICKED.picks),
          extras: { [API]: extras.map(({ id }) => id) },
        };
        const known = { state, situation: situationOf(state, [RULE, ofExtra]), issued: {} };
        const outcome = answered(401, [['date', 'Thu, 23 Apr 2020 20:41:37 GMT']]);
        const facts = { around: () => [Promise.resolve(known)] };
        return (await judgeSeen({ request: REQUEST, outcome, moment: 1 }, facts))?.refusal?.origin;
      };

      expect(await refusalOf([signing])).toBe(API);
      expect(await refusalOf([extra])).toBeUndefined();
    });
  });

  it('is recorded with the scheme that it carried, and what the server says of it', () => {
    const said = [
      [
        'www-authenticate',
        'Bearer realm="IXO", error="invalid_token", error_description="No such token"',
      ],
      ['date', 'Thu, 23 Apr 2020 20:41:37 GMT'],
    ] as const;

    expect(entry(answered(401, said))).toMatchObject({
      words: { Authorization: 'Bearer' },
      refusal: {
        challenges: ['Bearer realm="IXO"'],
        date: Date.UTC(2020, 3, 23, 20, 41, 37),
        says: 'No such token',
      },
    });
  });

  it.each([200, 302])('is recorded without them where the server answers %i', (status) => {
    expect(entry(answered(status, [['www-authenticate', 'Bearer']]))).not.toHaveProperty('refusal');
  });

  proves('T7', 'keeps no word of a server that repeats the header', (tried) => {
    for (const [challenge, status] of [
      [`${CANARY} realm="x"`, 401],
      [`Bearer realm="${CANARY}"`, 401],
      [`Bearer error="${CANARY}"`, 401],
      [`Bearer error_description="No such token: ${CANARY.slice(0, 12)}"`, 401],
      [`Bearer error="insufficient_scope", scope="${CANARY}"`, 403],
    ] as const) {
      const made = entry(answered(status, [['www-authenticate', challenge]]));

      expect(JSON.stringify(made)).not.toContain(CANARY.slice(0, 12));
      tried();
    }
  });

  it('bounds what a server says', () => {
    const long = 'word '.repeat(5000);
    const said = [
      ...Array.from({ length: 50 }, () => ['www-authenticate', `Basic realm="${long}"`] as const),
      ['x-amzn-errortype', long] as const,
    ];

    expect(JSON.stringify(entry(answered(401, said))?.refusal).length).toBeLessThan(1200);
  });

  it('has no status without an answer', () => {
    const failed = entry({ kind: 'failed', error: 'net::ERR_CONNECTION_REFUSED' });

    expect(failed?.verdict.cause).toBe('unreachable');
    expect(failed).not.toHaveProperty('status');
  });

  it('is not recorded where the page has cancelled it', () => {
    expect(entry({ kind: 'failed', error: 'net::ERR_ABORTED' })).toBeUndefined();
  });
});

describe('where a tab has a pick of its own', () => {
  const OWN_TAB = 7;
  const other = { ...SCOPED, id: 'other' as ProfileId, name: 'Other' };
  const ruleIn = (condition: Partial<RuleCondition>): Rule => ({
    ...RULE,
    condition: { ...RULE.condition, ...condition },
  });
  const rules = [ruleIn({ tabIds: [OWN_TAB] }), ruleIn({ excludedTabIds: [-1, OWN_TAB] })];
  const judgedIn = async (tabId: number, status: number, tabPicks: OpenState['tabPicks']) => {
    const state: OpenState = {
      ...PICKED,
      profiles: [SCOPED, other],
      ...(tabPicks && { tabPicks }),
    };
    const known = { state, situation: situationOf(state, rules), issued: {} };
    const facts = { around: () => [Promise.resolve(known)] };
    const seen = { request: { ...REQUEST, tabId }, outcome: answered(status), moment: 1 };
    return (await judgeSeen(seen, facts))?.noted.entry;
  };
  const own = [{ tabId: OWN_TAB, origin: API, profileId: other.id }];

  it('each request is judged by the pick of its tab', async () => {
    expect(await judgedIn(OWN_TAB, 200, own)).toMatchObject({ profileId: other.id });
    expect(await judgedIn(8, 200, own)).toMatchObject({ profileId: SCOPED.id });
  });

  it('nothing is recorded in a tab that is off', async () => {
    expect(await judgedIn(OWN_TAB, 401, [{ tabId: OWN_TAB, origin: API }])).toBeUndefined();
  });

  it('a refusal without a tab is for that reason', async () => {
    expect(await judgedIn(-1, 401, own)).toMatchObject({
      verdict: { cause: 'no-tab' },
      remedy: 'none',
      headerNames: [],
    });
  });
});

describe('a request that carries none', () => {
  it.each([401, 403])('is recorded with its reason where the server answers %i', (status) => {
    expect(entry(answered(status), { url: `${API}/v2` })).toMatchObject({
      headerNames: [],
      verdict: { cause: 'path-not-covered' },
    });
  });

  it.each([200, 302, 404, 500])('is not recorded where the server answers %i', (status) => {
    expect(entry(answered(status), { url: `${API}/v2` })).toBeUndefined();
  });

  it('is not recorded where it fails', () => {
    const failed: Outcome = { kind: 'failed', error: 'net::ERR_CONNECTION_REFUSED' };

    expect(entry(failed, { url: `${API}/v2` })).toBeUndefined();
  });
});

it.each([API, siteOf(2)])('is not recorded where no profile is picked: %s', (origin) => {
  const state = origin === API ? stateOf([profileOf(1)]) : PICKED;

  expect(entry(answered(401), { url: `${origin}/v1` }, state)).toBeUndefined();
});

it('holds no secret, wherever in the request and the answer it is', () => {
  const place = fc.constantFrom(
    `/v1/${CANARY}`,
    `/v1?key=${CANARY}`,
    `/v1?${CANARY}`,
    `/v1/a;token=${CANARY}`,
    `/v2/${CANARY}?${CANARY}=1`,
  );
  const name = fc.constantFrom(
    'set-cookie',
    'location',
    'x-debug',
    'x-ratelimit-remaining',
    'retry-after',
    'date',
  );
  const challenge = fc.constantFrom(
    CANARY,
    `Bearer ${CANARY}`,
    `Bearer realm="${CANARY}"`,
    `Bearer realm="sent: ${CANARY.slice(0, 12)}…"`,
    `Bearer realm="${CANARY.toUpperCase()}"`,
    `Bearer error="${CANARY}"`,
    `Bearer error="insufficient_scope", scope="${CANARY}"`,
  );
  const header = fc.oneof(
    challenge.map((each) => ['www-authenticate', each] as const),
    fc.constant(['x-amzn-errortype', `Denied${CANARY}`] as const),
    name.map((each) => [each, CANARY] as const),
    fc.constant([
      'www-authenticate',
      `Bearer realm="${CANARY}", error_description="${CANARY}"`,
    ] as const),
  );
  const outcome: fc.Arbitrary<Outcome> = fc.oneof(
    fc
      .tuple(fc.constantFrom(200, 400, 401, 403, 404, 429, 500), fc.array(header))
      .map(([status, headers]) => {
        return answered(status, headers);
      }),
    fc.constant<Outcome>({
      kind: 'redirected',
      status: 302,
      headers: [['location', CANARY]],
      to: `https://evil.test/${CANARY}?${CANARY}#${CANARY}`,
    }),
  );
  const value = fc.constantFrom(`Bearer ${CANARY}`, `Basic ${CANARY}x`);
  let kept = 0;
  fc.assert(
    fc.property(place, outcome, fc.option(value, { nil: undefined }), (path, what, left) => {
      const sent = left !== undefined && { sent: [['authorization', left]] as const };
      const made = entry(what, { url: API + path, ...sent });
      if (made) kept++;

      const told = (JSON.stringify(made) ?? '').toLowerCase();
      expect(told).not.toContain(CANARY.slice(0, 12));
    }),
  );
  expect(kept).toBeGreaterThan(10);
});

describe('a write of a production profile that is not armed', () => {
  const guarded = {
    ...PICKED,
    profiles: [{ ...SCOPED, production: { readPaths: [] }, callers: [] }],
  };
  const reading: Rule = {
    ...RULE,
    condition: { ...RULE.condition, requestMethods: ['get', 'head'], initiatorDomains: [] },
  };
  const known = { state: guarded, situation: situationOf(guarded, [reading]), issued: {} };
  const write = { ...REQUEST, method: 'POST' };

  it.each([400, 401, 403, 404, 500])('is not armed, also if the server answers %s', (status) => {
    const challenge = [['WWW-Authenticate', 'Bearer error="invalid_token"']] as const;

    const entry = entryOf(write, answered(status, challenge), known);

    expect(entry).toMatchObject({ verdict: { cause: 'not-armed' }, remedy: 'arm', status });
  });

  it('is no entry if the server takes it without the header', () => {
    expect(entryOf(write, answered(201), known)).toBeUndefined();
  });
});
