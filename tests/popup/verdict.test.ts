import { describe, expect, it } from 'vitest';
import type { AppState, HeaderStatus, ProfileSummary } from '../../src/domain/app-state';
import type { HeaderSpecId, ProfileId } from '../../src/domain/profile';
import type { Origin, PathScope } from '../../src/domain/site';
import { verdictOf } from '../../src/popup/verdict';
import { EMPTY_STATE } from '../support/app-state';

const origin = 'https://api.test' as Origin;
const installed: HeaderStatus = { state: 'installed', name: 'Authorization', issuedAt: 1 };

function profile(status: HeaderStatus, path = '/'): ProfileSummary {
  return {
    id: 'p' as ProfileId,
    revision: 1,
    name: 'P',
    sites: [{ origin, path: path as PathScope }],
    headers: [
      {
        id: 'h' as HeaderSpecId,
        schemeId: 'basic',
        headerName: 'Authorization',
        paths: [],
        methods: [],
        status,
      },
    ],
    colour: 'grey',
    note: '',
    callers: [],
    strict: false,
    ownForms: false,
    allowHttp: false,
  };
}

function stateOf(profiles: ProfileSummary[], picked = true, allowed = true): AppState {
  const picks = picked ? { [origin]: 'p' as ProfileId } : {};
  return {
    ...EMPTY_STATE,
    profiles,
    picks,
    allowed: allowed ? [origin] : [],
  };
}

describe('verdictOf', () => {
  it.each([
    ['no-profile', stateOf([], false)],
    ['nobody', stateOf([profile(installed)], false)],
    ['nobody', stateOf([profile(installed)], false, false)],
    ['not-allowed', stateOf([profile({ state: 'idle' })], true, false)],
    ['pending', stateOf([profile({ state: 'idle' })])],
    ['installed', stateOf([profile(installed)])],
    ['paused', { ...stateOf([profile(installed)]), paused: true }],
    ['failed', stateOf([profile({ state: 'failed', failure: { code: 'unexpected' } })])],
  ] as const)('says %s', (kind, state) => {
    expect(verdictOf(state, origin).kind).toBe(kind);
  });

  it('says where on the site, unless it is everywhere', () => {
    const narrow = verdictOf(stateOf([profile(installed, '/v1')]), origin);
    const whole = verdictOf(stateOf([profile(installed)]), origin);

    expect(narrow).toMatchObject({ paths: ['/v1'] });
    expect(whole).toMatchObject({ paths: [] });
  });
});
