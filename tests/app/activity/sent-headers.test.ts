/** The headers that our rules set on a request, as evidence for judging the answer. */
import { describe, expect, it } from 'vitest';
import { sentHeadersOf } from '../../../src/app/activity/sent-headers';
import type { ProfileSummary } from '../../../src/domain/app-state';
import type { IssuedHeaders, IssueKey } from '../../../src/domain/header';
import type { HeaderSpecId } from '../../../src/domain/profile';
import type { Origin } from '../../../src/domain/site';
import type { HeaderByRule } from '../../../src/rules/match';
import type { RuleContent } from '../../../src/rules/rule';
import { credentialsAmong } from '../../../src/rules/uncached';
import { profileOf } from '../../support/app-states';

const NAME = 'Authorization';
const VALUE = 'Bearer abc.def';
const HEADER_ID = 'header-1' as HeaderSpecId;

function setBy(headers: readonly (readonly [string, string])[]): HeaderByRule[] {
  const requestHeaders = headers.map(([header, value]) => {
    return { header, operation: 'set' as const, value };
  });
  const rule: RuleContent = {
    priority: 1,
    action: { type: 'modifyHeaders', requestHeaders },
    condition: { urlFilter: '|https://api1.test/', isUrlFilterCaseSensitive: true },
  };
  return headers.map(([name, value]) => ({ name, value, rule }));
}

const OURS = setBy([[NAME, VALUE]]);

function profile(schemeId: ProfileSummary['headers'][number]['schemeId'] = 'basic') {
  const plain = profileOf(1);
  return { ...plain, headers: plain.headers.map((header) => ({ ...header, schemeId })) };
}

const headers = [{ name: NAME, value: VALUE }] as const;
const issued = keyed([
  { headerId: HEADER_ID, headers, issuedAt: 1, expiresAt: 90, clockOffsetMs: -5 },
]);

/** The keys say nothing: no code reads the parts of a session's key. */
function keyed(all: readonly IssuedHeaders[]): Readonly<Record<IssueKey, IssuedHeaders>> {
  return Object.fromEntries(all.map((each, index) => [`key ${index}`, each]));
}

describe('a header of ours', () => {
  it('has its scheme, its end and the clock that it was made by', () => {
    expect(sentHeadersOf(OURS, { profiles: [profile('jwt-signed')], issued })).toEqual([
      { name: NAME, word: 'Bearer', signs: true, clockOffsetMs: -5, expiresAt: 90 },
    ]);
  });

  it('is told as a one-time code where it is one', () => {
    const [sent] = sentHeadersOf(OURS, { profiles: [profile('totp')], issued });

    expect(sent).toMatchObject({ signs: true, isOneTime: true });
  });

  it('signs nothing where its scheme does not', () => {
    expect(sentHeadersOf(OURS, { profiles: [profile()], issued })[0]?.signs).toBe(false);
  });

  it('that was made for each site by its own clock is found by its value', () => {
    const [east, west] = ['https://east.test' as Origin, 'https://west.test' as Origin];
    const both = { headerId: HEADER_ID, issuedAt: 1 };
    const perSite = keyed([
      { ...both, origin: east, headers: [{ name: NAME, value: 'x' }], clockOffsetMs: 1 },
      { ...both, origin: west, headers, clockOffsetMs: 2 },
    ]);

    const [sent] = sentHeadersOf(OURS, { profiles: [profile('jwt-signed')], issued: perSite });

    expect(sent).toMatchObject({ signs: true, clockOffsetMs: 2 });
  });

  it('is the profile’s own where another has the same credential', () => {
    const another = { headerId: 'another' as HeaderSpecId, headers, issuedAt: 1 };
    const both = keyed([another, ...Object.values(issued)]);

    expect(sentHeadersOf(OURS, { profiles: [profile()], issued: both })[0]?.expiresAt).toBe(90);
  });

  it('which has been replaced meanwhile is known by its name alone', () => {
    expect(sentHeadersOf(OURS, { profiles: [profile()], issued: {} })).toEqual([
      { name: NAME, word: 'Bearer', signs: false },
    ]);
  });

  it.each([
    [NAME, 'abcdef'],
    ['X-Key', 'Bearer abc'],
  ])('names no scheme in %s: %s', (name, value) => {
    expect(sentHeadersOf(setBy([[name, value]]), { profiles: [profile()], issued: {} })[0]).toEqual(
      {
        name,
        signs: false,
      },
    );
  });
});

describe('what left the browser', () => {
  it.each<[string, [string, string][], string]>([
    [
      'ours',
      [
        ['accept', '*/*'],
        ['authorization', VALUE],
      ],
      'ours',
    ],
    ['another value', [['authorization', 'Bearer other']], 'another'],
    ['nothing', [['accept', '*/*']], 'absent'],
  ])('is %s', (_, left, asSent) => {
    expect(sentHeadersOf(OURS, { profiles: [profile()], issued }, left)[0]?.asSent).toBe(asSent);
  });

  it('is not said without the sent headers', () => {
    expect(sentHeadersOf(OURS, { profiles: [profile()], issued })[0]).not.toHaveProperty('asSent');
  });
});

it('leaves out what only accompanies a credential in Firefox', () => {
  const both = setBy([
    [NAME, VALUE],
    ['Cache-Control', 'no-store'],
  ]);

  expect(credentialsAmong(both).map(({ name }) => name)).toEqual([NAME]);
  expect(sentHeadersOf(both, { profiles: [profile()], issued })).toHaveLength(1);
});

it('keeps no value', () => {
  const sent = sentHeadersOf(OURS, { profiles: [profile()], issued }, [['authorization', VALUE]]);

  expect(JSON.stringify(sent)).not.toContain('abc.def');
});
