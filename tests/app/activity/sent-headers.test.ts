/** What our rules have put on a request, for whoever judges the answer. */
import { describe, expect, it } from 'vitest';
import { credentialsAmong, sentHeadersOf } from '../../../src/app/activity/sent-headers';
import type { IssueKey } from '../../../src/app/session';
import type { ProfileSummary } from '../../../src/domain/app-state';
import type { HeaderByRule } from '../../../src/rules/match';
import type { RuleContent } from '../../../src/rules/rule';
import { profileOf } from '../../support/app-states';

const NAME = 'Authorization';
const VALUE = 'Bearer abc.def';
const KEY = 'header-1' as IssueKey;

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

const header = { name: NAME, value: VALUE };
const issued = { [KEY]: { header, issuedAt: 1, expiresAt: 90, clockOffsetMs: -5 } };

describe('a header of ours', () => {
  it('has its scheme, its end and the clock that it was made by', () => {
    expect(sentHeadersOf(OURS, { profile: profile('jwt-signed'), issued })).toEqual([
      { name: NAME, word: 'Bearer', signs: true, clockOffsetMs: -5, expiresAt: 90 },
    ]);
  });

  it('signs nothing where its scheme does not', () => {
    expect(sentHeadersOf(OURS, { profile: profile(), issued })[0]?.signs).toBe(false);
  });

  it('that was made for each site by its own clock is found by its value', () => {
    const [east, west] = ['header-1 https://east.test', 'header-1 https://west.test'];
    const perSite = {
      [east as IssueKey]: { header: { name: NAME, value: 'x' }, issuedAt: 1, clockOffsetMs: 1 },
      [west as IssueKey]: { header, issuedAt: 1, clockOffsetMs: 2 },
    };

    const [sent] = sentHeadersOf(OURS, { profile: profile('jwt-signed'), issued: perSite });

    expect(sent).toMatchObject({ signs: true, clockOffsetMs: 2 });
  });

  it('is the profile’s own where another has the same credential', () => {
    const both = { ['another' as IssueKey]: { header, issuedAt: 1 }, ...issued };

    expect(sentHeadersOf(OURS, { profile: profile(), issued: both })[0]?.expiresAt).toBe(90);
  });

  it('which has been replaced meanwhile is known by its name alone', () => {
    expect(sentHeadersOf(OURS, { profile: profile(), issued: {} })).toEqual([
      { name: NAME, word: 'Bearer', signs: false },
    ]);
  });

  it.each([
    [NAME, 'abcdef'],
    ['X-Key', 'Bearer abc'],
  ])('names no scheme in %s: %s', (name, value) => {
    expect(sentHeadersOf(setBy([[name, value]]), { profile: profile(), issued: {} })[0]).toEqual({
      name,
      signs: false,
    });
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
    ['somebody else’s', [['authorization', 'Bearer other']], 'another'],
    ['nothing', [['accept', '*/*']], 'absent'],
  ])('is %s', (_, left, asSent) => {
    expect(sentHeadersOf(OURS, { profile: profile(), issued }, left)[0]?.asSent).toBe(asSent);
  });

  it('is not said where nobody has looked', () => {
    expect(sentHeadersOf(OURS, { profile: profile(), issued })[0]).not.toHaveProperty('asSent');
  });
});

it('leaves out what only accompanies a credential in Firefox', () => {
  const both = setBy([
    [NAME, VALUE],
    ['Cache-Control', 'no-store'],
  ]);

  expect(credentialsAmong(both).map(({ name }) => name)).toEqual([NAME]);
  expect(sentHeadersOf(both, { profile: profile(), issued })).toHaveLength(1);
});

it('keeps no value', () => {
  const sent = sentHeadersOf(OURS, { profile: profile(), issued }, [['authorization', VALUE]]);

  expect(JSON.stringify(sent)).not.toContain('abc.def');
});
