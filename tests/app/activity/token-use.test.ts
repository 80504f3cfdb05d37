/** Which token a request has carried, among the headers of an identity and its extras. */
import { describe, expect, it } from 'vitest';
import { tokenUseOf } from '../../../src/app/activity/token-use';
import type { HeaderSummary, ProfileSummary } from '../../../src/domain/app-state';
import type { IssueKey } from '../../../src/domain/header';
import { profileOf, siteOf, stateOf } from '../../support/app-states';

const API = siteOf(1);
const GRANTED = { schemeId: 'oauth2-client-credentials' } as const;

function profile(index: number, change: Partial<HeaderSummary>, isExtra = true): ProfileSummary {
  const made = profileOf(index, [API]);
  return {
    ...made,
    ...(isExtra && { isExtra }),
    headers: made.headers.map((each) => ({ ...each, ...change })),
  };
}

const ADA = profile(1, GRANTED, false);
const PLAIN = profile(1, { schemeId: 'basic' }, false);
const TAKEN = profile(2, GRANTED);
const PROXY = profile(3, { ...GRANTED, headerNames: ['X-Proxy'] });

/** Each header was made: for another site, where none is held back. */
function useOf(
  [lead, ...extras]: readonly [ProfileSummary, ...ProfileSummary[]],
  headerNames: readonly string[],
  by: ProfileSummary = lead,
) {
  const all = [lead, ...extras];
  const state = {
    ...stateOf(all, { [API]: lead.id }),
    extras: { [API]: extras.map(({ id }) => id) },
  };
  const issued = Object.fromEntries(
    all.flatMap(({ headers }) =>
      headers.map(({ id }) => [
        // Cast: any key.
        id as string as IssueKey,
        { headerId: id, headers: [{ name: 'X', value: 'x' }] as const, issuedAt: 7 },
      ]),
    ),
  );
  const request = {
    at: 1,
    url: `${API}/`,
    method: 'GET',
    type: 'xmlhttprequest',
    initiator: API,
    top: API,
    tabId: 1,
  };
  const entry = {
    at: 1,
    method: 'GET',
    origin: API,
    address: `${API}/`,
    type: 'xmlhttprequest',
    tabId: 1,
    profileId: by.id,
    headerNames,
    status: 401,
    verdict: { cause: 'credentials-refused' },
    remedy: 'none',
  } as const;
  return tokenUseOf(request, entry, { state, issued });
}

describe('the token that a request has carried', () => {
  it('is the identity’s, although an extra has a header of this name for another site', () => {
    expect(useOf([ADA, TAKEN], ['Authorization'])).toMatchObject({
      headerId: ADA.headers[0]?.id,
      isRefused: true,
    });
  });

  it('is an extra’s, also where the identity has sent nothing', () => {
    expect(useOf([PLAIN, PROXY], ['X-Proxy'], PROXY)?.headerId).toBe(PROXY.headers[0]?.id);
  });

  it('is none that the identity’s header has taken the place of', () => {
    expect(useOf([PLAIN, TAKEN], ['Authorization'])).toBeUndefined();
  });

  it('is not known where the request has carried two', () => {
    expect(useOf([ADA, PROXY], ['Authorization', 'X-Proxy'])).toBeUndefined();
  });

  it('is none of a profile that is not in use any more', () => {
    expect(useOf([ADA, PROXY], ['Authorization'], TAKEN)).toBeUndefined();
  });
});
